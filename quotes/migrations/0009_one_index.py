from django.db import migrations

DROP = "DROP TABLE IF EXISTS quotes_index"


class Migration(migrations.Migration):
    """Everything that has a page has one index, of `search`, which is made and filled after this; so are its words."""

    dependencies = [("quotes", "0008_transcription")]

    operations = [
        migrations.RunSQL(DROP, migrations.RunSQL.noop),
        *(migrations.DeleteModel(name) for name in ("Near", "Word", "Stale", "Entry")),
    ]
