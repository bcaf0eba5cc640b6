"""A program that takes migrations back on a base that people have worked in, and prints as JSON what came of it.

In a process of its own, for whoever leaves the tables halfway spoils them for every other test.
"""

import json

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Sum
from django.utils import timezone

from alerts.models import Alert
from curation import history
from curation.models import Tally
from recaps import deciding
from tests import builders as make
from tests.alerts.follows import follow

LATER = {"alerts": "tests.smartcity.later"}
# Each goes before those that its tables name; what is of Django and of libraries stays.
GONE_FIRST = ["exchange", "privacy", "alerts", "dossiers", "recaps", "quotes", "events"]
OURS = [*GONE_FIRST, "themes", "speakers", "search", "work", "curation"]
MADE_ANEW = {
    "search.near",
    "search.stale",
    "search.word",
    "curation.lack",
    "curation.noted",
    "curation.contentversion",
    "curation.tally",
}


def fill():
    """The first event from the seed, and a second one with what members and curators make around it."""
    call_command("load_seed", verbosity=0)
    event, person, theme = make.event(title="Foire"), make.speaker(name="Anne Course"), make.theme(name="vélo")
    talk = make.talk(event=event, title="Rouler", speakers=[person], themes=[theme])
    quote = make.quote(text="Nous roulons tous.", talk=talk, speaker=person, themes=[theme])
    history.write(quote, by=None)
    curator, member = make.user(role="curator"), make.user(role="member")
    kept = make.dossier(owner=member, records=[quote, talk])
    make.share(dossier=kept)
    for followed in ({}, {"theme": theme}, {"speaker": person}):
        tell(follow(owner=member, **followed), "first")
    _recap, proposal = make.recap(event=event)
    deciding.accept(proposal, by=curator)


def tell(alert, message_id):
    place = alert.deliveries.count()
    return alert.deliveries.create(after=place, until=place + 1, message_id=message_id, sent_at=timezone.now())


def rows():
    """{model's label: its rows, each as a list of values}, of every model of ours that still has its table."""
    tables = set(connection.introspection.table_names())
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and not model._meta.proxy and model._meta.db_table in tables
        if model._meta.label_lower not in MADE_ANEW
    }


def counted():
    """{what is counted: how many}; their rows are sums to be made."""
    sums = Tally.objects.values_list("what", "key").annotate(Sum("n"))
    return {tuple(key): n for *key, n in sums if n}


def refused(*words):
    """What `migrate` says to that, and whether all stays as it was."""
    before = rows()
    try:
        migrate(*words)
    except CommandError as error:
        said = str(error)
    done = MigrationRecorder(connection).applied_migrations().keys()
    return {"said": said, "stays": rows() == before and set(MigrationLoader(None).graph.leaf_nodes()) <= done}


def migrate(*words):
    call_command("migrate", *words, verbosity=0)


def main():
    settings.MIGRATION_MODULES = LATER
    migrate()
    fill()
    found = {"emptied": refused("quotes", "zero")}
    again = tell(Alert.objects.first(), "first")
    found["too_new"] = refused("alerts", "0002")
    again.delete()
    before, count = rows(), counted()
    migrate("alerts", "0002")
    migrate()
    after = rows()
    found["miscounted"] = counted() != count
    found["rows"] = sum(map(len, before.values()))
    found["lost"] = [label for label in before if before[label] != after[label]]
    for app in OURS:
        migrate(app, "zero")
    found["left"] = sorted(rows())
    migrate()
    fill()
    filled = rows()
    found["filled"] = [label for label in before if len(before[label]) != len(filled[label])]
    print(json.dumps(found))
