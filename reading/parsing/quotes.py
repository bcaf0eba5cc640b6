"""Which of the quotations are words that somebody said, and who said them."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import islice

from language.folding import fold

from .candidates import Quote
from .incises import without
from .language import spoken_in
from .lexicon import FINITE, roles, sections, verbs
from .names import ARTICLES, agree
from .reporting import Reporting
from .speech import DIRECT, IN_VIEW, INVERTED, LIKELY, NEAR, NOBODY, UNSURE, View, Voice

_RUN = 4  # words by which a quotation is met again
_FARTHEST = 40  # sentences of one paragraph through which who is in view is looked for
_FAR_BELOW = 6  # paragraphs below a heading to which it may still tell who speaks
_FAR_BEHIND = 4000  # characters of them
_FEW = 20  # places in which it is looked for
LONG = 8  # words: so many in marks are seldom a term or a name
_NAMING = sections("nouns_fr")["naming"] | sections("nouns_en")["naming"]
_TITLES = sections("nouns_fr")["title"] | sections("nouns_en")["title"]
_SPEECH = sections("nouns_fr")["speech"] | sections("nouns_en")["speech"]
_TERMS = ARTICLES | frozenset(
    "d’ de leur leurs son sa ses quelque quelques deux trois nos notre votre vos our your their his her its".split()
)
_SAYING = frozenset(("dit", "dite"))  # « X a dit : », « un mot dit « doux » »
_BY_VERB = frozenset("name-before surname-before pronoun-before group-before office role-of".split())
_COPULAS = frozenset("est sont était étaient sera seront serait être sera soit is are was were be".split())
_ANONYMOUS = frozenset("pronoun-after pronoun-before office incise".split())
_GENDERS_SAID = {"il": "m", "he": "m", "le": "m", "elle": "f", "she": "f", "la": "f"}
_SIGNATURE = re.compile(r"(?:[—–-][ \u00a0]*)?(?=[A-ZÀ-Ý])[^.!?:;«»“”\"\n]{3,120}$")
# « présentait « Rues calmes » »: a title, as often.
_PRESENTING = re.compile(
    r"(?:présent|expos|propos|dévoil|projet|détaill|abord|développ|trait|comment)\w+$|present(?:s|ed|ing)$"
)
CONFIDENCE = {DIRECT: 0.95, NEAR: 0.85, IN_VIEW: 0.7, NOBODY: 0.5}


def find(article, reporting=None):
    """The `Quote`s outside of tweets, in order."""
    reporting = reporting or Reporting(article)
    voices = _voices(article, reporting)
    found = {}
    before = article.turns[0].start if article.turns and not article.turns[0].is_answer else 0
    for number, (quotation, voice) in enumerate(voices):
        if voice is None and quotation.start < before:
            continue  # above a transcript stands what it is called
        verdict = _verdict(article, quotation, voice)
        if verdict:
            found[number] = _candidate(article, quotation, voice, verdict)
    return _once(article, list(found.values()))


def find_in_tweets(article, tweets):
    """The `Quote`s that tweets hold: said by whom the tweet names before the words, by handle or by name."""
    for tweet in tweets:
        for quotation in article.quotations_between(tweet.start, tweet.end):
            if quotation.depth == 0 and quotation.end <= tweet.end:
                words = article.text[quotation.start : quotation.end].split()
                if len(words) >= 4:
                    yield _in_tweet(article, tweet, quotation)


def _in_tweet(article, tweet, quotation):
    before = article.text[tweet.start : quotation.outer_start]
    handles = re.findall(r"@(\w{1,30})", before)
    by_handle = [found for handle in reversed(handles) if (found := article.people.by_handle(handle))[0]]
    mentions = reversed(article.people.mentions_in(tweet.start, quotation.outer_start))
    named = [(m.person, True) for m in mentions if not m.person.may_be]
    person, is_told = next(iter(by_handle + named), (None, False))
    cue = f"@{handles[-1]}" if handles else person.name if person else tweet.cue
    return Quote(
        start=quotation.start, end=quotation.end, text=article.text[quotation.start : quotation.end], rule="in-tweet",
        cue=cue, confidence=0.8 if is_told else UNSURE, speaker=person.name if person else None,
        attribution="" if person else f"@{handles[-1]}" if handles else "", in_tweet=True,
        language=spoken_in(article.text[quotation.start : quotation.end], article.written_in),
    )  # fmt: skip


def _voices(article, reporting):
    """[(quotation, `Voice`)] in order: first what a sentence says by itself, then what is carried on from around."""
    said = [
        q
        for q in article.quotations
        if not (article.in_tweet(q.outer_start) or article.in_turn(q.outer_start) or q in article.titles)
    ]
    own = {}
    for quotation in said:
        own[quotation] = _own_voice(article, reporting, quotation)
        person = own[quotation] and own[quotation].person
        is_heard = person and own[quotation].rule != "cited" and own[quotation].strength >= NEAR
        if is_heard and quotation.depth == 0:
            reporting.heard.append((quotation.start, person, own[quotation].limit))
        reporting.last = own[quotation] or reporting.last
    voices = [(q, own[q] or _carried(article, reporting, said, own, number)) for number, q in enumerate(said)]
    return [(q, _of_talk(article, q, voice)) for q, voice in voices]


def _of_talk(article, quotation, voice):
    """The voice of « she », or of « the archivist », whom a talk has as its one person, to be checked."""
    if voice is None or voice.person or voice.rule not in _ANONYMOUS:
        return voice
    person = _whose_talk(article, quotation)
    is_fitting = person and agree(_GENDERS_SAID.get(voice.attribution.split(" ")[0].casefold(), "x"), person.gender)
    return replace(voice, person=person, attribution="", limit=UNSURE) if is_fitting else voice


def _whose_talk(article, quotation):
    """The one person whose talk the title above a quotation announces, if no other is the subject below it."""
    for number in range(article.paragraph_of(quotation.outer_start) - 1, -1, -1):
        above = article.paragraphs[number]
        if quotation.outer_start - above.start > _FAR_BEHIND:
            return None
        if above.start in article.billed_lines:
            people = {mention.person for mention in article.people.between(above.start, above.end)}
            below = article.people.between(above.end, quotation.outer_start)
            others = any(mention.is_subject and mention.person not in people for mention in below)
            return people.pop() if len(people) == 1 and not others else None
        if above.is_heading:
            return None
    return None


def _own_voice(article, reporting, quotation):
    sentence = article.sentences[article.sentence_of(quotation.outer_end - 1)]
    following = article.next_quotation(quotation.outer_end, sentence[1])
    limit = following.outer_start if following else max(sentence[1], quotation.outer_end)
    cited = reporting.cited(quotation)
    if cited:
        return cited
    after = reporting.after(quotation.outer_end, limit)
    if after and after.strength == DIRECT:
        return after
    return reporting.inside(quotation) or reporting.before(quotation) or after or _signed_below(article, quotation)


def _signed_below(article, quotation):
    """« Nous voulons jouer dehors. » as a paragraph, and « X, directrice » as the next: X, to be checked."""
    first = article.paragraphs[article.paragraph_of(quotation.outer_start)]
    number = article.paragraph_of(quotation.outer_end - 1)
    last, below = article.paragraphs[number], article.paragraphs[number + 1 : number + 2]
    is_alone = (first.start, last.end) == (quotation.outer_start, quotation.outer_end)
    if not (is_alone and below and _says_enough(article, quotation)):
        return None
    line = article.text[below[0].start : below[0].end]
    signed = _SIGNATURE.match(line)
    mentions = article.people.mentions_in(below[0].start, below[0].end) if signed else ()
    if not mentions or mentions[0].start - below[0].start > signed.end():
        return None
    return Voice(mentions[0].person, "", "signature", line, DIRECT, LIKELY)


def _says_enough(article, quotation):
    words = article.text[quotation.start : quotation.end]
    return len(words.split()) >= LONG or _is_sentence(article, quotation)


def _carried(article, reporting, said, own, number):
    """Who speaks where the sentence does not say: who spoke beside, or who is in view."""
    quotation = said[number]
    paragraph = article.paragraph_of(quotation.outer_start)
    sentence = article.sentence_of(quotation.outer_start)
    around = [
        q
        for q in said[max(0, number - 6) : number + 7]
        if own.get(q) and article.paragraph_of(q.outer_start) == paragraph
    ]
    same = [q for q in around if article.sentence_of(q.outer_start) == sentence]
    for other in [q for q in same if own[q].strength >= NEAR]:
        voice = own[other]
        limit = min(voice.limit, LIKELY if _names_another(article, quotation, voice.person) else 1.0)
        return Voice(voice.person, voice.attribution, "same-sentence", voice.cue, NEAR, limit)
    previous = next((q for q in reversed(around) if q.outer_end <= quotation.outer_start), None)
    if previous and own[previous].strength >= NEAR and _is_next(article, previous, quotation):
        voice = own[previous]
        return Voice(voice.person, voice.attribution, "goes-on", voice.cue, IN_VIEW, voice.limit)
    start = article.paragraphs[paragraph].start
    before = reporting.focus(quotation.outer_start, sentences=_sentences_back(article, start, quotation))
    if before and before.is_subject:
        return _in_view(before)
    later = next((q for q in around if q.start > quotation.end and own[q].strength == DIRECT and own[q].person), None)
    if later:
        return Voice(own[later].person, "", "said-next", own[later].cue, IN_VIEW, UNSURE)
    return _of_section(article, paragraph, quotation)


def _in_view(view):
    """Nothing says that they speak: the text is about them, no more."""
    cue = view.person.name if view.person else view.attribution
    return Voice(view.person, view.attribution, "in-view", cue, IN_VIEW, UNSURE)


def _names_another(article, quotation, person):
    start, end = article.sentences[article.sentence_of(quotation.outer_start)]
    return any(mention.person is not person for mention in article.people.between(start, end))


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
        is_billed = above.start in article.billed_lines
        if above.is_heading or is_billed:
            named = {mention.person for mention in article.people.between(above.start, quotation.outer_start)}
            is_told = len(named) == 1 and article.people.between(above.start, above.end)
            if is_told or above.is_heading and not is_billed:
                return _in_view(View(named.pop())) if is_told else None
    return None


def _verdict(article, quotation, voice):
    """How sure it is that this was said, from 0 to 1; None where it is a term, a title or irony."""
    tokens = article.tokens
    first, last = article.token_at(quotation.start), article.token_at(quotation.end)
    length = sum(token.is_word for token in tokens[first:last])
    strength = voice.strength if voice else NOBODY
    after = bool(voice) and voice.rule in AFTER and strength == DIRECT
    paragraph = article.paragraphs[article.paragraph_of(quotation.outer_start)]
    if paragraph.is_heading and not (strength == DIRECT and length > 4):
        return None
    opening = article.token_at(quotation.outer_start)
    if quotation.depth and strength < DIRECT and length < LONG:
        return None
    is_led = strength == DIRECT and voice.rule in _BY_VERB and not _PRESENTING.match(voice.cue)
    if _is_title(article, opening, quotation, length, after, is_led=is_led):
        return None
    begins = article.token_at(paragraph.start)
    before = tokens[opening - 1].low if opening > begins else ""
    is_term = before in _TERMS or before.isdigit()
    if after:
        return CONFIDENCE[DIRECT] if length > 2 else 0.75
    is_sentence = _is_sentence(article, quotation)
    if voice and voice.rule == "goes-on" and is_sentence and length > 1:
        return CONFIDENCE[IN_VIEW]
    if strength == DIRECT:
        if before != ":" and (length <= 2 or length <= 3 and (is_term or not (voice.person or is_sentence))):
            return None
        return CONFIDENCE[DIRECT] if length > 2 else 0.7
    if strength == NEAR:
        if length <= 2 or is_term and length <= 3:
            return None
        return CONFIDENCE[NEAR] if length > 4 else 0.65
    if is_term and not is_sentence and (length < LONG or article.text[quotation.start].isupper()):
        return None  # « une “Lettre de rupture à l’imprimante” »
    if strength == IN_VIEW:
        if length >= LONG or (length >= 5 and is_sentence):
            return CONFIDENCE[IN_VIEW]
        if length >= 3 and not is_term and _is_woven(article, opening):
            return 0.6
        return None
    if length >= LONG or (length >= 5 and is_sentence):
        return CONFIDENCE[NOBODY]
    return None


AFTER = frozenset(
    "pronoun-after name-after surname-after role-after group-after role-of office signature incise".split()
)


def _is_sentence(article, quotation):
    text = article.text[quotation.start : quotation.end]
    return text[:1].isupper() and bool(re.search(r"[.!?…]$", text))


def _is_woven(article, opening):
    """Whether the words are part of the sentence around them, as « sera “polycentrique” » or « à “cultiver…” »."""
    before = article.tokens[opening - 1]
    if before.low in _COPULAS or before.low in (
        "à",
        "de",
        "que",
        "qu’",
        "pour",
        "comme",
        ":",
        ",",
        "dit",
        "to",
        "as",
        "that",
    ):
        return True
    if FINITE in verbs().get(before.low, ()):
        return True
    return (
        before.is_word
        and not before.is_capital
        and bool(re.search(r"(?:[éi]e?s?|er|ir|ant|ait|ent|ing|ed)$", before.low))
        and before.low not in roles()
        and before.low not in _TITLES
    )


def _is_title(article, opening, quotation, length, after, *, is_led):
    """Whether the words before or after the marks say that they hold a title, or a term.

    `is_led` tells that somebody is the subject of a verb of speech before the marks: « X a conclu la journée : ».
    """
    tokens = article.tokens
    number = article.paragraph_of(quotation.outer_start)
    start = article.paragraphs[number].start
    near = []
    for token in reversed(tokens[max(article.token_at(start), opening - 5) : opening]):
        if token.text in ".;!?)»”" or (token.text == ":" and near):
            break
        near.append(token)
    lows = [token.low for token in near]
    has_colon = bool(lows) and lows[0] == ":"
    if not after and (lows[:1] == ["’s"] or _is_in_title_case(article, quotation)):
        return True
    if any(low in _NAMING and not (is_led and low in _SAYING) for low in lows[:3]):
        return not after or length < 6
    if has_colon and (is_led or any(low in _SPEECH for low in lows[1:4])):
        return False
    noun = next((place for place, low in enumerate(lows[:4]) if low in _TITLES), None)
    if noun is not None and not any(FINITE in verbs().get(low, ()) or INVERTED.match(low) for low in lows[:noun]):
        verbal = [low for low in lows[1:noun] if low in _COPULAS or low in ("que", "qu’", "à", ",")]
        is_name = article.text[quotation.start].isupper() or length <= 4
        if is_name and not verbal and (noun <= 2 + has_colon):
            return not (after and length > 4) and not (has_colon and length > 6)
    place, end = article.token_at(quotation.outer_end), article.paragraphs[number].end
    lows = [token.low for token in tokens[place : place + 6] if token.start < end]
    return bool(
        re.match(
            r"(?:, )?(?:est |était |c’est |tel est |tel était )?(?:le |la |un |the )?(?:titre|nom|thème|title|name"
            r"|theme)\b",
            " ".join(lows),
        )
    ) or bool(re.match(r"(?:, )?tel (?:est|était|fut) le (?:thème|titre|nom|sujet)", " ".join(lows)))


def _is_in_title_case(article, quotation):
    """Whether English words are printed as titles are: « Software for the Long Winter »."""
    text = article.text[quotation.start : quotation.end]
    long = re.findall(r"[^\W\d_]{4,}", text)
    return article.language == "en" and len(long) > 1 and all(map(str.istitle, long)) and text[-1] not in ".!?…,"


def _candidate(article, quotation, voice, confidence):
    voice = voice or Voice(None, "", "nobody", "", NOBODY)
    if quotation.depth or _is_presented(article, quotation, voice):
        voice = replace(voice, limit=min(voice.limit, UNSURE))
    return Quote(
        start=quotation.start, end=quotation.end, cuts=voice.cuts,
        text=without(article.text, quotation.start, quotation.end, voice.cuts), rule=voice.rule, cue=voice.cue,
        confidence=voice.held(confidence if quotation.is_closed else min(confidence, UNSURE)),
        speaker=voice.speaker, attribution=voice.printed,
        language=spoken_in(article.text[quotation.start : quotation.end], article.written_in),
    )  # fmt: skip


def _is_presented(article, quotation, voice):
    """Whether the words may be a title: « présentait « Rues calmes » ». (Words in words may be another's as well.)"""
    before = article.tokens[article.token_at(quotation.outer_start) - 1].low
    return bool(_PRESENTING.match(voice.cue)) and before != ":" and not _is_sentence(article, quotation)


def _once(article, found):
    """`found` without the pull quotes: paragraphs of their own whose words stand again where the article says more."""
    keys = [fold(one.text).split() for one in found]
    places = defaultdict(set)
    for number, key in enumerate(keys):
        for start in range(len(key)):
            places[tuple(key[start : start + _RUN])].add(number)
    kept = []
    for number, one in enumerate(found):
        again = places[tuple(keys[number][:_RUN])] - {number} if _is_alone(article, one) else ()
        if not any(_stands_again(article, found, keys, number, other) for other in islice(again, _FEW)):
            kept.append(one)
    return kept


def _stands_again(article, found, keys, number, other):
    one, two = found[number], found[other]
    is_better = not _is_alone(article, two) or other < number
    is_around = two.start <= one.start and one.end <= two.end
    return is_better and not is_around and f" {' '.join(keys[number])} " in f" {' '.join(keys[other])} "


def _is_alone(article, quote):
    paragraph = article.paragraphs[article.paragraph_of(quote.start)]
    return paragraph.end - paragraph.start - (quote.end - quote.start) < 8
