from django.db import migrations

DROP = "DROP TABLE IF EXISTS smartcity_index"


class Migration(migrations.Migration):
    """Everything that has a page has one index, of `search`, which is made and filled after this."""

    dependencies = [("smartcity", "0004_forms_of_words")]

    operations = [migrations.RunSQL(DROP, migrations.RunSQL.noop), migrations.DeleteModel("Stale")]
