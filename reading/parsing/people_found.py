"""The people whom an article shows speaking, as `Speaker` candidates."""

import re

from .candidates import Speaker
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


def find(article, said):
    names = {quote.speaker for quote in said if quote.speaker and quote.rule != "cited"}
    only_cited = {quote.speaker for quote in said if quote.rule == "cited"} - names
    for person in article.people.persons:
        is_heard = person.name in names
        mentions = [m for m in person.mentions if is_heard or not article.is_inside(m.start)]
        if not mentions or person.name in only_cited or person.is_kin and not is_heard:
            continue
        full = next((m for m in mentions if m.is_full), mentions[0])
        is_billed = any(article.people.is_billed(m.start, m.end) for m in mentions)
        rule = "speaks" if is_heard else _rule(article, person, mentions) or ("billed" if is_billed else "")
        if rule:
            yield Speaker(
                start=full.start, end=full.end, text=article.text[full.start : full.end], rule=rule, cue=person.role,
                confidence=_confidence(person, rule), name=person.name,
                forms=tuple(form for form in person.forms if form != person.name), role=person.role,
                organization=person.organization, told=tuple(one.text for one in person.told),
                gender=person.gender_told, handle=person.handle,
            )  # fmt: skip


def _confidence(person, rule):
    sure = 0.9 if rule == "speaks" else 0.7
    return min(sure, DOUBTED) if person.may_be_two else sure


def _rule(article, person, mentions):
    tokens = article.tokens
    for mention in mentions:
        before = [t.low for t in tokens[max(0, mention.first - 4) : mention.first]]
        if any(word in ("photo", "crédit", "crédits", "©", "photos", "texte", "merci", "thanks") for word in before):
            continue
        after = tokens[mention.last : mention.last + 12]
        lows = [t.low for t in after]
        if mention.is_subject:
            for place, low in enumerate(lows[:10]):
                if low in _TAKING_PART or verbs().get(low, set()) & {FINITE, PARTICIPLE} and place < 5:
                    return "takes-part"
        if any(
            word in ("parole", "tour", "micro", "intervention", "présentation", "conférence", "revenu")
            for word in before
        ):
            return "takes-part"
        if mention.is_full and (person.role or _has_affiliation(article, mention)) and mention.is_subject:
            return "apposition"
    return ""


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
