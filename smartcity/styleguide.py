"""Sample records for the styleguide, never saved: the usual, the long and the bare."""

from datetime import date

from curation import plots
from curation.models import Status
from curation.paging import paged
from events.models import Appearance, Event, Reference, Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

SHORT = "La ville écoute."
LONG = (
    "Une phrase longue, comme on en dit quand on parle sans notes : elle s’arrête, repart, se reprend, "
    "énumère des lieux, des chiffres – 618 000, 10 000 –, des doutes ; puis elle conclut, enfin, sur la question "
    "que tout le monde attendait : pour qui construit-on la ville ?"
)
UNBROKEN = "anticonstitutionnellement" * 6


def samples(request):
    """Return the records by name, as the components want them."""
    event = _sample(Event, title="Atelier de démonstration", slug="atelier", starts_on=date(2015, 7, 8), city="Ici")
    event.talk_count, event.quote_count = 6, 12
    bare_event = _sample(Event, title="Cycle sans date", slug="cycle", kind=Event.Kind.SERIES)
    speaker = _sample(Speaker, name="Camille Martin", slug="camille-martin")
    organization = _sample(Organization, name="Association de démonstration", slug="association")
    people = [
        Appearance(event=event, speaker=speaker, job_title="présidente", organization=organization),
        Appearance(event=event, described_as="une élue"),
        Appearance(event=event, organization=organization),
    ]
    talk = _sample(Talk, title="Une intervention", slug="une-intervention", event=event, abstract=LONG)
    talk.people = people
    source = _sample(Source, title="Compte rendu", publisher="Le journal", url="https://exemple.fr/", published_in=2015)
    said = {"event": event, "talk": talk, "source": source}
    author = {"author_name": "Une association", "handle": "une_association", "posted_on": date(2015, 7, 9)}
    return {
        "event": event,
        "bare_event": bare_event,
        "talk": talk,
        "speaker": speaker,
        "people": people,
        "source": source,
        "themes": [_sample(Theme, name=name, slug="theme") for name in ("gouvernance", "lien social", UNBROKEN[:50])],
        "quotes": [
            _sample(Quote, text=SHORT, speaker=speaker, **said),
            _sample(Quote, text=LONG, attribution="une spectatrice", **said),
            _sample(Quote, text=UNBROKEN, attribution="personne", event=event),
            _sample(Quote, text="The city is a « living » thing", language="en", speaker=speaker, **said),
        ],
        "paraphrase": _sample(Quote, kind=Quote.Kind.PARAPHRASE, text=LONG, speaker=speaker, **said),
        "tweets": [
            _sample(Tweet, text="Un tweet #avecunmot et @quelquun", event=event, talk=talk, **author),
            _sample(Tweet, text=LONG, event=event, **author),
        ],
        "references": [
            Reference(talk=talk, kind=Reference.Kind.FIGURE, label="618 000 élus", note=LONG, cited_from="ONU"),
            Reference(talk=talk, kind=Reference.Kind.PLACE, label="Une ville"),
        ],
        "page": paged(request, range(90), 30),
        "plot": plots.years({2013: 12, 2014: 3, 2016: 20}, {2013: 2, 2016: 5}, chosen=2014, address=lambda year: "#"),
    }


def _sample(model, **fields):
    return model(pk=1, status=Status.PUBLISHED, **fields)
