from django.db import migrations

DROP = "DROP TABLE IF EXISTS quotes_index"


class Migration(migrations.Migration):
    """The index's table has another column on PostgreSQL; it is made and filled again after every migration."""

    dependencies = [("quotes", "0002_search_entries")]

    operations = [migrations.RunSQL(DROP, DROP)]
