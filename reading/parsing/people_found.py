"""The people whom an article shows speaking, as `Speaker` candidates."""

import re

from .candidates import Speaker
from .elsewhere import ELSEWHERE
from .lexicon import FINITE, PARTICIPLE, plain, verbs, words
from .speech import DOUBTED

_TAKING_PART = frozenset(
    "intervient interviennent intervenait intervenu intervenue intervenus présente présentent présenté présentera"
    " ouvre ouvert inaugure"
    " inauguré conclut conclu clôt clôture clôturé anime animé animait modère modéré participe participé"
    " participait participaient"
    " revient revenu introduit accueille accueilli accueillait coordonnait coordonne organise succède succédé"
    " parle parlé débat débattu"
    " opened closed led moderated hosted presented spoke speaks discussed joined chaired welcomed keynoted"
    " introduced shared talked"
    " interrogé interrogée invité invitée convié conviée".split()
)
# Before a name, they tell that somebody is thanked, or took the picture.
_CREDITED = frozenset(
    "photo photos crédit crédits © texte merci thanks correspondant correspondante correspondent envoyé envoyée excusé"
    " excusée excusés excusées absent absente absents absentes apologies".split()
)
_BYLINE = re.compile(r"(?:By|BY|Words by|Text:|Texte :)[ \u00a0]")  # « Par X » may announce who speaks
_SHORT = 40  # characters behind a name that is a line of its own
_LEADING = frozenset("parole tour micro intervention présentation conférence revenu".split())


def find(article, said):
    heard = _speakers(said, without={"cited"})
    heard_there = _speakers(said, without=ELSEWHERE)
    only_cited = _speakers(said, without=()) - heard
    for person in article.people.persons:
        is_heard = person.name in heard
        mentions = [m for m in person.mentions if is_heard or not article.is_inside(m.start)]
        is_doubtful = person.is_kin or person.is_guessed
        if not mentions or person.name in only_cited or is_doubtful and not is_heard:
            continue
        if rule := "speaks" if is_heard else _rule(article, person, mentions):
            yield _speaker(article, person, mentions, rule, was_there=person.name in heard_there)


def _speakers(said, *, without):
    return {one.speaker for one in said if one.rule not in without}


def _speaker(article, person, mentions, rule, *, was_there):
    at = next((m for m in mentions if m.is_full), mentions[0])
    return Speaker(
        start=at.start, end=at.end, text=article.text[at.start : at.end], rule=rule, cue=person.role,
        confidence=_confidence(person, rule, was_there), name=person.name,
        forms=tuple(form for form in person.forms if form != person.name), role=person.role,
        organization=person.organization, told=tuple(one.text for one in person.told),
        gender=person.gender_told, handle=person.handle,
    )  # fmt: skip


def _confidence(person, rule, was_there):
    sure = 0.9 if rule == "speaks" and was_there else 0.7
    return min(sure, DOUBTED) if person.may_be_two or person.is_guessed or person.is_kin else sure


def _rule(article, person, mentions):
    """The first rule by which a mention shows somebody who takes part, or ""."""
    mentions = [mention for mention in mentions if not _is_credited(article, mention)]
    for mention in mentions:
        before = _before(article, mention)
        if mention.is_subject and _takes_part(article, mention) or not _LEADING.isdisjoint(before):
            return "takes-part"
        if mention.is_full and mention.is_subject and (person.role or _has_affiliation(article, mention)):
            return "apposition"
    return "billed" if any(article.people.is_billed(m.start, m.end) for m in mentions) else ""


def _is_credited(article, mention):
    """Whether somebody is named as who wrote, took the picture or was absent."""
    line = article.paragraphs[article.paragraph_of(mention.start)]
    is_byline = _BYLINE.fullmatch(article.text, line.start, mention.start) and line.end - mention.end < _SHORT
    return bool(is_byline) or not _CREDITED.isdisjoint(_before(article, mention))


def _before(article, mention):
    return [token.low for token in article.tokens[max(0, mention.first - 4) : mention.first]]


def _takes_part(article, mention):
    """Whether a verb of taking part is among the ten words behind a name, or one of speech among the first five."""
    lows = [token.low for token in article.tokens[mention.last : mention.last + 10]]
    speaks = any(verbs().get(low, set()) & {FINITE, PARTICIPLE} for low in lows[:5])
    return speaks or not _TAKING_PART.isdisjoint(lows)


def _has_affiliation(article, mention):
    """« X de la Cour des comptes », « X, du projet Y », « X (Y) », « W et X de Y »: who stands for an organisation."""
    for _ in range(4):
        after = article.text[mention.end : mention.end + 60]
        belonging = re.match(
            r",?\s+(?:(?:de|du|d’|d'|pour|from|at|of)\s?(?:the |la |l’|l'|le )?)(\w+)(?: \w+)? ?(\w*)", after
        )
        if belonging and (
            belonging[1][0].isupper() or plain(belonging[1]) in words("orgs") or belonging[2][:1].isupper()
        ):
            return True
        if re.match(r"\s\([A-ZÀ-Ý]", after):
            return True
        joined = re.match(r"(?:,| et| and|, et| &)\s", after)
        following = article.people.at_token(mention.last + 1) if joined else None
        if following is None:
            return False
        mention = following
    return False
