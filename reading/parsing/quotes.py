"""Which of the quotations are words that somebody said, and who said them."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import islice

from language.folding import fold

from .candidates import Quote
from .carried import carried
from .clauses import Clauses
from .elsewhere import is_interpreted, is_unsaid, is_written, was_then
from .incises import without
from .language import spoken_in
from .names import agree
from .plain import unclear
from .reporting import Reporting
from .speech import DIRECT, LIKELY, NEAR, NOBODY, UNSURE, Voice
from .verdicts import LONG, PRESENTING, is_sentence, verdict

_RUN = 4  # words by which a quotation is met again
_FAR_BEHIND = 4000  # characters of them
_FAR_OPEN = 1500  # characters before a quotation in which marks may have been left open
_FAR_TRANSLATED = 24  # characters between words and their translation
_TITLE = 12  # characters before a name in which a civility stands
_FEW = 20  # places in which it is looked for
_TRANSLATED = re.compile(
    r"[»”\"](?:\s*[(\[]|,?\s+(?:soit|c[’']est-à-dire|autrement dit|en français|that is|in English|meaning),?)\s*$"
)
_UNHEARD = frozenset("cited nobody thing-before".split())
_ANONYMOUS = frozenset("pronoun-after pronoun-before office incise".split())
_DOUBTS = {"unsaid": is_unsaid, "retold": is_interpreted, "written": is_written, "another-day": was_then}
_GENDERS_SAID = {"il": "m", "he": "m", "le": "m", "elle": "f", "she": "f", "la": "f"}
_ADDRESSED = re.compile(r"\b(?:m\.|mme|mr\.?|mrs\.?|ms\.?|monsieur|madame|dr\.?)[ \u00a0]$", re.IGNORECASE)
_COLON = re.compile(r"[ \u00a0\u202f]*:[ \u00a0]")
_SIGNATURE = re.compile(r"(?:[—–-][ \u00a0]*)?(?=[A-ZÀ-Ý])[^.!?:;«»“”\"\n]{3,120}$")


def find(article, reporting=None):
    """The `Quote`s outside of tweets, in order."""
    reporting = reporting or Reporting(article)
    voices = _voices(article, reporting)
    found = {}
    before = article.turns[0].start if article.turns and not article.turns[0].is_answer else 0
    for number, (quotation, voice) in enumerate(voices):
        if voice is None and quotation.start < before:
            continue  # above a transcript stands what it is called
        if confidence := verdict(article, quotation, voice):
            found[number] = _candidate(article, quotation, voice, confidence)
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
    own = {quotation: _noted(_own_voice(article, reporting, quotation), reporting, quotation) for quotation in said}
    voices = [(q, own[q] or carried(article, reporting, said, own, number)) for number, q in enumerate(said)]
    return [(q, _of_talk(article, q, voice)) for q, voice in voices]


def _noted(voice, reporting, quotation):
    """`voice`, noted as that of who spoke last, and as heard there if it was."""
    is_elsewhere = voice and voice.person and voice.doubt in ("retold", "written", "another-day")
    is_heard = voice and voice.rule not in _UNHEARD and not is_elsewhere
    if is_heard and voice.strength >= NEAR and quotation.depth == 0:
        limit = min(voice.limit, LIKELY) if voice.doubt else voice.limit
        reporting.heard.append((quotation.start, voice.person, limit))
    if voice:
        reporting.last = None if voice.rule == "cited" else voice
    return voice


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
    """Who is said to speak in the sentence itself; what is not told as said there is to be checked, and says why."""
    sentence = article.sentences[article.sentence_of(quotation.outer_end - 1)]
    following = article.next_quotation(quotation.outer_end, sentence[1])
    limit = following.outer_start if following else max(sentence[1], quotation.outer_end)
    voice = reporting.cited(quotation) or _told_voice(article, reporting, quotation, limit)
    voice = reporting.of_shared_name(voice, quotation.outer_start)
    if voice is None or voice.rule == "cited":
        return voice
    voice = replace(voice, doubt=_doubt(Clauses(article, quotation, voice, limit)))
    return replace(voice, limit=min(voice.limit, UNSURE)) if _is_behind_open(article, quotation) else voice


def _is_behind_open(article, quotation):
    """Whether marks of the paragraph were never closed before a quotation: who speaks then may stand in them."""
    start = article.paragraphs[article.paragraph_of(quotation.outer_start)].start
    near = article.quotations_between(max(start, quotation.outer_start - _FAR_OPEN), quotation.outer_start)
    return any(not other.is_closed for other in near)


def _doubt(clauses):
    """The rule by which words are to be checked that their sentence does not tell as said there; or ""."""
    return next((rule for rule, holds in _DOUBTS.items() if holds(clauses)), "") or unclear(clauses)


def _told_voice(article, reporting, quotation, limit):
    after = reporting.after(quotation.outer_end, limit)
    if after and (_begins_anew(article, quotation) or _is_called(article, quotation)):
        after = replace(after, limit=min(after.limit, UNSURE))
    elif after and after.strength == DIRECT:
        return after
    return (
        reporting.inside(quotation)
        or reporting.before(quotation)
        or after
        or _led_behind(article, quotation, limit)
        or _signed_below(article, quotation)
    )


def _begins_anew(article, quotation):
    """Whether a sentence of its own follows words that end with a full stop: « … “for six.” Barbara said that »."""
    behind = article.text[quotation.outer_end : quotation.outer_end + 2].lstrip()
    return article.text[quotation.end - 1] == "." and behind[:1].isupper()


def _is_called(article, quotation):
    """Whether the words are what somebody is called, before a name: « Décrite comme « … », X sourit »."""
    return article.tokens[article.token_at(quotation.outer_start) - 1].low in ("comme", "as")


def _led_behind(article, quotation, limit):
    """« « … » : d’emblée, X a donné le ton »: whom the sentence behind a colon is about, to be checked."""
    if not _COLON.match(article.text, quotation.outer_end):
        return None
    one = next((m for m in article.people.between(quotation.outer_end, limit) if m.is_subject), None)
    return one and Voice(one.person, "", "subject", article.text[one.start : one.end], NEAR, UNSURE)


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
    return len(words.split()) >= LONG or is_sentence(article.text[quotation.start : quotation.end])


def _candidate(article, quotation, voice, confidence):
    voice = voice or Voice(None, "", "nobody", "", NOBODY)
    if voice.person and voice.limit < 1 and _addresses(article, quotation, voice.person):
        voice = replace(voice, person=None)
    if quotation.depth or any(
        doubts(article, quotation, voice) for doubts in (_is_presented, _is_line, _is_translated)
    ):
        voice = replace(voice, limit=min(voice.limit, UNSURE))
    return Quote(
        start=quotation.start, end=quotation.end, cuts=voice.cuts, rule=voice.doubt or voice.rule, cue=voice.cue,
        text=without(article.text, quotation.start, quotation.end, voice.cuts),
        confidence=voice.held(confidence if quotation.is_closed else min(confidence, UNSURE)),
        speaker=voice.speaker, attribution=voice.printed,
        language=spoken_in(article.text[quotation.start : quotation.end], article.written_in),
    )  # fmt: skip


def _is_presented(article, quotation, voice):
    """Whether the words may be a title: « présentait « Rues calmes » ». (Words in words may be another's as well.)"""
    before = article.tokens[article.token_at(quotation.outer_start) - 1].low
    return (
        bool(PRESENTING.match(voice.cue))
        and before != ":"
        and not is_sentence(article.text[quotation.start : quotation.end])
    )


def _is_translated(article, quotation, _):
    """« « We give up » (« Nous renonçons ») »: the words in brackets are those of who writes."""
    start = max(0, quotation.outer_start - _FAR_TRANSLATED)
    return _TRANSLATED.search(article.text[start : quotation.outer_start]) is not None


def _addresses(article, quotation, person):
    """Whether the words speak to somebody: « Vous savez, monsieur Roy, que … » is not said by Roy."""
    named = article.people.mentions_in(quotation.start, quotation.end)
    return any(m.person is person and _ADDRESSED.search(article.text, max(0, m.start - _TITLE), m.start) for m in named)


def _is_line(article, quotation, voice):
    """Whether a name, a colon and the words are a whole line, as of a title: « X : « Les sols vivants » »."""
    own = article.paragraphs[article.paragraph_of(quotation.outer_start)]
    words = article.text[quotation.start : quotation.end]
    is_whole = voice.rule == "name-colon" and own.end == quotation.outer_end
    return is_whole and not re.search(r"[.…]", words)


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
