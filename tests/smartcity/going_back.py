"""A program that takes the migrations of each app back, and prints as JSON what came of it.

In a process of its own, for whoever leaves the tables halfway spoils them for every other test.
"""

import json

from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from curation import history
from curation.keys import Derived
from recaps import deciding
from tests import builders as make
from tests.alerts.follows import follow

GONE = ["dossiers", "recaps"]  # their first tables name later ones of the others
OURS = ["smartcity", "alerts", "quotes", "events", "speakers", "themes", "curation", "members"]
MADE_ANEW = {"search.near", "search.stale", "search.word"}


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
        tell(follow(owner=member, **followed), message_id=followed)
    _recap, proposal = make.recap(event=event)
    deciding.accept(proposal, by=curator)


def tell(alert, *, message_id):
    return alert.deliveries.create(after=1, until=2, message_id=message_id, sent_at=timezone.now())


def kept_at_first():
    """{model's label: names of the columns that it has had from the first tables on}."""
    loader = MigrationLoader(None)
    first = [key for key in loader.graph.nodes if key[0] in {*OURS, *GONE} and key[1].startswith("0001")]
    old = loader.project_state(first).models
    found = {}
    for model in apps.get_models(include_auto_created=True):
        opts = model._meta
        state = old.get((opts.app_label, opts.model_name))
        if opts.app_label in {*OURS, *GONE} and opts.label_lower not in MADE_ANEW and (state or opts.auto_created):
            columns = {field.name: field.attname for field in opts.concrete_fields}
            names = columns if opts.auto_created else columns.keys() & state.fields.keys()
            found[opts.label_lower] = sorted(columns[name] for name in names)
    return found


def derived():
    """{model's label: its columns that follow from others, and when the public first saw a record}, of what is left."""
    names = {
        model._meta.label_lower: [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, Derived) or field.name == "published_at"
        ]
        for model in apps.get_models()
        if model._meta.app_label in OURS and model._meta.label_lower not in MADE_ANEW
    }
    return {label: ["pk", *some] for label, some in names.items() if some}


def rows(columns):
    return {
        label: list(apps.get_model(label)._base_manager.order_by("pk").values_list(*names))
        for label, names in columns.items()
    }


def refused(*words):
    """What `migrate` says to that, and whether all stays as it was."""
    columns = kept_at_first()
    before = rows(columns)
    try:
        migrate(*words)
    except CommandError as error:
        said = str(error)
    done = MigrationRecorder(connection).applied_migrations().keys()
    return {"said": said, "stays": rows(columns) == before and leaves() <= done}


def leaves():
    return set(MigrationLoader(None).graph.leaf_nodes())


def migrate(*words):
    call_command("migrate", *words, verbosity=0)


def main():
    migrate()
    fill()
    found = {"emptied": refused("quotes", "0001")}
    in_one_mail = [tell(follow(owner=make.user(role="member")), message_id="le même") for _place in range(2)]
    found["too_new"] = refused("alerts", "0001")
    in_one_mail[0].delete()
    for app in GONE:
        migrate(app, "zero")
    columns = {label: names for label, names in kept_at_first().items() if label.partition(".")[0] not in GONE}
    before, worked_out = rows(columns), rows(derived())
    for app in OURS:
        migrate(app, "0001")
    migrate()
    after = rows(columns)
    found["derived"] = [label for label, some in rows(derived()).items() if some != worked_out[label]]
    found["rows"] = sum(map(len, before.values()))
    found["lost"] = [label for label in before if before[label] != after[label]]
    print(json.dumps(found))
