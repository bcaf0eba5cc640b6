import alerts.models
import curation.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('members', '__first__'),
        ('speakers', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('search', 'recherche'), ('theme', 'thème'), ('speaker', 'intervenant'), ('event', 'évènement')], max_length=7)),
                ('query', models.TextField(blank=True)),
                ('name', curation.fields.LineField(max_length=120, verbose_name='Nom')),
                ('frequency', models.CharField(choices=[('at_once', 'dès la parution'), ('daily', 'chaque jour'), ('weekly', 'chaque lundi'), ('feed', 'jamais\xa0: le flux suffit')], default='daily', max_length=7, verbose_name='Par courriel')),
                ('content', models.CharField(choices=[('words', 'les mots et leur contexte'), ('titles', 'les titres seulement')], default='words', max_length=6, verbose_name='Ce qu’on y lit')),
                ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English')], max_length=2)),
                ('feed_key', models.CharField(default=alerts.models.new_key, max_length=40, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('position', models.BigIntegerField()),
                ('checked_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='alerts', to='events.event')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='alerts', to='speakers.speaker')),
                ('theme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='alerts', to='themes.theme')),
            ],
            options={
                'verbose_name': 'alerte',
                'verbose_name_plural': 'alertes',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('event', None), ('kind', 'search'), ('speaker', None), ('theme', None)), models.Q(('event', None), ('kind', 'theme'), ('query', ''), ('speaker', None)), models.Q(('event', None), ('kind', 'speaker'), ('query', ''), ('theme', None)), models.Q(('kind', 'event'), ('query', ''), ('speaker', None), ('theme', None)), _connector='OR'), name='alert_follows_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('after', models.BigIntegerField()),
                ('until', models.BigIntegerField()),
                ('message_id', models.CharField(max_length=200)),
                ('prepared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='alerts.alert')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('alert', 'after'), name='delivery_of_a_range_once'), models.UniqueConstraint(condition=models.Q(('sent_at', None)), fields=('alert',), name='delivery_one_at_a_time'), models.UniqueConstraint(fields=('message_id', 'alert'), name='delivery_once_a_mail')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('quote', 'citation'), ('tweet', 'tweet'), ('talk', 'intervention')], max_length=5)),
                ('record_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['-at', '-id'], name='publication_by_newest')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record_id'), name='publication_once')],
            },
        ),
    ]
