import curation.fields
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import exchange.models.webhooks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('events', '0001_initial'),
        ('members', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', curation.fields.WebAddressField(help_text='Elle reçoit un POST. Voir docs/api.md.', max_length=500, unique=True, verbose_name='adresse')),
                ('kinds', models.JSONField(default=exchange.models.webhooks.all_kinds, verbose_name='ce qui est annoncé')),
                ('secret', models.CharField(default=exchange.models.webhooks.new_secret, editable=False, max_length=60, verbose_name='secret')),
                ('is_active', models.BooleanField(default=True, verbose_name='actif')),
                ('position', models.PositiveBigIntegerField(default=0, editable=False)),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='échecs de suite')),
                ('last_result', curation.fields.LineField(blank=True, editable=False, max_length=60, verbose_name='dernier résultat')),
                ('last_tried_at', models.DateTimeField(editable=False, null=True, verbose_name='dernier essai')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['address'],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', curation.fields.LineField(help_text='Le programme qui s’en sert.', max_length=60, verbose_name='nom')),
                ('scope', models.CharField(choices=[('read', 'lire'), ('write', 'lire et proposer des brouillons')], default='read', max_length=10, verbose_name='portée')),
                ('prefix', models.CharField(max_length=10)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('last_used_on', models.DateField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_keys', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', curation.fields.LineField(blank=True, max_length=200, verbose_name='fichier')),
                ('address', curation.fields.WebAddressField(blank=True, max_length=500, verbose_name='adresse')),
                ('content', models.BinaryField(verbose_name='contenu')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='empreinte')),
                ('system', models.CharField(blank=True, max_length=60, verbose_name='système')),
                ('reader', models.CharField(blank=True, max_length=30, verbose_name='format')),
                ('state', models.CharField(choices=[('waiting', 'en attente d’être lu'), ('fetching', 'le fichier est demandé à son site'), ('reading', 'le fichier est lu et comparé à la base'), ('columns', 'ses colonnes sont à reconnaître'), ('planned', 'à relire avant d’être importé'), ('queued', 'import demandé'), ('writing', 'import en cours'), ('done', 'importé'), ('refused', 'n’a pas pu être lu'), ('undoing', 'annulation en cours'), ('undone', 'annulé')], default='waiting', max_length=10, verbose_name='état')),
                ('refusal', models.TextField(blank=True, verbose_name='ce qui n’alla pas')),
                ('columns', models.JSONField(default=dict, verbose_name='colonnes')),
                ('headers', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='en-têtes')),
                ('mapping', models.JSONField(default=dict, verbose_name='ce que disent les colonnes')),
                ('wanted', models.JSONField(default=dict, verbose_name='messages voulus')),
                ('choices', models.JSONField(default=dict, verbose_name='choix')),
                ('report', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='rapport')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='le')),
                ('done_at', models.DateTimeField(null=True, verbose_name='importé le')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='annulé le')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('event', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event', verbose_name='évènement')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='annulé par')),
                ('percent', models.PositiveSmallIntegerField(default=0, verbose_name='part faite')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dans cet état depuis')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='nombre de fiches')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', '-id'], name='import_by_state')],
            },
        ),
        migrations.CreateModel(
            name='Written',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('key', models.CharField(max_length=200)),
                ('made', models.BooleanField(default=False)),
                ('before', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('said', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('revision', models.PositiveBigIntegerField(null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='written', to='exchange.import', verbose_name='import')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype', verbose_name='type')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='written_of_record')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'key'), name='written_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('body', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='exchange.apikey')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('key', 'name'), name='answer_once')],
            },
        ),
    ]
