"""Triggers on each table of which public pages show something: whatever writes there, the content version moves.

On PostgreSQL once a transaction, and as its last deed: writers wait for each other while they commit, and no longer.
"""

from uuid import uuid4

from django.apps import apps

from curation.kept import ContentVersion
from search.triggers import Trigger, put

TABLE = ContentVersion._meta.db_table
SQLITE = (
    "CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN UPDATE {version} SET mark = lower(hex(randomblob(16))); END"
)
# The setting ends with the transaction, or with the savepoint to which it goes back, as the mark does.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('smartcity.moved', true) IS DISTINCT FROM 'yes' THEN
        UPDATE {version} SET mark = replace(gen_random_uuid()::text, '-', '');
        PERFORM set_config('smartcity.moved', 'yes', true);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {name} AFTER {verb} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION {name}()
"""
# What no public page shows: people and their accounts, what is theirs, what is to be done, what only the search reads.
# A model that is not named here is watched: then too much is made anew, and nothing is wrong.
HIDDEN_APPS = {
    "account", "admin", "alerts", "auth", "contenttypes", "django_tasks_database", "dossiers", "exchange", "members",
    "mfa", "privacy", "search", "sessions", "taggit", "usersessions", "work",
}  # fmt: skip
HIDDEN = {
    "curation.contentversion", "curation.formerslug", "curation.lack", "curation.listchange", "curation.merge",
    "curation.noted", "curation.pair", "curation.revision", "curation.savedlist", "curation.seeded",
    "curation.statuschange", "recaps.arrival", "recaps.identity",
}  # fmt: skip


def shown():
    """The models of which a public page may show something."""
    models = apps.get_models(include_auto_created=True)
    return [one for one in models if one._meta.app_label not in HIDDEN_APPS and one._meta.label_lower not in HIDDEN]


def triggers():
    for model in shown():
        table = model._meta.db_table
        for verb in ("INSERT", "UPDATE", "DELETE"):
            name = f"version_{table}_{verb.lower()}"
            sql = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
            said = {"name": name, "verb": verb, "table": table, "version": TABLE}
            yield Trigger(name, table, {vendor: text.format(**said) for vendor, text in sql.items()})


def after_migrate(*, using="default", plan=(), **kwargs):
    """Put the triggers back. Whatever was written without them, no page that is kept is of before."""
    rows = ContentVersion.objects.using(using)
    if put(triggers(), using) or plan or not rows.exists():
        rows.update_or_create(pk=1, defaults={"mark": uuid4().hex})
