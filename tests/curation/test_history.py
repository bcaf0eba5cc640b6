import pytest
from django.core.exceptions import ValidationError

from curation import history, telling
from curation.models import Revision, Status
from events.models import Appearance
from tests import builders as b

pytestmark = pytest.mark.django_db


def changes(record, change):
    """What `telling` says once `change` was done to `record`."""
    before = history.snapshot(record)
    change()
    record.refresh_from_db()
    [found] = telling.tell([(before, history.snapshot(record))])
    return [(row.label, row.before, row.after) for row in found]


def test_a_choice_a_date_and_a_link_are_told_by_their_names():
    host = b.organization(name="Forum Atena")
    event = b.event()

    def change():
        event.status, event.organizer, event.starts_on = Status.DRAFT, host, None
        event.save()

    assert changes(event, change) == [
        ("État", "publié", "brouillon"),
        ("Premier jour", "8 juillet 2015", ""),
        ("Organisateur", "", "Forum Atena"),
    ]


def test_a_part_is_told_by_its_kind_and_its_name():
    speaker, theme = b.speaker(name="Carlos Moreno"), b.theme(name="ville")
    talk = b.talk()

    def change():
        talk.themes.add(theme)
        Appearance.objects.create(event=talk.event, talk=talk, speaker=speaker, job_title="urbaniste")

    came, appeared = changes(talk, change)
    assert came == ("Thème « ville »", None, "")
    assert appeared[:2] == ("Participation « Carlos Moreno »", None)
    assert "fonction ce jour-là : urbaniste" in appeared[2]


def test_a_field_of_a_part_is_told_with_the_part():
    talk = b.talk(speakers=[b.speaker(name="Carlos Moreno")])
    appearance = talk.appearances.get()

    def change():
        appearance.job_title = "urbaniste"
        appearance.save()

    assert changes(talk, change) == [
        ("Participation « Carlos Moreno », fonction ce jour-là", "", "urbaniste"),
    ]


def test_what_a_record_pointed_at_and_is_gone_is_said_to_be_gone():
    theme = b.theme()
    talk = b.talk(themes=[theme])
    before = history.snapshot(talk)
    talk.themes.clear()
    key = theme.pk
    theme.delete()
    [[change]] = telling.tell([(before, history.snapshot(talk))])
    assert (change.label, change.after) == (f"Thème « n° {key}, disparu »", None)


def test_the_words_that_changed_are_told_apart():
    change = telling.Change("Titre", "la ville lente", "la ville vivante")
    assert change.segments == [("same", "la ville "), ("del", "lente"), ("ins", "vivante")]


def test_a_sentence_says_what_came_went_and_became():
    said = [
        telling.Change(*row).sentence for row in (("A", "x", "y"), ("A", "", "y"), ("A", "x", ""), ("P", None, "y"))
    ]
    assert said == ["A : « x » est devenu « y ».", "A : « y » a été ajouté.", "A : « x » a été effacé.", "P : ajouté."]


def test_a_restored_record_has_its_date_its_key_and_its_themes():
    talk = b.talk(title="Exposé", themes=[b.theme(name="ville")])
    quote = b.quote(themes=[b.theme()])
    key, created = talk.pk, talk.created_at.replace(microsecond=0)
    for record in (talk, quote):
        history.delete(record, by=None)
    for revision in history.deleted():
        history.restore(revision, by=None)
    talk = type(talk).objects.get(pk=key)
    assert (talk.created_at.replace(microsecond=0), [t.name for t in talk.themes.all()]) == (created, ["ville"])
    assert list(Revision.objects.of(talk).by_newest().values_list("action", flat=True)) == ["restored", "deleted"]


def test_a_restored_record_leaves_a_revision_even_where_nothing_differs_from_the_last():
    speaker, curator = b.speaker(), b.user(role="curator")
    revision = history.write(speaker, by=None, action=Revision.Action.ADDED)
    assert history.write(speaker, by=curator) is None
    history.restore(revision, by=curator)
    last = Revision.objects.of(speaker).by_newest().first()
    assert (last.action, last.by, last.snapshot) == (Revision.Action.RESTORED, curator, revision.snapshot)
    history.restore(last, by=curator)
    assert Revision.objects.of(speaker).filter(action=Revision.Action.RESTORED).count() == 2


def test_a_version_with_a_name_that_was_taken_since_is_refused():
    speaker = b.speaker(handle="carlos")
    revision = history.write(speaker, by=None)
    speaker.handle = None
    speaker.save()
    b.speaker(handle="carlos")
    with pytest.raises(ValidationError):
        history.restore(revision, by=None)


def test_long_texts_are_shown_one_after_the_other():
    change = telling.Change("texte", "a " * 2_000, f"b {'a ' * 2_000}")
    assert [kind for kind, _ in change.segments] == ["del", "ins"]


def test_a_version_that_points_at_what_is_gone_is_refused_in_words():
    host = b.organization(name="Forum Atena")
    event = b.event(organizer=host)
    revision = history.write(event, by=None)
    event.organizer = None
    event.save()
    history.delete(host, by=None)
    with pytest.raises(ValidationError) as refused:
        history.restore(revision, by=None)
    assert refused.value.messages == [
        "La fiche « Forum Atena » (organisateur) n’existe plus : il faut d’abord la rétablir."
    ]


@pytest.mark.parametrize("name", ["mentioned_speakers", "mentioned_organizations", "part_of"])
def test_nor_does_a_version_come_back_that_lists_what_is_gone(name):
    make = {"part_of": b.event, "mentioned_speakers": b.speaker, "mentioned_organizations": b.organization}[name]
    gone, record = make(), b.event() if name == "part_of" else b.tweet()
    named = getattr(record, name)
    named.set([gone, make()])
    revision = history.write(record, by=None)
    named.clear()
    history.delete(gone, by=None)
    with pytest.raises(ValidationError) as refused:
        history.restore(revision, by=None)
    label = record._meta.get_field(name).verbose_name
    sentence = f"La fiche «\u202f{gone}\u202f» ({label}) n’existe plus\u00a0: il faut d’abord la rétablir."
    assert refused.value.messages == [sentence]
    assert not named.exists()
    back = history.restore(history.deleted().first(), by=None)
    history.restore(revision, by=None)
    assert back in named.all()
