from django.db import migrations

DROP = "DROP TABLE IF EXISTS smartcity_index"


class Migration(migrations.Migration):
    """The index's table has another column on PostgreSQL; it is made and filled again after every migration."""

    dependencies = [("smartcity", "0001_public_index")]

    operations = [migrations.RunSQL(DROP, DROP)]
