from django.db import migrations


class Migration(migrations.Migration):
    """Apart from what filled the rows: PostgreSQL alters no table that has rows to be checked."""

    dependencies = [
        ("events", "0004_what_programmes_hold"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='talk',
            name='slides_url',
        ),
        migrations.RemoveField(
            model_name='talk',
            name='video_url',
        ),
    ]
