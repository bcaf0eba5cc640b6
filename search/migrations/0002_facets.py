from django.db import migrations

# The index is made anew and filled after the migration (`search.rebuilding`): its table has another column.
DROP = ["DROP TABLE IF EXISTS search_index", "DROP TABLE IF EXISTS search_index_terms"]


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(DROP, migrations.RunSQL.noop),
    ]
