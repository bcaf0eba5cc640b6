from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from curation.models import FormerSlug
from events.models import Appearance, Event, Talk, TalkLink
from quotes.models import Quote, Tweet
from tests import builders

pytestmark = pytest.mark.django_db


def refused(record):
    """The sentences with which `record` is refused, by the form and by the database."""
    with pytest.raises(ValidationError) as said:
        record.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    return said.value.messages


def test_an_event_does_not_end_before_it_starts():
    event = Event(title="Atelier", starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 7))
    assert refused(event) == ["Le dernier jour est avant le premier."]


def test_an_event_has_no_end_without_a_start():
    assert refused(Event(title="Atelier", ends_on=date(2015, 7, 7))) == ["Un dernier jour demande un premier jour."]


def test_an_event_of_unknown_date_is_neither_past_nor_upcoming():
    series = builders.event(starts_on=None)
    assert not Event.objects.past().exists() and not Event.objects.upcoming().exists()
    assert list(Event.objects.undated()) == [series]


def test_an_event_is_upcoming_until_its_last_day():
    today = date.today()
    event = builders.event(starts_on=date(2015, 7, 8), ends_on=today)
    assert event.is_upcoming and list(Event.objects.upcoming()) == [event]


def test_an_appearance_is_of_a_person_an_organisation_or_a_description():
    talk = builders.talk()
    nobody = Appearance(event=talk.event, talk=talk)
    assert refused(nobody) == ["Il faut une personne, une organisation ou une description."]
    for somebody in ({"described_as": "une élue"}, {"organization": builders.organization()}):
        Appearance(event=talk.event, talk=talk, **somebody).full_clean()


def test_a_person_appears_once_in_a_talk():
    person = builders.speaker()
    talk = builders.talk(speakers=[person])
    twice = Appearance(event=talk.event, talk=talk, speaker=person)
    assert refused(twice) == ["Cette personne est déjà dans cette intervention."]


def test_a_person_has_a_role_once_at_an_event():
    person, event = builders.speaker(), builders.event()
    Appearance.objects.create(event=event, speaker=person, role="host")
    assert refused(Appearance(event=event, speaker=person, role="host")) == [
        "Cette personne a déjà ce rôle à cet évènement."
    ]


def test_a_talk_does_not_link_to_itself():
    talk = builders.talk()
    assert refused(TalkLink(source=talk, kind="echoes", target=talk)) == [
        "Un lien ne revient pas à son point de départ."
    ]


@pytest.mark.parametrize("model", [Appearance, Quote, Tweet])
def test_the_database_refuses_a_talk_of_another_event(model):
    talk, elsewhere = builders.talk(), builders.event()
    row = {
        Appearance: lambda: Appearance.objects.create(event=talk.event, talk=talk, described_as="une élue"),
        Quote: lambda: builders.quote(talk=talk),
        Tweet: lambda: builders.tweet(talk=talk),
    }[model]()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(event=elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET event_id = %s WHERE id = %s", [elsewhere.pk, row.pk])


def test_the_form_says_that_a_talk_is_of_another_event():
    quote = builders.quote(talk=builders.talk())
    quote.event = builders.event()
    with pytest.raises(ValidationError) as said:
        quote.full_clean()
    assert said.value.message_dict == {"talk": ["Cette intervention n’est pas de cet évènement."]}


@pytest.mark.parametrize("kind", ["quote", "tweet"])
def test_what_is_put_into_a_talk_of_another_event_goes_to_that_event(kind):
    first, second = builders.talk(), builders.talk()
    row = getattr(builders, kind)(talk=first)
    row.talk = second
    row.save()
    row.refresh_from_db()
    assert (row.talk, row.event) == (second, second.event)


def test_what_was_said_follows_a_talk_to_another_event():
    talk = builders.talk(speakers=[builders.speaker()])
    quote, tweet = builders.quote(talk=talk), builders.tweet(talk=talk)
    talk.event = builders.event()
    talk.save()
    assert {Quote.objects.get(pk=quote.pk).event, Tweet.objects.get(pk=tweet.pk).event} == {talk.event}
    assert talk.appearances.get().event == talk.event


def test_what_others_hang_on_is_not_deleted():
    person = builders.speaker()
    talk = builders.talk(speakers=[person])
    for record in (talk.event, person):
        with pytest.raises(ProtectedError):
            record.delete()


def test_a_slug_is_made_of_the_title_and_numbered():
    slugs = [builders.talk(title="L’économie de l’œuvre").slug for _ in range(3)]
    assert slugs == ["l-economie-de-l-oeuvre", "l-economie-de-l-oeuvre-2", "l-economie-de-l-oeuvre-3"]


def test_a_former_slug_leads_to_the_present_one():
    talk = builders.talk(title="Un titre")
    talk.slug = "autre-titre"
    talk.save()
    former = FormerSlug.objects.get()
    assert (former.slug, former.target) == ("un-titre", talk)


def test_talks_are_found_without_accents_or_case():
    talk = builders.talk(title="La cité numérique", abstract="Le cœur de l’affaire")
    builders.talk(title="Autre chose")
    assert list(Talk.objects.containing("CITE coeur")) == [talk]
