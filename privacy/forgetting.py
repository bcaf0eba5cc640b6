"""Forgetting a person, everywhere and in one transaction: the name goes and the words stay, or the words go too.

In the words that others said, and in the text of an article, a name becomes as many blocks as it has letters: nothing
is put into anybody's mouth, and every span of the text still points at what it did. Elsewhere it is « une personne ».
"""

from collections import Counter
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.cache import caches
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alerts.models import Alert
from curation import audit, pictures
from curation.deeds import Merge
from curation.models import FormerSlug, Revision, Seeded
from curation.saved import SavedList
from dossiers.models import Item
from members.models import User
from quotes.models import Quote, QuoteLink, Tweet
from recaps.models import Proposal, Recap, Span
from search import indexing, rebuilding
from search.analysis import tokens
from search.turns import alone
from speakers.models import Speaker
from work.jobs import Hopeless, job

from .gone import close, keys_of_name
from .models import Forgotten
from .naming import SHORTEST_WORDS, Form, Looked
from .persons import Person
from .redacting import NOBODY, SOMEBODY, Redaction, blank
from .walking import texts_in

GONE = _("La fiche n’est plus là : elle est oubliée, supprimée ou fusionnée. Voyez le journal.")
LOCK = 0xF02637  # PostgreSQL's number for "one is forgotten at a time"


def forget(person, way, *, by=None):
    """Forget the `Person`, and return the `Forgotten` that says so without the name."""
    with alone(LOCK):
        counts, files = Counter(), _files(person)
        names = {*person.full_names(), *person.accounts()}
        erased = _words(person) if way == Forgotten.Way.ERASED else {}
        said = _forms(erased) if erased else frozenset()
        close(Speaker, person.slugs())
        if erased:
            _erase(erased, counts)
        else:
            _unsign(person, counts)
        _part(person, counts)
        counts.update(Redaction(person, Looked(said), erased).run())
        rebuilding.catch_up()
        _unlearn(person, said)
        keys = sorted(set().union(*map(keys_of_name, names)))
        transaction.on_commit(partial(_clear_files, files))
        done = Forgotten.objects.create(way=way, keys=keys, counts=dict(counts), by=by)
    audit.note("forgotten", by=by, forgotten=done.pk)
    return done


@job(_("oublier une personne"), tries=3)
def forget_later(speaker, way, also, by):
    """`forget` the person of a record, by an account, both known by their keys. The names that were asked go, too."""
    record = Speaker.objects.filter(pk=speaker).first()
    if record is None:
        raise Hopeless(str(GONE))
    forget(Person(record.name, speaker=record, also=also), way, by=User.objects.filter(pk=by).first())


def _of(model, pks):
    """The condition of what points at records by their kind and keys."""
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=pks)


def _merges(model, pks):
    """The merges of records of these keys, whether these were kept or went."""
    kind = ContentType.objects.get_for_model(model)
    return Merge.objects.filter(Q(object_id__in=pks) | Q(gone_id__in=pks), content_type=kind)


def _words(person):
    """{model: keys} of all that the person said and posted, deleted or not."""
    return {
        model: [*rows.values_list("pk", flat=True), *person.thrown(model)]
        for model, rows in ((Quote, person.quotes()), (Tweet, person.tweets()))
    }


def _forms(spoken):
    """The forms of all these words, as they are and as they were, but for what is too short to be one's own.

    What stands in the articles at the place of a quote counts too.
    """
    texts = [span.words for span in places_of(spoken)]
    for model, pks in spoken.items():
        texts += model.objects.filter(pk__in=pks).values_list("text", flat=True)
        snapshots = Revision.objects.filter(_of(model, pks)).values_list("snapshot", flat=True)
        texts += [snapshot[0]["fields"].get("text", "") for snapshot in snapshots]
    forms = map(Form.of_words, texts)
    return frozenset(form for form in forms if len(form.words) >= SHORTEST_WORDS)


def places_of(spoken):
    """Where these words stand in articles, and stood, as each version in the history says it."""
    spans = list(Span.objects.filter(Q(quote__in=spoken[Quote]) | Q(tweet__in=spoken[Tweet])))
    for model, pks in spoken.items():
        for snapshot in Revision.objects.filter(_of(model, pks)).values_list("snapshot", flat=True):
            places = [row for row in snapshot if row["model"] == Span._meta.label_lower]
            spans += [place.object for place in serializers.deserialize("python", places, ignorenonexistent=True)]
    found = {(span.pk, span.recap_id, span.start, span.end): span for span in spans}.values()
    recaps = Recap.objects.only("canonical").in_bulk({span.recap_id for span in found})
    there = [span for span in found if span.recap_id in recaps]
    for span in there:
        span.recap = recaps[span.recap_id]
    return there


def _files(person):
    """The names of all portraits, former ones too."""
    kind = Revision.objects.filter(_of(Speaker, person.pks)).values_list("snapshot", flat=True)
    former = {row["fields"].get("picture") for snapshot in kind for row in snapshot}
    now = {person.speaker.picture.name} if person.speaker else set()
    return sorted(filter(None, former | now))


def _erase(erased, counts):
    """Delete what the person said and posted, {model: keys}, with all that hangs on it."""
    spans = places_of(erased)
    for span in spans:
        blank(span)
    Proposal.objects.filter(pk__in=[span.proposal_id for span in spans]).delete()
    for model, pks in erased.items():
        Proposal.objects.filter(_of(model, pks)).delete()
        Item.objects.filter(**{f"{model._meta.model_name}__in": pks}).delete()
        Revision.objects.filter(_of(model, pks)).delete()
        _merges(model, pks).delete()
        close(model, pks)
    QuoteLink.objects.filter(Q(source__in=erased[Quote]) | Q(target__in=erased[Quote])).delete()
    Quote.objects.filter(tweet__in=erased[Tweet]).exclude(pk__in=erased[Quote]).update(tweet=None)
    for model, pks in erased.items():
        counts[model._meta.label_lower] += len(pks)
        model.objects.filter(pk__in=pks).delete()


def _unsign(person, counts):
    """Leave the words, and take the name from them."""
    quotes = list(person.quotes().values_list("pk", flat=True))
    tweets = list(person.tweets().values_list("pk", flat=True))
    Item.objects.filter(Q(quote__in=quotes) | Q(tweet__in=tweets)).update(author=SOMEBODY)
    counts["quotes.quote"] += Quote.objects.filter(pk__in=quotes).update(speaker=None, attribution=SOMEBODY)
    posted = {"speaker": None, "author_name": SOMEBODY, "handle": NOBODY, "url": None}
    counts["quotes.tweet"] += Tweet.objects.filter(pk__in=tweets).update(**posted)


def _part(person, counts):
    """Take the record, and what is only about it, from all that points at it."""
    for appearance in Speaker.appearances.rel.related_model.objects.filter(speaker__in=person.pks):
        appearance.speaker, appearance.described_as = None, SOMEBODY
        appearance.job_title, appearance.organization = "", None
        appearance.save()
        counts["events.appearance"] += 1
    of_search = [pk for pk, query in Alert.objects.values_list("pk", "query") if _names(person, query)]
    counts["alerts.alert"] += Alert.objects.filter(Q(speaker__in=person.pks) | Q(pk__in=of_search)).delete()[0]
    of_list = [pk for pk, *words in SavedList.objects.values_list("pk", "name", "narrowed") if _names(person, words)]
    counts["curation.savedlist"] += SavedList.objects.filter(pk__in=of_list).delete()[0]
    mine = _of(Speaker, person.pks)
    for rows in (Proposal, Revision, FormerSlug, Seeded):
        rows.objects.filter(mine).delete()
    _merges(Speaker, person.pks).delete()
    Proposal.objects.filter(pk__in=[pk for pk, fields in _introduced() if _names(person, fields)]).delete()
    counts["speakers.speaker"] += len(Speaker.objects.filter(pk__in=person.pks))
    Speaker.objects.filter(pk__in=person.pks).delete()


def _introduced():
    people = Proposal.objects.filter(kind=Proposal.Kind.SPEAKER)
    return ((pk, fields.get("name", "")) for pk, fields in people.values_list("pk", "fields"))


def _names(person, text):
    return any(person.sure.spans(one) for one in texts_in(text))


def _unlearn(person, said):
    """Let the search suggest no word that nobody says any more."""
    spoken = {word for form in (*person.sure.forms, *person.unsure.forms, *said) for word in form.words}
    indexing.unlearn(spoken | {token.word for name in (*person.names, *person.sure.handles) for token in tokens(name)})


def _clear_files(names):
    for name in names:
        pictures.delete(name)
    caches["cards"].clear()
