from django.db import migrations

TABLES = ["search_index", "search_index_terms"]


def drop(apps, editor):
    """The index is made anew and filled after the migration (`search.rebuilding`): SQLite numbers its rows otherwise."""
    for table in TABLES * (editor.connection.vendor == "sqlite"):
        editor.execute(f"DROP TABLE IF EXISTS {table}")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_facets'),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
    ]
