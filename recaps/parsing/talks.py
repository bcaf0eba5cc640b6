"""Talks that headings or sentences announce, and how far each goes."""

import re

from .candidates import Talk
from .lexicon import plain
from .offices import head_of, office_at
from .speech import DEFINITE

# What announces a talk, and its form: a value of `events.models.Talk.Kind`.
_FORMS = (
    ("round_table", r"table[- ]ronde|round ?table|panel\b|débat"),
    ("closing", r"clôtur\w*|conclu\w*|mot de la fin|closing|closed"),
    ("opening", r"ouvr\w*|ouverture|accueil\w*|opening|opened|introdui\w*"),
    ("keynote", r"keynotes?|inaugur\w*|plénière|conférence inaugurale|grand témoin"),
    (
        "talk",
        r"interv\w+|présent\w+|exposé|tour de|parole|conférence|explique ensuite|succèd\w+|atelier|témoign\w+|talk"
        r"|presented|discuss\w+|spoke",
    ),
)
_FORM = {form: re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE) for form, pattern in _FORMS}
_TITLED = re.compile(
    r"(?:intitulée?|titled|entitled|sur le thème(?: de)?|about)\s*:?\s*[«“\"]\s*([^»”\"]{5,200}?)\s*[»”\"]"
)
_LONGEST_TITLE = 200
_FAINT = frozenset(("in-view", "said-next", "cited"))  # rules by which nobody new is heard
_ABSENT = re.compile(r"(?:excusé|absent|présent)(?:[·(.]?e?[)]?s?)\b", re.IGNORECASE)


def find(article, speakers, said):
    """The talks in order; each goes on until the next begins."""
    names = {speaker.name for speaker in speakers}
    found = []
    for start, end, title, is_ours, form, people, rule, cue, confidence in _announced(article, names, said):
        again = found and form == found[-1]["form"] == "round_table" and not people
        if again or found and (set(people) & set(found[-1]["speakers"]) or start < found[-1]["end"]):
            continue
        found.append(
            {
                "start": start,
                "end": end,
                "title": title,
                "title_is_ours": is_ours,
                "form": form,
                "speakers": people,
                "rule": rule,
                "cue": cue,
                "confidence": confidence,
            }
        )
    ends = [*(one["start"] for one in found[1:]), len(article.text)][: len(found)]
    levels = {mark.start: mark.value for mark in article.document.marks if mark.kind == "heading"}
    for one, following in zip(found, ends, strict=True):
        until = min(following, _next_heading(article, one, levels), _next_voice(article, one, said))
        yield Talk(text=article.text[one["start"] : one["end"]], until=until, **one)


def _next_heading(article, talk, levels):
    """Where a heading follows that is not below that of the talk."""
    own = levels.get(talk["start"], "")
    for paragraph in article.paragraphs[article.paragraph_of(talk["start"]) + 1 :]:
        if paragraph.is_heading and not own < levels.get(paragraph.start, ""):
            return paragraph.start
    return len(article.text)


def _next_voice(article, talk, said):
    """Where somebody else speaks, once a talk of one person has begun; at a round table others do."""
    if talk["form"] == "round_table" or not talk["speakers"]:
        return len(article.text)
    others = (one.start for one in said if one.start >= talk["end"] and _is_of_another(one, talk["speakers"]))
    first = min(others, default=len(article.text))
    return max(talk["end"], article.sentences[article.sentence_of(first)][0]) if first < len(article.text) else first


def _is_of_another(said, speakers):
    return said.rule == "office" or bool(said.speaker) and said.speaker not in speakers and said.rule not in _FAINT


def _announced(article, names, said):
    speaking = {quote.speaker for quote in said}
    told = set()
    for number, paragraph in enumerate(article.paragraphs):
        if number == 0 and paragraph.is_heading:
            continue  # the title of the article
        if paragraph.is_heading:
            found = _by_heading(article, paragraph, names)
            if found:
                told.update(found[5])
                yield found
            continue
        start, end = article.sentences[article.sentence_of(paragraph.start)]
        if _is_of_office(article, start, end):
            continue
        people = [m.person.name for m in article.people.between(start, end) if m.person.name in names and m.is_full]
        fresh = [name for name in people if name not in told]
        sentence = article.text[start:end]
        form, cue = _form(sentence)
        is_round = form == "round_table" and number > 1
        if form and (
            fresh[:1]
            and (fresh[0] in speaking or form != "talk" or re.search(r"(?:ensuite|tour|parole|interven)", sentence))
            or is_round
        ):
            one = fresh[:1] if not is_round else fresh
            told.update(one)
            title = _TITLED.search(sentence)
            named = " ".join(one) or cue
            confidence = 0.6 if one else 0.5
            yield (
                start,
                _rstrip(article, start, end),
                title[1] if title else _title(form, named),
                title is None,
                form,
                tuple(one),
                "talk-sentence",
                cue,
                confidence,
            )


def _is_of_office(article, start, end):
    """Whether a sentence begins with an office that no name follows: « Le maire de Rennes a conclu … »."""
    first, last = article.token_at(start), article.token_at(end)
    if first >= last or article.tokens[first].low not in DEFINITE:
        return False
    head = head_of(article.tokens, first + 1, last, language=article.language)
    if head is None:
        return False
    _, stop = office_at(article.tokens, first + 1, head, last, language=article.language)
    named = article.people.between(start, end)
    return not any(mention.first <= stop + 1 for mention in named)


def _by_heading(article, paragraph, names):
    text = article.text[paragraph.start : paragraph.end]
    if _ABSENT.match(text):
        return None
    people = [m.person.name for m in article.people.between(paragraph.start, paragraph.end) if m.person.name in names]
    form, cue = _form(text)
    if people or form in ("round_table", "closing", "opening", "keynote"):
        return (
            paragraph.start,
            paragraph.end,
            text[:_LONGEST_TITLE].strip(" #*"),
            False,
            form or "talk",
            tuple(dict.fromkeys(people)),
            "talk-heading",
            cue or people[0],
            0.75,
        )
    return None


def _form(text):
    for form, pattern in _FORM.items():
        found = pattern.search(text)
        if found:
            return form, found[0]
    return None, ""


def _title(form, name):
    titles = {
        "round_table": "Table ronde",
        "closing": "Clôture",
        "opening": "Ouverture",
        "keynote": "Conférence",
        "talk": "Intervention",
    }
    return (
        f"{titles[form]} de {name}"
        if name and form != "round_table" and plain(name[0]) not in "aeiouéhy"
        else f"{titles[form]} d’{name}"
        if name and form != "round_table"
        else titles[form]
    )


def _rstrip(article, start, end):
    return start + len(article.text[start:end].rstrip())
