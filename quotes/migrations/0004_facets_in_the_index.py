from django.db import migrations

DROP = "DROP TABLE IF EXISTS quotes_index"


class Migration(migrations.Migration):
    """The index keeps the facets itself; its table is made and filled again after every migration."""

    dependencies = [("quotes", "0003_pairs_of_words")]

    operations = [
        migrations.RunSQL(DROP, DROP),
        migrations.RemoveField("entry", "facets"),
        # On the way back no entry has facets: all are made anew, as the index is.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM quotes_entry"),
    ]
