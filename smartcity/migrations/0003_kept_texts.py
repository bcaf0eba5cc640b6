from django.db import migrations

DROP = "DROP TABLE IF EXISTS smartcity_index"


class Migration(migrations.Migration):
    """The index's table has another column; it is made and filled again after every migration."""

    dependencies = [("smartcity", "0002_pairs_of_words")]

    operations = [migrations.RunSQL(DROP, DROP)]
