
from django.db import migrations, models


# On the way back; the index itself is made and filled after the migration (`search.rebuilding`).
DROP = ["DROP TABLE IF EXISTS search_index_terms", "DROP TABLE IF EXISTS search_index"]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, DROP),
        migrations.CreateModel(
            name='Near',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Stale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.BigIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(max_length=50, unique=True)),
                ('printed', models.CharField(max_length=60)),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
