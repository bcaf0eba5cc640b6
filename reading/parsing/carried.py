"""Who speaks where the sentence does not say: who spoke beside, or whom the text is about, to be checked."""

import re
from dataclasses import replace

from .speech import DIRECT, IN_VIEW, LIKELY, NEAR, NOBODY, UNSURE, View, Voice

_BESIDE = 6  # quotations before and behind, of which the speaker may be carried on
_FARTHEST = 40  # sentences of one paragraph through which who is in view is looked for
_FAR_BELOW = 6  # paragraphs below a heading to which it may still tell who speaks
_FAR_BEHIND = 4000  # characters of them
_FAR_AFTER = 1000  # characters of a sentence that goes on behind words
_FAR_ASKED = 400  # characters before an answer in which a question is told
_DASH = re.compile(r"\s[–—-]\s")  # parts who speaks in notes: « – R. : non. – Voix d’enfant : « … » »
_BYLINE = re.compile(
    r"(?:(?:propos|publi|post|recueilli|écrit|rédig|text|written|words)\w*[ \u00a0:]+){0,2}(?:par|by)\b"
    r"|textes?[ \u00a0]?:|[^.!?\n]*\b(?:correspondante?|envoyée? spéciale?|correspondent)\b",
    re.IGNORECASE,
)
_TOP = 4  # paragraphs among which one that names who wrote the article stands
_ASKED = re.compile(r"\b(?:a demandé|demandait|demande|(?:l’a |a )interrogée?|a voulu savoir|veut savoir|asked)\b")


def carried(article, reporting, said, own, number):
    """Who speaks where the sentence does not say: who spoke beside, or who is in view."""
    quotation = said[number]
    paragraph = article.paragraph_of(quotation.outer_start)
    near = [q for q in said[max(0, number - _BESIDE) : number + _BESIDE + 1] if own.get(q)]
    around = {q: own[q] for q in near if article.paragraph_of(q.outer_start) == paragraph}
    start = article.paragraphs[paragraph].start
    return (
        _of_sentence(article, quotation, around)
        or _gone_on(article, quotation, around)
        or _answering(article, quotation)
        or reporting.of_sentence_before(quotation)
        or _in_view(reporting.focus(quotation.outer_start, sentences=_sentences_back(article, start, quotation)))
        or _said_next(article, quotation, around)
        or _of_section(article, paragraph, quotation)
        or _of_paragraph_before(article, reporting, quotation)
        or _only_named(article, quotation)
    )


def _only_named(article, quotation):
    """The voice of the one person whom the paragraph names before words, or their sentence behind them."""
    end = min(article.sentences[article.sentence_of(quotation.outer_end - 1)][1], quotation.outer_end + _FAR_AFTER)
    before = article.people.between(article.begins_near(quotation.outer_start), quotation.outer_start)
    people = {mention.person for mention in (*before, *article.people.between(quotation.outer_end, end))}
    return replace(_in_view(View(people.pop())), strength=NOBODY) if len(people) == 1 else None


def _of_paragraph_before(article, reporting, quotation):
    """The voice of whom the sentence is about that ends the paragraph above, and holds no words, of a whole one."""
    number = article.paragraph_of(quotation.outer_start)
    own, above = article.paragraphs[number], article.paragraphs[max(0, number - 1)]
    is_whole = (own.start, own.end) == (quotation.outer_start, quotation.outer_end) and number > 0
    sentence = article.sentences[article.sentence_of(above.end - 1)]
    if not is_whole or above.is_heading or article.next_quotation(*sentence):
        return None
    return _in_view(reporting.focus(above.end, sentences=1))


def _of_sentence(article, quotation, around):
    """The voice of other words in the same sentence, to be checked where somebody else stands there."""
    sentence = article.sentence_of(quotation.outer_start)
    told = (q for q in around if article.sentence_of(q.outer_start) == sentence and around[q].strength >= NEAR)
    other = next(told, None)
    if other is None:
        return None
    voice = around[other]
    is_parted = _DASH.search(article.text, *_between(other, quotation))
    limit = LIKELY if is_parted or _names_another(article, quotation, voice.person) else 1.0
    return replace(voice, rule="same-sentence", strength=NEAR, limit=min(voice.limit, limit), cuts=())


def _gone_on(article, quotation, around):
    """The voice of the words right before, in the sentence before."""
    previous = next((q for q in reversed(around) if q.outer_end <= quotation.outer_start), None)
    if previous is None or around[previous].strength < NEAR or not _is_next(article, previous, quotation):
        return None
    return replace(around[previous], rule="goes-on", strength=IN_VIEW, cuts=())


def _answering(article, quotation):
    """Who answers a question that the sentence before tells: « X a demandé à Y ce qui avait changé. « Le bruit. » »."""
    number = article.sentence_of(max(0, quotation.outer_start - 1))
    start, end = article.sentences[number]
    start = max(start, quotation.outer_start - _FAR_ASKED)
    asked = _ASKED.search(article.text, start, min(end, quotation.outer_start))
    asking = article.people.mentions_in(start, asked.start()) if asked else ()
    if not asking or not asking[0].is_subject or quotation.outer_start != article.sentences[number + 1][0]:
        return None
    before = article.people.mentions_in(article.begins_near(quotation.outer_start), quotation.outer_start)
    others = {mention.person for mention in before if mention.person is not asking[0].person}
    person = others.pop() if len(others) == 1 else None
    return Voice(person, "", "in-view" if person else "nobody", person.name if person else "", IN_VIEW, UNSURE)


def _said_next(article, quotation, around):
    """Who speaks in the very next sentence, to be checked."""
    following = article.sentence_of(quotation.outer_start) + 1
    later = (voice for q, voice in around.items() if article.sentence_of(q.outer_start) == following)
    voice = next((voice for voice in later if voice.strength == DIRECT and voice.person), None)
    return voice and Voice(voice.person, "", "said-next", voice.cue, IN_VIEW, UNSURE)


def _in_view(view):
    """The voice of whom the text is about: nothing more says that they speak; None where that is nobody."""
    if view is None or not view.is_subject:
        return None
    cue = view.person.name if view.person else view.attribution
    return Voice(view.person, view.attribution, "in-view", cue, IN_VIEW, UNSURE)


def _names_another(article, quotation, person):
    start, end = article.sentences[article.sentence_of(quotation.outer_start)]
    return any(mention.person is not person for mention in article.people.between(start, end))


def _between(one, other):
    """(start, end) of what stands between two quotations, in the order of the text."""
    return min(one.outer_end, other.outer_end), max(one.outer_start, other.outer_start)


def _is_next(article, previous, quotation):
    """Whether a quotation begins right after the sentence of another."""
    gap = article.text[article.sentences[article.sentence_of(previous.outer_end - 1)][1] : quotation.outer_start]
    return not gap.strip()


def _sentences_back(article, start, quotation):
    """How many sentences of its paragraph, that begins at `start`, stand before a quotation."""
    if quotation.outer_start <= start:
        return 0
    return min(article.sentence_of(quotation.outer_start - 1) - article.sentence_of(start) + 1, _FARTHEST)


def _of_section(article, paragraph, quotation):
    """The voice of the one person whose talk it is, or whom the heading names, where no other is named below it.

    Only of words with which a sentence begins: « Elle a montré dix cartes. « Nous n’avons pas fini. » ».
    """
    own = article.paragraphs[paragraph]
    if own.is_heading or article.sentences[article.sentence_of(quotation.outer_start)][0] != quotation.outer_start:
        return None
    for number in range(paragraph - 1, max(-1, paragraph - _FAR_BELOW), -1):
        above = article.paragraphs[number]
        if quotation.outer_start - above.start > _FAR_BEHIND:
            return None
        if number < _TOP and _BYLINE.match(article.text, above.start, above.end):
            return None
        is_billed = above.start in article.billed_lines
        if above.is_heading or is_billed:
            named = {mention.person for mention in article.people.between(above.start, quotation.outer_start)}
            is_told = len(named) == 1 and article.people.between(above.start, above.end)
            if is_told or above.is_heading and not is_billed:
                return _in_view(View(named.pop())) if is_told else None
    return None
