"""Whether anything is lost, doubled, stuck, or half there."""

import re
from collections import defaultdict
from io import StringIO

from django.core.management import CommandError, call_command

from alerts.models import Alert
from curation import history
from curation.deeds import Merge
from curation.models import Revision
from events.models import Talk
from members.models import User
from quotes.models import Quote, Source
from recaps.models import Arrival, Proposal, Recap
from speakers.models import Speaker
from work.models import Job, Letter

TOKEN = re.compile(r"\bq(?:[bcdfglmnrt][aeiou]){7}\b")
CURATED = (Quote, Source, Speaker, Talk)


def lost(ledger):
    """[sentence] of what is not there as it was acknowledged, or half there."""
    wrong = ledger.wrong(found(ledger.cells))
    return [f"{place}: {value!r} instead of {cell.certain!r} or {cell.possible}" for place, cell, value in wrong]


def found(places):
    """{place: what the base holds}"""
    keys = defaultdict(set)
    for kind, key in places:
        keys[kind].add(key)
    found = {}
    for kind, look in LOOKS.items():
        found |= {(kind, key): value for key, value in look(keys[kind]).items()}
    return found


def _quotes(tokens):
    rows = defaultdict(list)
    for text, status in Quote.objects.filter(text__startswith="vigie ").values_list("text", "status"):
        rows[text.split()[1]].append((text, status))
    return {token: rows[token] for token in tokens if token in rows}


def _texts(tokens):
    return {token: _only([text for text, _status in rows]) for token, rows in _quotes(tokens).items()}


def _published(tokens):
    return {token: _only([status == "published" for _t, status in rows]) for token, rows in _quotes(tokens).items()}


def _only(rows):
    return rows[0] if len(rows) == 1 else rows


def _speakers(tokens):
    rows = Speaker.objects.filter(headline__in=tokens).prefetch_related("aliases")
    return {row.headline: (row.headline, tuple(alias.name for alias in row.aliases.all())) for row in rows}


def _talks(tokens):
    rows = Talk.objects.filter(title__startswith="Exposé q").prefetch_related("appearances")
    return {row.title.split()[1]: tuple(sorted(one.speaker_id for one in row.appearances.all())) for row in rows}


def _merges(pairs):
    return {pair: _merged(*pair) for pair in pairs}


def _merged(kept, gone, count):
    names = Speaker.objects.filter(pk__in=[kept, gone]).count()
    quotes = [Quote.objects.filter(speaker=key).count() for key in (kept, gone)]
    done = Merge.objects.filter(gone_id=gone, object_id=kept).count()
    aliases = Speaker.objects.filter(pk=kept, aliases__isnull=False).count()
    told = {(2, 0, count, 0, 0): "two", (1, count, 0, 1, 1): "one"}
    return told.get((names, *quotes, done, aliases), (names, *quotes, done, aliases))


def _recaps(tokens):
    found = {}
    for recap in Recap.objects.with_progress().select_related("source").defer("pasted", "marks"):
        is_whole = recap.total >= 3 and recap.source
        found[TOKEN.search(recap.canonical)[0]] = "whole" if is_whole else f"half: {recap.total}"
    return found


def _events(tokens):
    return {TOKEN.search(text)[0]: event for text, event in Recap.objects.values_list("canonical", "event")}


def _proposals(keys):
    return {row.pk: _decided(row) for row in Proposal.objects.filter(pk__in=keys).prefetch_related("record")}


def _decided(proposal):
    is_whole = bool(proposal.record) == (proposal.state == Proposal.State.ACCEPTED) == bool(proposal.effects)
    return proposal.state if is_whole else f"half {proposal.state}"


def _alerts(emails):
    return dict(Alert.objects.kept().values_list("owner__email", "frequency"))


def _accounts(emails):
    whole = User.objects.filter(email__in=emails, application__isnull=False, emailaddress__primary=True)
    there = dict.fromkeys(User.objects.filter(email__in=emails).values_list("email", flat=True), "half")
    return there | dict.fromkeys(whole.values_list("email", flat=True), "whole")


LOOKS = {
    "quote": _texts,
    "published": _published,
    "speaker": _speakers,
    "talk": _talks,
    "merge": _merges,
    "recap": _recaps,
    "recap-event": _events,
    "proposal": _proposals,
    "alert": _alerts,
    "account": _accounts,
}


def stuck():
    """[sentence] of work that nobody does, though the worker is there."""
    jobs = [f"{job.task_path}: {job.status}, tried {job.tried} times {job.error}" for job in Job.objects.all()]
    wrong = [line for line in jobs if ": SUCCESSFUL" not in line]
    letters = Letter.objects.count()
    arrivals = Arrival.objects.unread().exclude(pasted=b"").count()
    told = [f"{letters} letters are left"] * bool(letters)
    return wrong + told + [f"{arrivals} articles are not read"] * bool(arrivals)


def history_differs(*, since):
    """[sentence] of records that are not as their newest revision, of those written from `since` on."""
    rows = (row for model in CURATED for row in model.objects.filter(updated_at__gte=since))
    wrong = [f"{row!r} is not as its newest revision" for row in rows if not _is_told(row)]
    gone = Revision.objects.filter(at__gte=since, action__in=(Revision.Action.DELETED, Revision.Action.MERGED))
    return wrong + [f"{one!r}, but the record is there" for one in gone if one.record and not _is_told(one.record)]


def _is_told(record):
    last = Revision.objects.of(record).by_newest().first()
    return bool(last) and not history.differences(last.snapshot, history.snapshot(record))


def mail(ledger, box):
    """[sentence] of letters that did not arrive."""
    arrived = defaultdict(set)
    for message in box:
        arrived[message["To"]].add(message["Message-ID"])
    short = {to: count for to, count in ledger.letters.items() if len(arrived[to]) < count}
    return [f"{to}: {len(arrived[to])} of {count} letters" for to, count in short.items()]


def alerts(box, followers):
    """[sentence] of what was told twice, or not at all; `followers` is {address: tokens out before}."""
    told = {to: defaultdict(set) for to in followers}
    for message in box:
        if message["To"] in told and "List-Unsubscribe" in message:
            for token in TOKEN.findall(message.get_body(["plain"]).get_content()):
                told[message["To"]][token].add(message["Message-ID"])
    out = public()
    wrong = []
    for to, before in followers.items():
        twice = [token for token, mails in told[to].items() if len(mails) > 1]
        skipped = out - before - told[to].keys()
        wrong += [f"{to} was told twice of {twice}"] * bool(twice) + [f"{to} was not told of {skipped}"] * bool(skipped)
    return wrong


def public():
    """The tokens of what everybody may read."""
    return {text.split()[1] for text in Quote.objects.public().values_list("text", flat=True)}


def index():
    """[sentence] of what the search would find wrongly."""
    said = StringIO()
    try:
        call_command("rebuild_search_index", check=True, stdout=said)
    except CommandError:
        return said.getvalue().splitlines()
    return []


def search(member, random):
    """[sentence] of what is public and not found, or found and not public."""
    drafts = [text.split()[1] for text in Quote.objects.drafts().values_list("text", flat=True) if "vigie " in text]
    out = sorted(public())
    asked = dict.fromkeys(random.sample(out, min(2, len(out))), True)
    asked |= dict.fromkeys(random.sample(drafts, min(2, len(drafts))), False)
    pages = {token: member.browser.get(f"/citations/recherche/?q={token}").text for token in asked}
    return [
        f"{token}: found {'not' if is_out else 'though a draft'}"
        for token, is_out in asked.items()
        if ("vigie" in pages[token]) != is_out
    ]
