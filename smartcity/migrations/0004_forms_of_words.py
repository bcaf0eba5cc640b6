from django.db import migrations

DROP = "DROP TABLE IF EXISTS smartcity_index"


class Migration(migrations.Migration):
    """Words have other terms; the index's table is made and filled again after every migration."""

    dependencies = [("smartcity", "0003_kept_texts")]

    operations = [migrations.RunSQL(DROP, DROP)]
