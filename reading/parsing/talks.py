"""Talks that headings or sentences announce, and how far each goes."""

import re
from bisect import bisect_left

from .candidates import Talk
from .lexicon import plain
from .names import DEFINITE
from .offices import head_of, office_at

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
_TAKING_TURNS = re.compile(r"ensuite|tour|parole|interven")
_TITLED_RULES = frozenset(("talk-billed", "talk-timed", "talk-titled"))
_KIND_ALONE = 3  # words of a heading that says « Table ronde », « Table ronde d’ouverture », and no title
_MOST = 20  # talks of one paragraph
_ABSENT = re.compile(
    r"(?:signé|signed|excusé|absent|présent)(?:[·(.]?e?[)]?s?)\b|anim(?:ation|ée?)\s?:", re.IGNORECASE
)  # nobody speaks there


def find(article, speakers, said):
    """The talks in order; each goes on until the next begins."""
    names = {speaker.name for speaker in speakers}
    found = []
    for one in _announced(article, names, said):
        again = found and one["form"] == found[-1]["form"] == "round_table" and not one["speakers"]
        is_same = found and set(one["speakers"]) & set(found[-1]["speakers"]) and one["rule"] not in _TITLED_RULES
        if again or is_same or found and one["start"] < found[-1]["end"]:
            continue
        found.append(one)
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
    """What the paragraphs announce, in order: the fields of a `Talk` but its end."""
    speaking, told = {quote.speaker for quote in said}, set()
    lines, titled = _lines(article, names)
    for number, paragraph in enumerate(article.paragraphs):
        if number == 0 and paragraph.is_heading or paragraph.start in titled or article.is_turn(paragraph):
            continue  # the title of the article, or of a talk whose people stand below; words of a transcript
        own = _of_paragraph(lines, paragraph)
        if not own and paragraph.is_heading:
            own = _by_heading(article, paragraph, names)
        elif not own:
            own = _by_sentence(article, number, paragraph, names, speaking, told)
        for one in own:
            told.update(one["speakers"])
            yield one


def _lines(article, names):
    """(the talks that lines tell, without people only where no line below has them; where titles above lines stand)"""
    lines = _billed(article, names)
    titled = {title for one, title in lines if title < one["start"]}
    return [(one, title) for one, title in lines if one["speakers"] or title not in titled], titled


def _of_paragraph(lines, paragraph):
    near = lines[bisect_left(lines, paragraph.start, key=_start) :][:_MOST]
    return [one for one, _ in near if one["start"] < paragraph.end]


def _start(line):
    return line[0]["start"]


def _billed(article, names):
    """[(the fields of a talk whose title stands beside its people, where the title stands)] in order."""
    found = []
    for one in article.billings:
        people = tuple(
            dict.fromkeys(m.person.name for start, end in one.names for m in article.people.mentions_in(start, end))
        )
        if one.title and (one.is_timed or people and not _is_somebody(article, *one.title)):
            title = article.text[slice(*one.title)]
            rule = "talk-billed" if people else "talk-timed"
            found.append((_fields(article, one.start, one.end, title, people, rule), one.title[0]))
    for one in article.titles.values():
        people = tuple(dict.fromkeys(m.person.name for m in one.people if m.person.name in names))
        if people:
            title = article.text[one.quotation.start : one.quotation.end]
            found.append(
                (
                    _fields(article, one.quotation.outer_start, one.end, title, people, "talk-titled"),
                    one.quotation.start,
                )
            )
    return sorted(found, key=_start)


def _fields(article, start, end, title, people, rule):
    """The fields of a talk that has a title of its own."""
    begins = article.sentences[article.sentence_of(start)][0]
    sentence = article.text[max(begins, start - _LONGEST_TITLE) : end]
    title = re.sub(r"[ \t\n]+", " ", title[:_LONGEST_TITLE]).strip(" #*")
    return {
        "start": start, "end": end, "title": title, "title_is_ours": False, "form": _form(sentence)[0] or "talk",
        "speakers": people, "rule": rule, "cue": title[:60], "confidence": 0.75,
    }  # fmt: skip


def _by_sentence(article, number, paragraph, names, speaking, told):
    """The talk that the first sentence of a paragraph announces, of somebody who had none: [] or one."""
    start, end = article.sentences[article.sentence_of(paragraph.start)]
    sentence = article.text[start:end]
    form, cue = _form(sentence)
    if not form or _is_of_office(article, start, end):
        return []
    fresh = names - told
    named = [m for m in article.people.between(start, end) if m.is_full and m.person.name in fresh]
    is_round = form == "round_table" and _is_panel(article, number, named, cue)
    if not is_round and not (named and (named[0].person.name in speaking or _takes_turn(form, sentence))):
        return []
    people = tuple(dict.fromkeys(m.person.name for m in (named if is_round else named[:1])))
    return [_of_sentence(article, start, sentence, form, cue, people)]


def _of_sentence(article, start, sentence, form, cue, people):
    """The fields of a talk that a sentence announces, with the title that it gives or one of ours."""
    title = _TITLED.search(sentence)
    words = title[1] if title else _title(form, " ".join(people) or cue)
    fields = _fields(article, start, start + len(sentence.rstrip()), words, people, "talk-sentence")
    sure = 0.6 if people else 0.5
    return {**fields, "title_is_ours": title is None, "form": form, "cue": cue, "confidence": sure}


def _takes_turn(form, sentence):
    return form != "talk" or _TAKING_TURNS.search(sentence)


def _is_panel(article, number, mentions, cue):
    """Whether a round table is announced: below the title, or with its people; « revenir au débat » is none."""
    if not mentions and plain(cue) == "débat":
        return False
    return number > 1 or _is_billed_panel(article, mentions)


def _is_billed_panel(article, mentions):
    """Whether the shape of a line tells of several people that they are named there."""
    billed = {m.person.name for m in mentions if article.people.is_billed(m.start, m.end)}
    return len(mentions) > 1 and billed.issuperset(m.person.name for m in mentions)


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


def _is_somebody(article, start, end):
    """Whether words say who somebody is, and no title: « Le maire, Anne Roy », « Anne Roy, luthière »."""
    first, last = article.token_at(start), article.token_at(end)
    if first < last and article.tokens[first].low in DEFINITE:
        head = head_of(article.tokens, first + 1, last, language=article.language)
        return head is not None and head <= first + 2
    named = article.people.between(start, end)
    return bool(named) and named[0].start == start and article.text[named[0].end : end].strip()[:1] in ("", ",")


def _by_heading(article, paragraph, names):
    """The talk of a heading that names who gave it, or says more than what kind it is: [] or one."""
    text = article.text[paragraph.start : paragraph.end]
    people = tuple(
        dict.fromkeys(
            m.person.name for m in article.people.between(paragraph.start, paragraph.end) if m.person.name in names
        )
    )
    form, cue = _form(text)
    is_titled = form in ("round_table", "keynote") and len(text.split()) > _KIND_ALONE
    is_caption = form is None and _is_somebody(article, paragraph.start, paragraph.end)
    if is_caption or _ABSENT.match(text) or not people and not is_titled:
        return []
    fields = _fields(article, paragraph.start, paragraph.end, text, people, "talk-heading")
    return [{**fields, "form": form or "talk", "cue": cue or people[0]}]


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
