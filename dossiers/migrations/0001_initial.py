import curation.fields
import django.db.models.deletion
import django.utils.crypto
import django.utils.timezone
import functools
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('members', '__first__'),
        ('quotes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', curation.fields.LineField(max_length=120, verbose_name='titre')),
                ('note', curation.fields.ProseField(blank=True, max_length=5000, verbose_name='ma note')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dossiers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['owner', '-updated_at'], name='dossier_of_owner')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('note', curation.fields.ProseField(blank=True, max_length=5000, verbose_name='ma note')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('removed_at', models.DateTimeField(null=True)),
                ('words', curation.fields.ProseField()),
                ('author', curation.fields.LineField(blank=True, max_length=200)),
                ('title', curation.fields.LineField(max_length=200)),
                ('nature', models.CharField(blank=True, max_length=20)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='dossiers.dossier')),
                ('quote', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='quotes.quote')),
                ('talk', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.talk')),
                ('tweet', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='quotes.tweet')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['dossier', 'position'], name='item_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quote__isnull', False), ('talk', None), ('tweet', None)), models.Q(('quote', None), ('talk', None), ('tweet__isnull', False)), models.Q(('quote', None), ('talk__isnull', False), ('tweet', None)), _connector='OR'), name='item_of_one_record'), models.UniqueConstraint(fields=('dossier', 'quote'), name='item_quote_once'), models.UniqueConstraint(fields=('dossier', 'tweet'), name='item_tweet_once'), models.UniqueConstraint(fields=('dossier', 'talk'), name='item_talk_once')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=functools.partial(django.utils.crypto.get_random_string, *(22,), **{}), max_length=22)),
                ('with_notes', models.BooleanField(default=False, verbose_name='avec mes notes')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='dossiers.dossier')),
            ],
            options={
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
    ]
