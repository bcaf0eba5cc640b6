"""Who is to be forgotten: a record, or only a name in texts; what is surely theirs, and what may be somebody else's."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from curation.deeds import Merge
from curation.models import FormerSlug, Revision
from curation.slugs import slugify_fr
from language.names import sort_name
from quotes.models import Quote, Tweet
from speakers import namesakes
from speakers.models import Speaker

from .naming import Looked, as_written, families_of, forms_of


class Ambiguous(ValueError):
    """Several records have the name: somebody has to say which. They are the argument."""


def person_of(name, *, also=()):
    """The `Person` of a name. Raises Ambiguous."""
    same, _near = namesakes.people(name)
    if len(same) > 1:
        raise Ambiguous(same)
    return Person(name, speaker=same[0] if same else None, also=also)


class Person:
    """`also`: other forms that are theirs for sure, because somebody who knows says so; « @aroux » is an account.

    A form that another record has too is a question, never theirs for sure.
    """

    def __init__(self, name, *, speaker=None, also=()):
        self.speaker = speaker
        aliases = [alias.name for alias in speaker.aliases.all()] if speaker else []
        own = [speaker.name, *([speaker.sort_name] if speaker.sort_name else [])] if speaker else []
        accounts = [speaker and speaker.handle, *(form[1:] for form in also if form.startswith("@"))]
        also = [form for form in also if not form.startswith("@")]
        self.names = list(dict.fromkeys([name, *own, *aliases, *also]))
        mine = {form for known in self.names for form in forms_of(known)}
        said = {one for form in also for one in as_written(form)}
        held = self._held() - said
        families = {form for known in self.names for form in families_of(known)} - said
        handles = frozenset(filter(None, accounts))
        self.sure = Looked(frozenset((mine | said) - held - families), handles, frozenset(held))
        self.unsure = Looked(frozenset((mine & held) | families))
        self.pks = {*([speaker.pk] if speaker else []), *self._ghosts()}

    def _held(self):
        """The forms of everybody else's names who shares a word of the family name."""
        words = {word for name in self.names for form in families_of(name) | forms_of(name) for word in form.words}
        sharing = Q(pk__in=[])
        for word in words:
            sharing |= Q(names__contains=word)
        others = (
            Speaker.objects.filter(sharing).exclude(pk=self.speaker and self.speaker.pk).prefetch_related("aliases")
        )
        return {form for other in others for name in (other.name, *other.other_names()) for form in forms_of(name)}

    def _ghosts(self):
        """The keys of records of the same name that are gone: deleted, or merged into this one."""
        kind = ContentType.objects.get_for_model(Speaker)
        labels = Revision.objects.filter(content_type=kind).order_by().values_list("object_id", "label").distinct()
        merges = Merge.objects.filter(content_type=kind)
        of_name = {pk for pk, label in labels if self.is_named(label)}
        of_name |= {pk for pk, label in merges.values_list("gone_id", "gone_label") if self.is_named(label)}
        if self.speaker:
            of_name |= set(merges.filter(object_id=self.speaker.pk).values_list("gone_id", flat=True))
        return of_name - set(Speaker.objects.filter(pk__in=of_name).values_list("pk", flat=True))

    def is_named(self, text):
        """Whether the text is theirs for sure from its first word on: « Anne Martin, maire »."""
        return any(start == 0 for start, _end in self.sure.spans(text))

    def full_names(self):
        """The names by which they may be known again: not « Mme Martin », who may be another."""
        return [name for name in self.names if ", " in sort_name(name) or name == self.names[0]]

    def accounts(self):
        """Their handles, with « @ »: the archive of an account may say no other name."""
        posted = Tweet.objects.filter(speaker__in=self.pks).values_list("handle", flat=True)
        return [f"@{handle}" for handle in {*self.sure.handles, *posted} if handle]

    def slugs(self):
        """The ends of all addresses that led to them."""
        kind = ContentType.objects.get_for_model(Speaker)
        former = FormerSlug.objects.filter(content_type=kind, object_id__in=self.pks)
        own = [self.speaker.slug] if self.speaker else []
        return {*own, *former.values_list("slug", flat=True), *(slugify_fr(name) for name in self.names)}

    def quotes(self):
        """What they said: the record's, and what is attributed to the name."""
        named = Quote.objects.filter(speaker=None).exclude(attribution="").values_list("pk", "attribution")
        return Quote.objects.filter(
            Q(speaker__in=self.pks) | Q(pk__in=[pk for pk, attribution in named if self.is_named(attribution)])
        )

    def tweets(self):
        """What they posted, known by the record, the handle or the name."""
        posted = Tweet.objects.filter(speaker=None).values_list("pk", "author_name", "handle")
        mine = [pk for pk, name, handle in posted if self.is_named(name) or self.is_named(handle)]
        return Tweet.objects.filter(Q(speaker__in=self.pks) | Q(pk__in=mine))

    def thrown(self, model):
        """The keys of their quotes or tweets that were deleted, of which the history has the words."""
        kind = ContentType.objects.get_for_model(model)
        rows = Revision.objects.filter(content_type=kind).values_list("object_id", "snapshot")
        mine = {pk for pk, snapshot in rows if self._said(snapshot[0]["fields"])}
        return mine - set(model.objects.filter(pk__in=mine).values_list("pk", flat=True))

    def _said(self, fields):
        names = (fields.get(name) or "" for name in ("attribution", "author_name", "handle"))
        return fields.get("speaker") in self.pks or any(map(self.is_named, names))

    def linked(self):
        """How much is linked to them, in words: « citation : 3 »."""
        rows = [self.quotes(), self.tweets()]
        if self.speaker:
            rows.append(self.speaker.appearances.all())
        return [f"{some.model._meta.verbose_name_plural} : {some.count()}" for some in rows]
