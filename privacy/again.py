"""Who was forgotten may be back: a restored backup, an article read once more. Found by keys, for no name was kept."""

from curation.models import Revision
from quotes.models import Quote, Source, Tweet
from recaps.models import Recap
from speakers.models import Speaker, SpeakerAlias

from .forgetting import forget
from .gone import keys_of_name
from .models import Forgotten
from .persons import Ambiguous, person_of

# Where a person's name stands by itself.
NAMED = [
    *[(Speaker, "name"), (SpeakerAlias, "name"), (Quote, "attribution"), (Tweet, "author_name")],
    *[(Source, "author"), (Recap, "author"), (Revision, "label")],
]


def listed():
    """The lines of a list that is to be kept beside the backups: « key way »."""
    return [f"{key} {done.way}" for done in Forgotten.objects.order_by("pk") for key in done.keys]


def again(lines):
    """Forget anew all who are on a list; (how many, how many of whose name there are several records).

    Reads every name of the base.
    """
    ways = dict(line.split() for line in lines if line.strip())
    names = {name for model, field in NAMED for name in model.objects.order_by().values_list(field, flat=True)}
    done = asked = 0
    for name in sorted(names):
        if way := next((ways[key] for key in keys_of_name(name) if key in ways), None):
            try:
                person = person_of(name)
            except Ambiguous:
                asked += 1
            else:
                forget(person, way)
                done += 1
    return done, asked
