from django.db import migrations

DROP = "DROP TABLE IF EXISTS quotes_index"


class Migration(migrations.Migration):
    """The index keeps the facets itself; its table is made and filled again after every migration."""

    dependencies = [("quotes", "0003_pairs_of_words")]

    operations = [
        migrations.RunSQL(DROP, DROP),
        migrations.RemoveField("entry", "facets"),
    ]
