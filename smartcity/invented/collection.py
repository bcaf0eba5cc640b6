"""The invented collection: what `manage.py demo --large` shows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from curation.links import LinkKind
from curation.models import Status
from curation.slugs import slugify_fr
from events.attached import Document, Partner, Recording
from events.models import Appearance, Event, Reference, Talk, TalkLink, ThemedEvent, ThemedReference, ThemedTalk
from quotes.models import Quote, QuoteLink, Source, ThemedQuote, ThemedTweet, Tweet
from search.indexing import refresh
from speakers.models import Organization, Speaker
from themes.models import Theme

from .pictures import illustrate
from .words import Words, sentence, zipf

INVENTED = "Rencontre inventée, pour juger des pages à leur taille : personne n’y a rien dit."
FIRST_YEAR, LAST_YEAR, LAST_MONTH = 2005, 2027, 10  # of the last year nothing is said yet, for it is to come
EVENTS, PEOPLE, HOUSES = 42, 250, 40  # and the series
TALKS, QUOTES, TWEETS, REFERENCES, LINKS = 430, 2000, 300, 160, 90
LONG_TITLES, CANCELLED, RECORDED, WITH_SLIDES = 0.02, 0.02, 0.25, 0.15  # of all talks
NETWORKS = ["twitter"] * 5 + ["mastodon", "bluesky", "linkedin"]
UNDATED = 14  # one event in so many
PARAPHRASES, TRANSCRIPTIONS, ENGLISH, UNNAMED, DRAFTS = 0.25, 0.06, 0.04, 0.03, 0.015  # of all quotes
ROOMS = 3


def published(model, number, **fields):
    """A row to be inserted with others, under an address of its own: `bulk_create` does without what `save` asks."""
    name = fields.get("name") or fields["title"]
    return model(**{"status": Status.PUBLISHED, "slug": f"{slugify_fr(name)[:80]}-{number}", **fields})


@transaction.atomic
def invent(words=None):
    """Insert the collection, which is a matter of seconds; searches find it at once. Return how many of each."""
    making = Making(words or Words())
    for step in (making.themes, making.people, making.events, making.talks, making.said, making.around):
        step()
    illustrate(making.rows[Event][3::6], making.rows[Speaker][1::12])
    return {model._meta.verbose_name_plural: len(rows) for model, rows in making.rows.items()}


def invent_and_index():
    made = invent()
    refresh()
    return made


class Making:
    """One making: the rows that there are by now, `subjects` by the keys of themes."""

    def __init__(self, words):
        self.words, self.chance = words, words.random
        self.rows, self.subjects = {}, {}

    def insert(self, model, rows):
        self.rows[model] = model.objects.bulk_create(rows)
        return self.rows[model]

    def on_themes(self, link, rows, most):
        """Let each row bear some themes, of which its `about` is the first. What is spoken of most is most borne."""
        themes = self.rows[Theme]
        weights = zipf(len(themes))
        link.objects.bulk_create(
            link(content_object=row, tag=theme)
            for row in rows
            for theme in dict.fromkeys(
                [row.about, *self.chance.choices(themes, cum_weights=weights, k=self.chance.randrange(most))]
            )
        )

    def drawn_theme(self):
        return self.chance.choices(self.rows[Theme], cum_weights=zipf(len(self.rows[Theme])))[0]

    def subject(self, row):
        return self.subjects[row.about.pk]

    def themes(self):
        groups = self.words.known["theme"]
        parents = Theme.objects.bulk_create(
            Theme(name=group["name"], slug=slugify_fr(group["name"]), status=Status.PUBLISHED, position=place)
            for place, group in enumerate(groups)
        )
        children = [
            Theme(name=name, slug=slugify_fr(name), status=Status.PUBLISHED, parent=parent, position=len(parents))
            for parent, group in zip(parents, groups, strict=True)
            for name in group["children"]
        ]
        subjects = [
            *(group["subject"] for group in groups),
            *(subject for group in groups for subject in group["children"].values()),
        ]
        themes = [*parents, *Theme.objects.bulk_create(children)]
        self.subjects = {theme.pk: subject for theme, subject in zip(themes, subjects, strict=True)}
        self.chance.shuffle(themes)
        self.rows[Theme] = themes

    def people(self):
        kinds = [self.words.one("titles", "organizations").split(" ", 1) for _ in range(HOUSES * 3)]
        named = dict.fromkeys((kind, self.words.filled(form)) for kind, form in kinds)
        houses = [
            published(Organization, number, name=name, kind=kind)
            for number, (kind, name) in enumerate(list(named)[:HOUSES])
        ]
        self.insert(Organization, houses)
        people = []
        for number, name in enumerate(self.words.names(PEOPLE)):
            headline = f"{self.words.one('titles', 'jobs')}, {self.chance.choice(houses).name}"
            biography = "Personne inventée : ce nom n’est celui de personne." if number < 120 else ""
            people.append(published(Speaker, number, name=name, headline=headline, biography=biography))
        self.insert(Speaker, people)

    def events(self):
        titles = self.words.known["titles"]
        series = [
            published(Event, 900 + number, title=title, kind=Event.Kind.SERIES, summary=INVENTED)
            for number, title in enumerate(titles["series"])
        ]
        years = [FIRST_YEAR + number * (LAST_YEAR - FIRST_YEAR + 1) // EVENTS for number in range(EVENTS)]
        held = [self.event(number, year) for number, year in enumerate(years)]
        self.insert(Event, [*held, *series])
        Event.part_of.through.objects.bulk_create(
            Event.part_of.through(from_event=event, to_event=self.chance.choice(series)) for event in held[::3]
        )
        self.on_themes(ThemedEvent, held, 3)
        self.rows[Event] = held
        self.insert(
            Source,
            [
                Source(
                    title=f"Actes inventés : {event.title}", publisher="Éditions de nulle part", event=event,
                    published_in=event.year, status=Status.PUBLISHED,
                )
                for event in held
            ],
        )  # fmt: skip

    def event(self, number, year):
        theme = self.drawn_theme()
        place = self.chance.choice(self.words.places)
        title = self.words.filled(self.words.one("titles", "events"), subject=self.subjects[theme.pk], place=place)
        months = LAST_MONTH if year == LAST_YEAR - 1 else 12
        starts_on = date(year, self.chance.randrange(1, months + 1), self.chance.randrange(1, 28))
        if number % UNDATED == UNDATED // 2:
            starts_on = None
        days = self.chance.choice([1, 1, 1, 2, 2, 3])
        event = published(
            Event, number, title=f"{title} {year}", starts_on=starts_on, city=place, country="France",
            ends_on=starts_on + timedelta(days - 1) if starts_on and days > 1 else None,
            venue=self.words.one("titles", "venues"), kind=self.chance.choice(Event.Kind.values[:5]),
            organizer=self.chance.choice(self.rows[Organization]), summary=INVENTED,
            hashtag=f"{slugify_fr(title).replace('-', '')[:20]}{year % 100:02}",
        )  # fmt: skip
        if year == LAST_YEAR or number == EVENTS // 2:
            event.state = Event.State.POSTPONED if year == LAST_YEAR else Event.State.CANCELLED
        event.about, event.year, event.days = theme, year, days
        return event

    def talks(self):
        """More of them in later years, and three rooms where there are many."""
        held = self.rows[Event]
        weights = [4 + number for number in range(EVENTS)]
        sizes = Counter(self.chance.choices(range(EVENTS), weights=weights, k=TALKS - EVENTS))
        talks = [
            self.talk(event, place, sizes[number] + 1)
            for number, event in enumerate(held)
            for place in range(sizes[number] + 1)
        ]
        self.insert(Talk, talks)
        self.on_themes(ThemedTalk, talks, 3)
        by_fame = zipf(PEOPLE)
        appearances = []
        for talk in talks:
            count = self.chance.choice([2, 3, 4] if talk.kind == Talk.Kind.ROUND_TABLE else [1, 1, 1, 2])
            talk.cast = list(dict.fromkeys(self.chance.choices(self.rows[Speaker], cum_weights=by_fame, k=count)))
            appearances += [self.appearance(talk, place, person) for place, person in enumerate(talk.cast)]
        self.insert(Appearance, appearances)

    def talk(self, event, place, count):
        theme = self.chance.choice([event.about, self.drawn_theme(), self.drawn_theme()])
        is_long = self.chance.random() < LONG_TITLES
        form = self.words.known["titles"]["long"] if is_long else self.words.one("titles", "talks")
        subject = self.subjects[theme.pk]
        kinds = Talk.Kind
        kind = self.chance.choice([kinds.TALK, kinds.TALK, kinds.TALK, kinds.ROUND_TABLE, kinds.KEYNOTE])
        kind = {0: kinds.OPENING, count - 1: kinds.CLOSING}.get(place, kind) if count > 4 else kind
        talk = published(
            Talk, f"{event.slug.rpartition('-')[2]}-{place}", title=self.words.filled(form, subject=subject),
            event=event, kind=kind, position=place, title_is_ours=self.chance.random() < 0.1,
            abstract=f"{sentence(subject)} {self.words.one('said', 'predicates')}." if place % 3 == 0 else "",
        )  # fmt: skip
        if self.chance.random() < CANCELLED:
            talk.state = Talk.State.CANCELLED
        talk.track = self.words.one("titles", "tracks") if count > 7 else ""
        if event.starts_on:
            self.place_in_time(talk, event, place, count)
        talk.about = theme
        return talk

    def place_in_time(self, talk, event, place, count):
        """Slots of an hour and a quarter, in one room, or in three where a day has more than seven talks."""
        a_day = -(-count // event.days)
        day, slot = divmod(place, a_day)
        rooms = ROOMS if a_day > 7 else 1
        hour, minute = divmod(9 * 60 + (slot // rooms) * 75, 60)
        noon = datetime.combine(event.starts_on + timedelta(day), datetime.min.time(), event.zone)
        talk.starts_at = noon.replace(hour=min(hour, 21), minute=minute).astimezone(UTC)
        talk.room = self.words.known["titles"]["rooms"][slot % rooms]
        talk.follow_hour()

    def appearance(self, talk, place, person):
        return Appearance(
            event=talk.event, talk=talk, speaker=person, position=place, job_title=self.words.one("titles", "jobs"),
            organization=self.chance.choice(self.rows[Organization]),
            role=Appearance.Role.PANELIST if talk.kind == Talk.Kind.ROUND_TABLE else Appearance.Role.SPEAKER,
        )  # fmt: skip

    def said(self):
        """The quotes and the posts; what is said twice in the same words is left as it is: people repeat themselves."""
        sources = {source.event_id: source for source in self.rows[Source]}
        past = [talk for talk in self.rows[Talk] if talk.event.year < LAST_YEAR]
        weights = zipf(len(past))
        self.chance.shuffle(past)
        drawn = [*past, *self.chance.choices(past, cum_weights=weights, k=QUOTES - len(past))]
        quotes = [self.quote(talk, sources[talk.event_id], place) for place, talk in enumerate(drawn)]
        self.insert(Quote, quotes)
        self.on_themes(ThemedQuote, quotes, 3)
        tweets = [self.tweet(number, talk, sources[talk.event_id]) for number, talk in enumerate(drawn[:TWEETS])]
        self.insert(Tweet, tweets)
        self.on_themes(ThemedTweet, tweets, 2)

    def quote(self, talk, source, place):
        kinds, draw = Quote.Kind, self.chance.random()
        kind = kinds.PARAPHRASE if draw < PARAPHRASES else kinds.VERBATIM
        kind = kinds.TRANSCRIPTION if PARAPHRASES <= draw < PARAPHRASES + TRANSCRIPTIONS else kind
        about = talk.about if self.chance.random() < 0.7 else self.drawn_theme()
        in_english = kind == kinds.VERBATIM and self.chance.random() < ENGLISH
        if in_english:
            text = self.words.one("said", "english")
        elif kind == kinds.PARAPHRASE:
            text = self.words.told(self.subjects[about.pk])
        else:
            text = self.words.said(self.subjects[about.pk], talk.event.year)
        who = {"speaker": self.chance.choice(talk.cast)}
        if self.chance.random() < UNNAMED:
            who = {"attribution": "une habitante"}
        status = Status.DRAFT if self.chance.random() < DRAFTS else Status.PUBLISHED
        quote = Quote(
            kind=kind, text=text, language="en" if in_english else "fr", event=talk.event, talk=talk, source=source,
            position=place % 30000, status=status, **who,
        )  # fmt: skip
        quote.about = about
        return quote

    def tweet(self, number, talk, source):
        theme = talk.about
        text = self.words.filled(
            self.words.one("titles", "posts"), subject=self.subject(talk), theme=theme.name, tag=talk.event.hashtag,
            handle="inventee", said=self.words.said(self.subject(talk), talk.event.year),
        )  # fmt: skip
        house = self.chance.choice(self.rows[Organization])
        tweet = Tweet(
            text=text, author_name=house.name, handle=slugify_fr(house.name).replace("-", "_")[:28], organization=house,
            posted_on=talk.day or talk.event.starts_on, event=talk.event, talk=talk, source=source,
            status=Status.PUBLISHED, url=f"https://exemple.invalid/posts/{number}",
            network=self.chance.choice(NETWORKS),
        )  # fmt: skip
        tweet.about = theme
        return tweet

    def around(self):
        """What talks lean on, and what answers what."""
        talks = self.chance.sample(self.rows[Talk], REFERENCES)
        references = [self.reference(talk) for talk in talks]
        self.insert(Reference, references)
        self.on_themes(ThemedReference, references, 2)
        for link, rows in ((TalkLink, self.rows[Talk]), (QuoteLink, self.rows[Quote])):
            link.objects.bulk_create(
                link(source=one, target=other, kind=self.chance.choice(LinkKind.values))
                for one, other in (self.chance.sample(rows, 2) for _ in range(LINKS))
            )

        self.insert(Partner, [self.partner(event, role) for event in self.rows[Event] for role in Partner.Role.values])
        self.attach()

    def attach(self):
        recorded, shown = (
            [talk for talk in self.rows[Talk] if talk.event.year < LAST_YEAR and self.chance.random() < share]
            for share in (RECORDED, WITH_SLIDES)
        )
        films = "https://exemple.invalid/films"
        self.insert(Recording, [Recording(talk=talk, url=f"{films}/{talk.pk}", duration=1800) for talk in recorded])
        self.insert(Document, [Document(talk=talk, url=f"https://exemple.invalid/vues/{talk.pk}") for talk in shown])

    def partner(self, event, role):
        return Partner(event=event, organization=self.chance.choice(self.rows[Organization]), role=role)

    def reference(self, talk):
        kinds = Reference.Kind
        kind = self.chance.choice([kinds.FIGURE, kinds.PLACE, kinds.WORK])
        labels = {
            kinds.FIGURE: self.words.one("titles", "figures"),
            kinds.PLACE: self.chance.choice(self.words.places),
            kinds.WORK: self.words.filled(self.words.one("titles", "talks"), subject=self.subject(talk)),
        }
        note = f"{sentence(self.subject(talk))} {self.words.one('said', 'predicates')}."
        reference = Reference(talk=talk, kind=kind, label=labels[kind], note=note)
        reference.about = talk.about
        return reference
