from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='import',
            name='wanted',
            field=models.JSONField(default=dict, verbose_name='messages voulus'),
        ),
    ]
