import curation.fields
import curation.keys
import django.core.serializers.json
import django.db.models.deletion
import recaps.versions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('events', '0001_initial'),
        ('members', '__first__'),
        ('quotes', '0001_initial'),
        ('speakers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', curation.fields.LineField(max_length=250, verbose_name='titre')),
                ('author', curation.fields.LineField(blank=True, max_length=200, verbose_name='auteur')),
                ('publisher', curation.fields.LineField(blank=True, max_length=200, verbose_name='éditeur')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='paru le')),
                ('address', curation.fields.WebAddressField(blank=True, max_length=500, verbose_name='adresse')),
                ('language', curation.fields.LanguageField(default='fr', max_length=10, verbose_name='langue')),
                ('pasted', models.BinaryField(verbose_name='tel que reçu')),
                ('canonical', models.TextField(editable=False, verbose_name='texte')),
                ('digest', models.CharField(editable=False, error_messages={'unique': 'Ce texte est déjà là.'}, max_length=64, unique=True)),
                ('gist', recaps.versions.GistField(default=dict)),
                ('marks', models.JSONField(default=list, editable=False)),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='apporté le')),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='apporté par')),
                ('corrects', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='recaps.recap', verbose_name='corrige')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recaps', to='events.event', verbose_name='évènement')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recaps', to='quotes.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'compte rendu',
                'verbose_name_plural': 'comptes rendus',
                'ordering': ['-added_at', '-pk'],
                'indexes': [models.Index(fields=['-added_at', '-id'], name='recap_by_newest')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('quote', 'citation'), ('paraphrase', 'propos rapporté'), ('tweet', 'tweet'), ('speaker', 'personne'), ('organization', 'organisation'), ('event', 'évènement'), ('talk', 'intervention'), ('reference', 'référence'), ('theme', 'thème')], max_length=12, verbose_name='nature')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('fields', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('rule', models.CharField(blank=True, max_length=40)),
                ('cue', models.TextField(blank=True)),
                ('confidence', models.FloatField(default=1)),
                ('state', models.CharField(choices=[('pending', 'à décider'), ('later', 'pour plus tard'), ('accepted', 'acceptée'), ('rejected', 'rejetée')], default='pending', max_length=8, verbose_name='état')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='décidée le')),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('effects', models.JSONField(default=list, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('together', models.UUIDField(editable=False, null=True)),
                ('content_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidée par')),
                ('recap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='recaps.recap', verbose_name='compte rendu')),
            ],
            options={
                'verbose_name': 'proposition',
                'verbose_name_plural': 'propositions',
                'ordering': ['recap', 'start', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='proposal_has_words', violation_error_message='Une proposition tient au moins un caractère du texte.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='proposal_pending_or_decided', violation_error_message='Une décision dit quand elle fut prise.'), models.UniqueConstraint(fields=('recap', 'kind', 'start', 'end'), name='proposal_once', violation_error_message='Ce passage est déjà proposé.')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', curation.fields.LineField(max_length=120)),
                ('key', curation.keys.FoldedKeyField(max_length=120)),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='speakers.speaker')),
                ('recap', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='recaps.recap')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recap', 'key'), name='identity_of_a_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', curation.fields.WebAddressField(blank=True, max_length=500)),
                ('file_name', curation.fields.LineField(blank=True, max_length=200)),
                ('content_type', curation.fields.LineField(blank=True, max_length=200)),
                ('pasted', models.BinaryField()),
                ('state', models.CharField(choices=[('waiting', 'en attente d’être lu'), ('fetching', 'la page est demandée à son site'), ('reading', 'l’article est lu'), ('read', 'lu'), ('refused', 'n’a pas pu être lu')], default='waiting', max_length=8)),
                ('refusal', models.CharField(blank=True, max_length=30)),
                ('is_new', models.BooleanField(default=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('recap', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='recaps.recap')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Span',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='début')),
                ('end', models.PositiveIntegerField(verbose_name='fin')),
                ('cuts', models.JSONField(blank=True, default=list, verbose_name='incises')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='spans', to='recaps.proposal', verbose_name='proposition')),
                ('quote', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='quotes.quote')),
                ('recap', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spans', to='recaps.recap', verbose_name='compte rendu')),
                ('tweet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='quotes.tweet')),
            ],
            options={
                'verbose_name': 'passage d’un compte rendu',
                'verbose_name_plural': 'passages de comptes rendus',
                'constraints': [models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='span_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('quote__isnull', False), ('tweet__isnull', True)), models.Q(('quote__isnull', True), ('tweet__isnull', False)), _connector='OR'), name='span_of_one_record')],
            },
        ),
    ]
