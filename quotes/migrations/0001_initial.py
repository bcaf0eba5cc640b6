import curation.fields
import curation.keys
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import events.timing
import quotes.posted
import taggit.managers
import themes.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_initial'),
        ('speakers', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('status', models.CharField(choices=[('draft', 'brouillon'), ('published', 'publié')], default='draft', max_length=10, verbose_name='état')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='créé le')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modifié le')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='rendu public le')),
                ('license', curation.fields.LineField(blank=True, help_text='Si ce n’est pas celle du site\xa0: «\u202fCC BY-SA 4.0\u202f», ou son adresse.', max_length=100, verbose_name='licence')),
                ('staff_note', curation.fields.ProseField(blank=True, help_text='Jamais montrée au public.', verbose_name='note pour l’équipe')),
                ('folded', curation.keys.FoldedField(default='')),
                ('names', curation.keys.FoldedLinesField(default='')),
                ('title', curation.fields.LineField(max_length=250, verbose_name='titre')),
                ('author', curation.fields.LineField(blank=True, max_length=200, verbose_name='auteur')),
                ('publisher', curation.fields.LineField(blank=True, max_length=200, verbose_name='éditeur')),
                ('url', curation.fields.WebAddressField(blank=True, max_length=500, verbose_name='adresse')),
                ('address_key', curation.keys.AddressKeyField(error_messages={'held': 'Une source a déjà cette adresse\xa0: %(held)s.'}, max_length=500, null=True, unique=True)),
                ('archived_url', curation.fields.WebAddressField(blank=True, max_length=500, verbose_name='adresse de l’archive')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='paru le')),
                ('published_in', models.PositiveSmallIntegerField(blank=True, help_text='Si l’on ne connaît que l’année.', null=True, verbose_name='année de parution')),
                ('language', curation.fields.LanguageField(default='fr', max_length=10, verbose_name='langue')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='events.event', verbose_name='raconte l’évènement')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': [models.OrderBy(django.db.models.functions.comparison.Coalesce(django.db.models.functions.datetime.ExtractYear('published_on'), 'published_in'), descending=True, nulls_last=True), models.OrderBy(models.F('published_on'), descending=True, nulls_last=True), 'title', 'pk'],
                'indexes': [models.Index(condition=models.Q(('is_public', True)), fields=['updated_at'], name='source_by_change')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('status', models.CharField(choices=[('draft', 'brouillon'), ('published', 'publié')], default='draft', max_length=10, verbose_name='état')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='créé le')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modifié le')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='rendu public le')),
                ('license', curation.fields.LineField(blank=True, help_text='Si ce n’est pas celle du site\xa0: «\u202fCC BY-SA 4.0\u202f», ou son adresse.', max_length=100, verbose_name='licence')),
                ('staff_note', curation.fields.ProseField(blank=True, help_text='Jamais montrée au public.', verbose_name='note pour l’équipe')),
                ('folded', curation.keys.FoldedField(default='')),
                ('names', curation.keys.FoldedLinesField(default='')),
                ('kind', models.CharField(choices=[('verbatim', 'citation'), ('paraphrase', 'propos rapporté'), ('transcription', 'transcription')], default='verbatim', max_length=20, verbose_name='nature')),
                ('text', curation.fields.ProseField(help_text='Les mots de la source, sans guillemets autour.', verbose_name='texte')),
                ('key', curation.keys.FoldedField()),
                ('language', curation.fields.LanguageField(default='fr', max_length=10, verbose_name='langue')),
                ('translated_from', curation.fields.LanguageField(blank=True, help_text='Code de la langue d’origine, si la source dit que c’est traduit.', max_length=10, verbose_name='traduit de')),
                ('attribution', curation.fields.LineField(blank=True, help_text='Comme la source le dit\xa0: «\u202fune spectatrice\u202f».', max_length=160, verbose_name='ou attribué à')),
                ('context', curation.fields.ProseField(blank=True, help_text='Ce qu’il faut savoir pour la comprendre.', verbose_name='contexte')),
                ('heard_at_second', models.PositiveIntegerField(blank=True, help_text='Depuis le début de la vidéo de l’intervention.', null=True, verbose_name='seconde de l’enregistrement')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
                ('place', models.CharField(default='', editable=False, max_length=60)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='events.event', verbose_name='évènement')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='speakers.speaker', verbose_name='intervenant')),
                ('talk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='events.talk', verbose_name='intervention')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['place', 'pk'],
                'permissions': [('search_quote', 'Peut chercher dans les citations')],
                'indexes': [models.Index(condition=models.Q(('is_public', True)), fields=['kind', 'place', 'id'], name='quote_in_lists'), models.Index(condition=models.Q(('is_public', True)), fields=['-published_at', '-id'], name='quote_in_feeds'), models.Index(condition=models.Q(('is_public', True)), fields=['updated_at'], name='quote_in_sitemaps'), models.Index(condition=models.Q(('is_public', False)), fields=['status'], name='quote_not_public'), models.Index(fields=['place', 'id'], name='quote_by_place'), models.Index(condition=models.Q(('is_public', True)), fields=['kind', '-id'], name='quote_by_newest'), models.Index(condition=models.Q(('is_public', True)), fields=['kind', '-published_at', '-id'], name='quote_in_feed_of_list'), models.Index(condition=models.Q(('is_public', True)), fields=['language', 'place', 'id'], name='quote_in_language'), models.Index(condition=models.Q(('is_public', True)), fields=['speaker', 'place', 'id'], name='quote_of_speaker'), models.Index(condition=models.Q(('is_public', True)), fields=['speaker', '-published_at', '-id'], name='quote_in_feed_of_speaker')],
                'constraints': [models.CheckConstraint(condition=models.Q(('speaker__isnull', False), models.Q(('attribution', ''), _negated=True), _connector='OR'), name='quote_said_by_somebody', violation_error_message='Il faut dire qui parle\xa0: un intervenant, ou l’attribution de la source.')],
            },
            bases=(themes.models.Themed, models.Model),
        ),
        migrations.CreateModel(
            name='ThemedQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('place', models.CharField(default='', editable=False, max_length=60)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themed', to='quotes.quote')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='themes.theme', verbose_name='thème')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('is_public', True)), fields=['tag', 'place', 'content_object'], name='themedquote_in_lists'), models.Index(condition=models.Q(('is_public', True)), fields=['tag', '-published_at', '-content_object'], name='themedquote_in_feeds')],
                'constraints': [models.UniqueConstraint(fields=('content_object', 'tag'), name='themedquote_once', violation_error_message='Ce thème y est déjà.')],
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='themes',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='quotes.ThemedQuote', to='themes.Theme', verbose_name='thèmes'),
        ),
        migrations.CreateModel(
            name='ThemedTweet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('place', models.CharField(default='', editable=False, max_length=60)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='themes.theme', verbose_name='thème')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tweet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('status', models.CharField(choices=[('draft', 'brouillon'), ('published', 'publié')], default='draft', max_length=10, verbose_name='état')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='créé le')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modifié le')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='rendu public le')),
                ('license', curation.fields.LineField(blank=True, help_text='Si ce n’est pas celle du site\xa0: «\u202fCC BY-SA 4.0\u202f», ou son adresse.', max_length=100, verbose_name='licence')),
                ('staff_note', curation.fields.ProseField(blank=True, help_text='Jamais montrée au public.', verbose_name='note pour l’équipe')),
                ('folded', curation.keys.FoldedField(default='')),
                ('names', curation.keys.FoldedLinesField(default='')),
                ('text', curation.fields.ProseField(help_text='Tel quel.', verbose_name='texte')),
                ('author_name', curation.fields.LineField(max_length=120, verbose_name='auteur, tel qu’affiché')),
                ('handle', curation.fields.HandleField(max_length=120, verbose_name='identifiant')),
                ('network', quotes.posted.NetworkField(choices=[('twitter', 'X (Twitter)'), ('mastodon', 'Mastodon'), ('bluesky', 'Bluesky'), ('linkedin', 'LinkedIn'), ('other', 'autre')], default='twitter', max_length=10, verbose_name='réseau')),
                ('number', quotes.posted.NumberField(blank=True, help_text='Celui que le réseau lui a donné. Vide\xa0: d’après l’adresse.', max_length=100, verbose_name='numéro')),
                ('posted_on', models.DateField(blank=True, null=True, validators=[events.timing.is_plausible], verbose_name='publié le')),
                ('url', curation.fields.WebAddressField(blank=True, max_length=500, null=True, verbose_name='adresse')),
                ('address_key', curation.keys.AddressKeyField(error_messages={'held': 'Ce tweet est déjà dans la base\xa0: %(held)s.'}, max_length=500, null=True, unique=True)),
                ('language', curation.fields.LanguageField(default='fr', max_length=10, verbose_name='langue')),
                ('place', models.CharField(default='', editable=False, max_length=60)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='events.event', verbose_name='évènement')),
                ('mentioned_organizations', models.ManyToManyField(blank=True, related_name='mentions', to='speakers.organization', verbose_name='organisations mentionnées')),
                ('mentioned_speakers', models.ManyToManyField(blank=True, related_name='mentions', to='speakers.speaker', verbose_name='intervenants mentionnés')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tweets', to='speakers.organization', verbose_name='auteur\xa0: organisation')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tweets', to='quotes.source', verbose_name='source')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tweets', to='speakers.speaker', verbose_name='auteur\xa0: intervenant')),
                ('talk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='events.talk', verbose_name='intervention')),
                ('themes', taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='quotes.ThemedTweet', to='themes.Theme', verbose_name='thèmes')),
            ],
            options={
                'verbose_name': 'tweet',
                'verbose_name_plural': 'tweets',
                'ordering': ['place', 'pk'],
                'indexes': [models.Index(condition=models.Q(('is_public', True)), fields=['place', 'id'], name='tweet_in_lists'), models.Index(condition=models.Q(('is_public', True)), fields=['-published_at', '-id'], name='tweet_in_feeds'), models.Index(condition=models.Q(('is_public', True)), fields=['updated_at'], name='tweet_in_sitemaps'), models.Index(condition=models.Q(('is_public', False)), fields=['status'], name='tweet_not_public'), models.Index(fields=['place', 'id'], name='tweet_by_place'), models.Index(condition=models.Q(('is_public', True)), fields=['language', 'place', 'id'], name='tweet_in_language'), models.Index(condition=models.Q(('is_public', True)), fields=['speaker', 'place', 'id'], name='tweet_of_speaker'), models.Index(condition=models.Q(('is_public', True)), fields=['organization', 'place', 'id'], name='tweet_of_organization'), models.Index(condition=models.Q(('is_public', True)), fields=['speaker', '-published_at', '-id'], name='tweet_in_feed_of_speaker'), models.Index(condition=models.Q(('posted_on__isnull', False)), fields=['posted_on'], name='tweet_by_day')],
            },
            bases=(themes.models.Themed, models.Model),
        ),
        migrations.AddField(
            model_name='themedtweet',
            name='content_object',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themed', to='quotes.tweet'),
        ),
        migrations.AddField(
            model_name='quote',
            name='tweet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.tweet', verbose_name='connue par le tweet'),
        ),
        migrations.CreateModel(
            name='QuoteLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('kind', models.CharField(choices=[('echoes', 'fait écho à'), ('extends', 'prolonge'), ('contradicts', 'contredit')], max_length=12, verbose_name='lien')),
                ('note', curation.fields.LineField(blank=True, max_length=300, verbose_name='pourquoi')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='quotes.quote', verbose_name='citation')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='back_links', to='quotes.quote', verbose_name='autre citation')),
            ],
            options={
                'verbose_name': 'lien entre citations',
                'verbose_name_plural': 'liens entre citations',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('source', 'kind', 'target'), name='quotelink_once', violation_error_message='Ce lien existe déjà.'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='quotelink_between_two', violation_error_message='Un lien ne revient pas à son point de départ.')],
            },
        ),
        migrations.AddIndex(
            model_name='themedtweet',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['tag', 'place', 'content_object'], name='themedtweet_in_lists'),
        ),
        migrations.AddIndex(
            model_name='themedtweet',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['tag', '-published_at', '-content_object'], name='themedtweet_in_feeds'),
        ),
        migrations.AddConstraint(
            model_name='themedtweet',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='themedtweet_once', violation_error_message='Ce thème y est déjà.'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('source', None), ('tweet', None)), fields=['source', 'tweet'], name='quote_without_source'),
        ),
    ]
