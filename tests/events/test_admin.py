import re
from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import history
from curation.deeds import Merge
from curation.models import Revision
from events.models import Appearance, Event, Talk
from tests import builders as b
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db


def page(model, action="changelist", *args, **query):
    return reverse(f"admin:events_{model}_{action}", args=args, query=query)


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


@pytest.fixture
def editor(client):
    client.force_login(b.user(role="editor"))
    return client


def save(client, address, **changes):
    """Send the shown form back with `changes`; returns the page that says what is wrong, or None once saved."""
    response = client.post(address, posted(client.get(address), **changes))
    return None if response.status_code == 302 else response


def test_talks_of_days_that_a_version_or_a_merge_takes_from_their_event_are_named(curator):
    event = b.event(title="Assises", starts_on=date(2015, 7, 8))
    revision = history.write(event, by=None)
    event.starts_on, event.ends_on = date(2015, 9, 14), date(2015, 9, 15)
    event.save()
    _first, last = (b.talk(event=event, title=f"Exposé {day}", day=date(2015, 9, day)) for day in (14, 15))
    other = b.event(title="Les Assises", starts_on=date(2015, 9, 13), ends_on=date(2015, 9, 14))
    said = "D’un jour que l’évènement n’a pas\u00a0: "
    asked = {"kept": other.pk, "value-starts_on": other.pk, "value-title": other.pk}
    merged = curator.post(page("event", "merge", one=other.pk, other=event.pk), asked, follow=True).content.decode()
    assert f'{said}<a href="{page("talk", "change", last.pk)}">Exposé 15</a>.' in merged
    curator.post(f"/admin/curation/merge/{Merge.objects.get().pk}/undo/")
    restored = curator.post(f"/admin/curation/revision/{revision.pk}/restore/", follow=True).content.decode()
    assert said in restored and "Exposé 14</a>, <a" in restored


def test_a_curator_writes_the_programme_in_the_page_of_the_event(curator):
    event = b.event()
    first = b.talk(event=event, title="Premier", position=1)
    address = page("event", "change", event.pk)
    wrong = save(curator, address, **{"talks-0-title": "Le premier", "talks-1-title": "Le second"})
    assert wrong is None
    rows = list(event.talks.in_order().values_list("title", "position", "status"))
    assert rows == [("Le premier", 1, "published"), ("Le second", 2, "draft")]
    assert [(r.label, r.action) for r in Revision.objects.of(first)] == [("Le premier", "changed")]
    assert [r.action for r in Revision.objects.of(Talk.objects.get(title="Le second"))] == ["added"]


def test_an_event_of_one_day_ends_after_it_begins_or_at_night(curator):
    event = b.event()
    address = page("event", "change", event.pk)
    for hours in (("10:00", "09:00"), ("10:00", "10:00")):
        wrong = save(curator, address, **dict(zip(("start_time", "end_time"), hours, strict=True)))
        assert "La fin n’est pas après le début." in wrong.content.decode()
    assert save(curator, address, start_time="20:00", end_time="02:00") is None
    assert save(curator, address, ends_on="2015-07-09", start_time="10:00", end_time="09:00") is None


def test_a_hashtag_is_kept_without_its_sign(curator):
    event = b.event()
    assert save(curator, page("event", "change", event.pk), hashtag=" #AssisesDuClimat") is None
    event.refresh_from_db()
    assert event.hashtag == "AssisesDuClimat"


def test_the_programme_asks_for_the_day_of_an_hour_where_there_are_several(curator):
    event = b.event(starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))
    for day in (8, 9):
        b.talk(event=event, position=day, starts_at=datetime(2015, 7, day, 12, 30, tzinfo=UTC))
    address = page("event", "change", event.pk)
    assert 'value="14:30"' in curator.get(address).content.decode()
    typed = {f"talks-{line}-starts_at": hour for line, hour in enumerate(("09:00", "09:15", "10:45"))}
    typed["talks-2-title"] = "Neuf"
    wrong = save(curator, address, **typed)
    assert "Une heure demande un jour : l’évènement en a plusieurs." in wrong.content.decode()
    assert save(curator, address, **typed, **{"talks-2-day": "2015-07-08"}) is None
    starts = [timezone.localtime(talk.starts_at).isoformat(" ", "minutes") for talk in event.talks.in_order()]
    assert starts == ["2015-07-08 09:00+02:00", "2015-07-08 10:45+02:00", "2015-07-09 09:15+02:00"]
    assert save(curator, address, **{"talks-0-starts_at": ""}) is None
    first = event.talks.in_order()[0]
    assert (first.starts_at, first.day) == (None, date(2015, 7, 8))


def test_an_hour_needs_the_day_of_the_event_which_may_be_typed_at_once(curator):
    talk = b.talk(event=b.event(starts_on=None))
    address = page("event", "change", talk.event_id)
    wrong = save(curator, address, **{"talks-0-starts_at": "09:00"})
    assert "Une heure demande que l’évènement ait un premier jour." in wrong.content.decode()
    assert save(curator, address, **{"talks-0-starts_at": "09:00", "starts_on": "2015-07-08"}) is None
    talk.refresh_from_db()
    assert talk.starts_at == datetime(2015, 7, 8, 7, tzinfo=UTC)


def test_the_people_of_a_talk_come_with_their_function_of_that_day(curator):
    talk, speaker, organization = b.talk(), b.speaker(), b.organization()
    line = {"speaker": speaker.pk, "role": "speaker", "job_title": "élue", "organization": organization.pk}
    changes = {f"appearances-0-{name}": value for name, value in line.items()}
    assert save(curator, page("talk", "change", talk.pk), **changes) is None
    row = talk.appearances.get()
    assert (row.event, row.speaker, row.job_title, row.organization) == (talk.event, speaker, "élue", organization)


@pytest.mark.parametrize("model", ["event", "talk"])
def test_a_page_saved_as_it_stands_writes_nothing(curator, model):
    event = b.event(themes=[b.theme()], start_time=time(14, 30))
    moment = datetime(2015, 7, 8, 14, 30, tzinfo=UTC)
    talk = b.talk(event=event, speakers=[b.speaker()], themes=[b.theme()], position=1, starts_at=moment)
    b.reference(talk=talk, themes=[b.theme()])
    record = {"event": event, "talk": talk}[model]
    address = page(model, "change", record.pk)
    assert save(curator, address) is None
    before = list(Revision.objects.values_list("pk"))
    assert save(curator, address) is None
    assert list(Revision.objects.values_list("pk")) == before
    talk.refresh_from_db()
    assert talk.starts_at == moment


def test_an_appearance_of_nobody_is_refused_in_words(curator):
    talk = b.talk()
    wrong = save(curator, page("talk", "change", talk.pk), **{"appearances-0-job_title": "élue"})
    assert "Il faut une personne, une organisation ou une description." in wrong.content.decode()


def test_a_talk_leans_on_references_with_themes(curator):
    talk, theme = b.talk(), b.theme()
    reference = b.reference(talk=talk)
    assert save(curator, page("talk", "change", talk.pk), **{"references-0-themes": [theme.pk]}) is None
    assert list(reference.themes.all()) == [theme]


def test_a_talk_that_changes_its_event_takes_along_what_was_said(curator):
    talk, speaker, other = b.talk(), b.speaker(), b.event()
    quote = b.quote(talk=talk)
    Appearance.objects.create(talk=talk, speaker=speaker)
    assert save(curator, page("talk", "change", talk.pk), event=other.pk) is None
    quote.refresh_from_db()
    assert (quote.event, talk.appearances.get().event) == (other, other)


def test_a_role_of_the_whole_event_belongs_to_no_talk(curator):
    event, speaker = b.event(), b.speaker()
    b.talk(event=event, speakers=[b.speaker()])
    changes = {"appearances-0-speaker": speaker.pk, "appearances-0-role": "host"}
    assert save(curator, page("event", "change", event.pk), **changes) is None
    assert [(row.speaker, row.role, row.talk) for row in event.roles] == [(speaker, "host", None)]


def test_the_same_role_is_not_given_twice(curator):
    event, speaker = b.event(), b.speaker()
    Appearance.objects.create(event=event, speaker=speaker, role="host")
    changes = {"appearances-1-speaker": speaker.pk, "appearances-1-role": "host"}
    wrong = save(curator, page("event", "change", event.pk), **changes)
    assert "Cette personne a déjà ce rôle à cet évènement." in wrong.content.decode()


def test_an_event_is_not_part_of_itself(curator):
    event, series = b.event(), b.event()
    address = page("event", "change", event.pk)
    wrong = save(curator, address, part_of=[event.pk])
    assert "Un évènement ne fait pas partie de lui-même." in wrong.content.decode()
    assert save(curator, address, part_of=[series.pk]) is None
    assert list(event.part_of.all()) == [series]


def test_an_editor_cannot_publish_in_the_programme(editor):
    event = b.event(status="draft")
    b.talk(event=event, title="Un brouillon", status="draft")
    address = page("event", "change", event.pk)
    changes = {"talks-0-status": "published", "talks-0-title": "Encore", "talks-1-title": "Neuf"}
    assert save(editor, address, **changes, **{"talks-1-status": "published"}) is None
    assert sorted(event.talks.values_list("title", "status")) == [("Encore", "draft"), ("Neuf", "draft")]


def test_an_editor_cannot_touch_a_published_talk_in_the_programme_of_a_draft(editor):
    event = b.event(status="draft")
    talk = b.talk(event=event, title="Publié")
    assert save(editor, page("event", "change", event.pk), **{"talks-0-title": "Abîmé", "talks-0-DELETE": "on"}) is None
    talk.refresh_from_db()
    assert talk.title == "Publié"


def test_an_editor_sees_a_published_event_but_cannot_write_it(editor):
    event = b.event(title="Publié")
    talk = b.talk(event=event, title="Intact")
    address = page("event", "change", event.pk)
    assert "Publié" in editor.get(address).content.decode()
    assert editor.post(address, {"title": "Abîmé", "talks-0-title": "Abîmé"}).status_code == 403
    talk.refresh_from_db()
    assert talk.title == "Intact"


def test_an_editor_reads_a_published_talk_with_its_parts(editor):
    talk = b.talk(title="Publié", speakers=[b.speaker(name="Ada Lovelace")], themes=[b.theme(name="calcul")])
    b.reference(talk=talk, label="Une machine")
    shown = editor.get(page("talk", "change", talk.pk)).content.decode()
    assert [text for text in ("Publié", "Ada Lovelace", "Une machine") if text not in shown] == []
    assert "Enregistrer" not in shown


def test_a_talk_page_shows_what_was_said_and_adds_to_it(curator):
    talk = b.talk()
    quote, tweet = b.quote(talk=talk, text="des mots dits"), b.tweet(talk=talk)
    shown = curator.get(page("talk", "change", talk.pk)).content.decode()
    for address in (
        reverse("admin:quotes_quote_change", args=[quote.pk]),
        reverse("admin:quotes_tweet_change", args=[tweet.pk]),
        reverse("admin:quotes_quote_add") + f"?talk={talk.pk}",
    ):
        assert f'href="{address}"' in shown


@pytest.mark.parametrize(("names", "offered"), [(["Ada"], True), (["Ada", "Alan"], False), ([], False)])
def test_a_quote_of_the_only_speaker_of_a_talk_is_one_click_away(curator, names, offered):
    people = [b.speaker(name=name) for name in names]
    talk = b.talk(speakers=people)
    shown = curator.get(page("talk", "change", talk.pk)).content.decode()
    assert ("Ajouter une citation dite par Ada" in shown) is offered
    if offered:
        form = curator.get(reverse("admin:quotes_quote_add", query={"talk": talk.pk, "speaker": people[0].pk}))
        assert [posted(form)[name] for name in ("event", "talk", "speaker")] == [
            str(row.pk) for row in (talk.event, talk, people[0])
        ]


def test_many_quotes_of_an_event_are_folded_talk_by_talk(curator):
    talks = [b.talk(event=b.event(), title="Un", position=1)]
    talks.append(b.talk(event=talks[0].event, title="Deux", position=2))
    for number in range(12):
        b.quote(talk=talks[number % 2])
    address = f"/admin/events/event/{talks[0].event_id}/change/"
    folds = re.compile(r"<summary>(\S+|Hors intervention) <span class=\"quiet\">(\d+)</span></summary>")
    assert folds.findall(curator.get(address).content.decode()) == []
    b.quote(event=talks[0].event)
    shown = curator.get(address).content.decode()
    assert sorted(folds.findall(shown)) == [("Deux", "6"), ("Hors intervention", "1"), ("Un", "6")]
    assert shown.count('data-hx-target="#citations" title=') == 13


def test_the_choices_are_the_talks_of_the_event_in_order(curator):
    event = b.event()
    second, first = b.talk(event=event, position=2), b.talk(event=event, position=1)
    b.talk()
    found = curator.get(page("talk", "choices", event=event.pk)).json()
    assert found == {"talks": [{"pk": row.pk, "title": row.title} for row in (first, second)]}
    assert curator.get(page("talk", "choices", event="x")).json() == {"talks": []}


def test_a_series_may_do_without_a_date_but_other_events_wait_for_one(curator):
    b.event(title="Un cycle", kind="series", starts_on=None)
    waiting = b.event(title="Sans jour", starts_on=None)
    b.event(title="Daté")
    found = curator.get(page("event", attend="sans-date")).context["cl"].queryset
    assert list(found) == [waiting]


def test_who_publishes_what_a_draft_hides_is_told_by_which(curator):
    event = b.event(title="En attente", status="draft")
    first, second = (b.talk(event=event, status="draft") for _ in range(2))
    chosen = {"action": "publish", "_selected_action": [first.pk]}
    bulk = curator.post(page("talk"), chosen, follow=True).content.decode()
    address = page("talk", "change", second.pk)
    one = curator.post(address, posted(curator.get(address), status="published"), follow=True).content.decode()
    for text in (bulk, one):
        assert "Reste caché par un brouillon" in text
        assert f'<a href="{page("event", "change", event.pk)}">évènement\u00a0: En attente</a>' in text
    chosen = {"action": "publish", "_selected_action": [event.pk]}
    assert "Reste caché" not in curator.post(page("event"), chosen, follow=True).content.decode()


def test_published_talks_that_a_draft_hides_are_found(curator):
    hidden = b.talk(event=b.event(status="draft"))
    b.talk()
    found = curator.get(page("talk", attend="caches")).context["cl"].queryset
    assert list(found) == [hidden]


def row():
    """A talk with all that a list shows of it."""
    talk = b.talk(event=b.event(starts_on=date(2015, 7, 8)), speakers=[b.speaker()], themes=[b.theme()])
    b.reference(talk=talk)
    b.quote(talk=talk)
    return talk


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_a_list_costs_the_same_for_one_row_and_for_many(curator, django_assert_num_queries, rows):
    for _ in range(rows):
        row()
    for model, queries in {"event": 9, "talk": 10, "appearance": 9, "reference": 7}.items():
        with django_assert_num_queries(queries):
            assert curator.get(page(model)).status_code == 200


@pytest.mark.parametrize("model", ["event", "talk"])
def test_a_list_is_searched_without_accents(curator, model):
    b.talk(event=b.event(title="Évènement d’été"), title="Évènement d’été")
    b.talk(title="Autre")
    found = curator.get(page(model, q="evenement ETE")).context["cl"].queryset
    assert [str(it) for it in found] == ["Évènement d’été"]


def test_every_filter_of_every_list_can_be_chosen(curator):
    talk = row()
    theme = talk.themes.get()
    talk.event.themes.add(theme)
    speaker = talk.appearances.get().speaker
    for address in (
        page("event", themed__tag__id__exact=theme.pk, status__exact="published"),
        page("talk", themed__tag__id__exact=theme.pk, appearances__speaker__id__exact=speaker.pk, event=talk.event_id),
        page("appearance", role__exact="speaker", speaker=speaker.pk),
        page("reference", kind__exact="figure", attend="sans-preuve"),
    ):
        response = curator.get(address)
        assert (response.status_code, response.context["cl"].queryset.count()) == (200, 1)


def test_an_event_with_talks_is_not_deleted(curator):
    event = b.talk().event
    curator.post(page("event", "delete", event.pk), {"post": "yes"})
    assert Event.objects.filter(pk=event.pk).exists()


def typed(talk):
    talk.refresh_from_db()
    return talk.day, talk.when.starts_at and str(talk.when.starts_at), talk.when.ends_at and str(talk.when.ends_at)


@pytest.mark.parametrize("model", ["event", "talk"])
def test_hours_are_typed_and_shown_as_clocks_show_them_at_the_event(curator, model):
    event = b.event(starts_on=date(2023, 7, 3), ends_on=date(2023, 7, 5), time_zone="America/New_York")
    talk = b.talk(event=event)
    address, prefix = {
        "event": (page("event", "change", event.pk), "talks-0-"),
        "talk": (page("talk", "change", talk.pk), ""),
    }[model]
    line = {"day": "2023-07-04", "starts_at": "09:00", "ends_at": "10:30", "room": "Salle B"}
    assert save(curator, address, **{prefix + name: value for name, value in line.items()}) is None
    assert typed(talk) == (date(2023, 7, 4), "2023-07-04 09:00:00-04:00", "2023-07-04 10:30:00-04:00")
    assert talk.room == "Salle B"
    shown = posted(curator.get(address))
    assert {name: shown[prefix + name] for name in line} == line
    before = Revision.objects.count()
    assert save(curator, address) is None
    assert Revision.objects.count() <= before + 1  # the one of the page, if it had none
    assert typed(talk) == (date(2023, 7, 4), "2023-07-04 09:00:00-04:00", "2023-07-04 10:30:00-04:00")


@pytest.mark.parametrize("model", ["event", "talk"])
def test_a_day_may_be_known_without_its_hour(curator, model):
    event = b.event(starts_on=date(2023, 7, 3), ends_on=date(2023, 7, 5))
    talk = b.talk(event=event)
    address, prefix = {
        "event": (page("event", "change", event.pk), "talks-0-"),
        "talk": (page("talk", "change", talk.pk), ""),
    }[model]
    assert save(curator, address, **{f"{prefix}day": "2023-07-04"}) is None
    assert typed(talk) == (date(2023, 7, 4), None, None)
    wrong = save(curator, address, **{f"{prefix}day": "2023-07-06"})
    said = "Ce jour (6 juillet 2023) n’est pas de l’évènement : du 3 au 5 juillet 2023."
    assert said in wrong.content.decode()
    late = {f"{prefix}day": "2023-07-05", f"{prefix}starts_at": "23:30", f"{prefix}ends_at": "01:00"}
    assert save(curator, address, **late) is None
    assert typed(talk)[1:] == ("2023-07-05 23:30:00+02:00", "2023-07-06 01:00:00+02:00")
    wrong = save(curator, address, **{f"{prefix}starts_at": "10:00", f"{prefix}ends_at": "09:00"})
    assert "La fin n’est pas après le début." in wrong.content.decode()


def test_the_day_of_an_event_that_has_but_one_goes_without_saying_and_moves_with_it(curator):
    event = b.event(starts_on=date(2015, 7, 8))
    talk = b.talk(event=event, starts_at=datetime(2015, 7, 8, 7, tzinfo=UTC))
    address = page("event", "change", event.pk)
    assert posted(curator.get(address))["talks-0-day"] == ""
    assert save(curator, address, starts_on="2015-07-15") is None
    assert typed(talk) == (date(2015, 7, 15), "2015-07-15 09:00:00+02:00", None)
    assert save(curator, address, time_zone="Africa/Dakar") is None
    assert typed(talk) == (date(2015, 7, 15), "2015-07-15 09:00:00+00:00", None)


def test_an_hour_that_clocks_skip_is_refused_and_one_of_two_is_kept(curator):
    spring = b.talk(event=b.event(starts_on=date(2024, 3, 31)))
    wrong = save(curator, page("talk", "change", spring.pk), starts_at="02:30")
    assert "Cette heure n’existe pas ce jour-là : les horloges l’ont sautée." in wrong.content.decode()
    second = datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
    autumn = b.talk(event=b.event(starts_on=date(2024, 10, 27)), starts_at=second)
    assert save(curator, page("talk", "change", autumn.pk), room="Salle A") is None
    autumn.refresh_from_db()
    assert autumn.starts_at == second


def test_an_event_does_not_begin_at_an_hour_that_clocks_skip(curator):
    event = b.event(starts_on=date(2024, 3, 31))
    wrong = save(curator, page("event", "change", event.pk), start_time="02:30")
    assert "Cette heure n’existe pas ce jour-là\u00a0: les horloges l’ont sautée." in wrong.content.decode()
    wrong = save(curator, page("event", "change", event.pk), starts_on="0001-01-01", start_time="02:30")
    assert "L’année 0001 n’est pas plausible" in wrong.content.decode()
    talk = b.talk(event=event)
    wrong = save(curator, page("talk", "change", talk.pk), day="9999-12-31", starts_at="23:30", ends_at="01:00")
    assert "L’année 9999 n’est pas plausible" in wrong.content.decode()


@pytest.mark.parametrize(
    ("typed_end", "kept", "end"),
    [
        ("02:45", (1, 30), (1, 45)),
        ("03:10", (1, 30), (2, 10)),
        ("02:45", (0, 30), (0, 45)),
        ("02:15", (0, 30), (1, 15)),
    ],
)
def test_of_an_hour_shown_twice_the_end_is_the_one_that_fits(curator, typed_end, kept, end):
    event = b.event(starts_on=date(2024, 10, 27))
    talk = b.talk(event=event, starts_at=datetime(2024, 10, 27, *kept, tzinfo=UTC))
    line = {"talks-0-ends_at": typed_end}
    address = page("event", "change", event.pk)
    for path, fields in ((page("talk", "change", talk.pk), {"ends_at": typed_end}), (address, line)):
        assert save(curator, path, **fields) is None
        talk.refresh_from_db()
        moments = [datetime(2024, 10, 27, *at, tzinfo=UTC) for at in (kept, end)]
        assert [talk.starts_at, talk.ends_at] == moments


def test_the_second_of_two_hours_can_be_chosen_where_there_are_two(curator):
    talk = b.talk(event=b.event(starts_on=date(2024, 10, 27)), starts_at=datetime(2024, 10, 27, 0, 30, tzinfo=UTC))
    address = page("talk", "change", talk.pk)
    assert "la seconde fois" in curator.get(address).content.decode()
    assert save(curator, address, showing="1", ends_at="02:50") is None
    talk.refresh_from_db()
    assert (talk.starts_at.hour, talk.ends_at.hour) == (1, 1)
    assert save(curator, address, showing="0") is None
    talk.refresh_from_db()
    assert talk.starts_at.hour == 0
    assert save(curator, address, starts_at="02:20", ends_at="02:25") is None
    assert save(curator, address, starts_at="04:20", ends_at="") is None
    assert "la seconde fois" not in curator.get(address).content.decode()


def test_an_event_keeps_a_time_zone_that_is_not_offered(curator):
    event = b.event(time_zone="EST5EDT")
    assert save(curator, page("event", "change", event.pk), city="Boston") is None
    event.refresh_from_db()
    assert (event.city, event.time_zone) == ("Boston", "EST5EDT")


def test_a_new_event_is_in_the_time_zone_of_the_model_unless_somebody_says_another(curator):
    assert save(curator, page("event", "add"), title="Le colloque") is None
    assert Event.objects.get().time_zone == "Europe/Paris"
