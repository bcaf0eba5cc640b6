from django.db import migrations

DROP = "DROP TABLE IF EXISTS quotes_index"


class Migration(migrations.Migration):
    """Words have other terms; the index's table is made and filled again after every migration."""

    dependencies = [("quotes", "0006_stored_columns")]

    operations = [migrations.RunSQL(DROP, DROP)]
