from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation import history, merging
from curation.models import Revision, Seeded
from events.models import Appearance, Event, Talk
from privacy.forgetting import forget
from privacy.persons import person_of
from quotes.models import Quote, Tweet
from smartcity.seeding import SeedError, load
from speakers.models import Speaker, SpeakerAlias
from tests import builders
from themes.models import Theme

pytestmark = pytest.mark.django_db

FILES = {
    "themes.toml": """
        [gouvernance]
        name = "gouvernance"
        synonyms = ["pouvoir", "élus"]

        [participation]
        name = "participation citoyenne"
        parent = "gouvernance"
    """,
    "atelier/speakers.toml": """
        [ada-martin]
        name = "Ada Martin"
        aliases = ["A. Martin", "Mme Martin"]
    """,
    "atelier/events.toml": """
        [atelier]
        title = "Atelier"
        kind = "workshop"
        starts_on = 2015-07-08

        [[atelier.roles]]
        described_as = "une élue"
        role = "host"
    """,
    "atelier/talks.toml": """
        ["*"]
        event = "atelier"

        [ouverture]
        title = "Ouverture"

        [le-pouvoir]
        title = "Le pouvoir"
        themes = ["participation", "gouvernance"]

        [[le-pouvoir.appearances]]
        speaker = "ada-martin"
        job_title = "maire"

        [[le-pouvoir.references]]
        kind = "figure"
        label = "618 000 élus"
        themes = ["gouvernance"]

        [[le-pouvoir.links]]
        kind = "echoes"
        target = "ouverture"
    """,
    "atelier/quotes.toml": """
        [tous-pour-tous]
        text = "tous pour tous"
        speaker = "ada-martin"
        talk = "le-pouvoir"
        themes = ["gouvernance"]
    """,
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "seed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "seed"


def edit(folder, name, before, after):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def mistakes(folder):
    with pytest.raises(SeedError) as caught:
        load(folder)
    return caught.value.mistakes


def test_a_load_writes_records_with_what_belongs_to_them(folder):
    report = load(folder)
    assert len(report.added) == 7
    talk = Talk.objects.public().get(slug="le-pouvoir")
    assert (talk.event.slug, talk.position, talk.event.starts_on) == ("atelier", 2, date(2015, 7, 8))
    assert {theme.slug for theme in talk.themes.all()} == {"gouvernance", "participation"}
    assert [(str(row), row.job_title, row.event) for row in talk.appearances.all()] == [
        ("Ada Martin", "maire", talk.event)
    ]
    assert [theme.slug for theme in talk.references.get().themes.all()] == ["gouvernance"]
    assert talk.links.get().target.slug == "ouverture"
    assert [str(row) for row in talk.event.roles] == ["une élue"]
    assert [alias.name for alias in Speaker.objects.get().aliases.all()] == ["A. Martin", "Mme Martin"]
    assert Theme.objects.get(slug="gouvernance").synonym_list == ["pouvoir", "élus"]
    assert Quote.objects.get().event == talk.event


def test_a_load_is_written_in_the_history_with_nobody_as_its_author(folder):
    load(folder)
    revision = Revision.objects.of(Talk.objects.get(slug="le-pouvoir")).get()
    assert (revision.action, revision.by, revision.comment) == ("added", None, "Jeu de données initial")
    assert {row["model"] for row in revision.snapshot} >= {"events.talk", "events.appearance", "events.reference"}


def test_the_second_load_writes_nothing(folder):
    load(folder)
    revisions = Revision.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = load(folder)
    assert (len(report.same), report.added, report.updated, report.kept) == (7, [], [], {})
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert Revision.objects.count() == revisions


def test_even_a_forced_load_writes_nothing_where_all_is_as_in_the_files(folder):
    edit(folder, "atelier/events.toml", '"Atelier"', r'"Atelier\n\t ouvert\u202E "')
    load(folder)
    assert Event.objects.get().title == "Atelier ouvert"
    assert len(load(folder, force=True).same) == 7


def test_a_changed_file_updates_its_record_and_the_history_has_both(folder):
    load(folder)
    edit(folder, "atelier/talks.toml", 'job_title = "maire"', 'job_title = "adjointe"')
    edit(folder, "atelier/talks.toml", '["participation", "gouvernance"]', '["participation"]')
    assert load(folder).updated == ["talks/le-pouvoir"]
    talk = Talk.objects.get(slug="le-pouvoir")
    assert [theme.slug for theme in talk.themes.all()] == ["participation"]
    assert [row.job_title for row in talk.appearances.all()] == ["adjointe"]
    assert [row.action for row in Revision.objects.of(talk).by_newest()] == ["changed", "added"]


def test_a_field_that_the_file_no_longer_tells_becomes_empty(folder):
    load(folder)
    edit(folder, "atelier/events.toml", "starts_on = 2015-07-08", "")
    edit(folder, "themes.toml", 'synonyms = ["pouvoir", "élus"]', "")
    load(folder)
    assert Event.objects.get().starts_on is None
    assert Theme.objects.get(slug="gouvernance").synonyms == ""


def test_a_check_writes_nothing(folder):
    assert len(load(folder, check=True).added) == 7
    assert (Theme.objects.count(), Seeded.objects.count(), Revision.objects.count()) == (0, 0, 0)


# What staff changed


def test_what_staff_edited_stays_when_the_file_changes(folder):
    load(folder)
    talk = Talk.objects.get(slug="le-pouvoir")
    talk.title = "Le pouvoir aux habitants"
    talk.save()
    edit(folder, "atelier/talks.toml", '"Le pouvoir"', '"Du pouvoir"')
    assert load(folder).kept == {"talks/le-pouvoir": "modifié depuis (title)"}
    assert Talk.objects.get(slug="le-pouvoir").title == "Le pouvoir aux habitants"


def test_a_part_that_staff_edited_counts_too(folder):
    load(folder)
    Appearance.objects.filter(speaker__slug="ada-martin").update(job_title="présidente")
    edit(folder, "atelier/talks.toml", '"Le pouvoir"', '"Du pouvoir"')
    assert load(folder).kept == {"talks/le-pouvoir": "modifié depuis (appearances)"}


def test_what_staff_added_beside_the_seed_survives_an_update(folder):
    load(folder)
    Speaker.objects.update(biography="Écrite par la rédaction.")
    edit(folder, "atelier/speakers.toml", '"Ada Martin"', '"Ada Martin-Roy"')
    assert load(folder).updated == ["speakers/ada-martin"]
    assert Speaker.objects.values_list("name", "biography").get() == ("Ada Martin-Roy", "Écrite par la rédaction.")


def test_force_puts_back_what_the_files_say(folder):
    load(folder)
    Talk.objects.filter(slug="le-pouvoir").update(title="Autre chose")
    assert load(folder, force=True).updated == ["talks/le-pouvoir"]
    assert Talk.objects.get(slug="le-pouvoir").title == "Le pouvoir"


def test_what_staff_deleted_does_not_come_back_unless_forced(folder):
    load(folder)
    history.delete(Quote.objects.get(), by=builders.user(role="curator"))
    assert load(folder).kept == {"quotes/tous-pour-tous": "supprimé depuis"}
    assert not Quote.objects.exists()
    assert load(folder, force=True).added == ["quotes/tous-pour-tous"]
    assert Quote.objects.exists()


def test_a_new_record_that_needs_a_deleted_one_is_left_aside(folder):
    load(folder)
    Quote.objects.get().delete()
    Appearance.objects.filter(speaker__slug="ada-martin").delete()
    Speaker.objects.get().delete()
    (folder / "atelier/tweets.toml").write_text(
        '[un]\ntext = "un"\nauthor_name = "Ada"\nhandle = "ada"\nevent = "atelier"\nspeaker = "ada-martin"\n',
        encoding="utf-8",
    )
    assert load(folder).kept["tweets/un"] == "renvoie à ce qui a été supprimé depuis"
    assert not Tweet.objects.exists()


def test_what_refers_to_a_merged_record_refers_to_the_one_that_was_kept(folder):
    load(folder)
    gone, kept = Theme.objects.get(slug="participation"), builders.theme(name="démocratie locale")
    merging.merge(kept, gone, by=builders.user(role="curator"))
    edit(folder, "atelier/quotes.toml", '["gouvernance"]', '["gouvernance", "participation"]')
    report = load(folder)
    assert report.kept == {"themes/participation": "fusionné depuis"}
    assert report.updated == ["quotes/tous-pour-tous"]
    assert {theme.name for theme in Quote.objects.get().themes.all()} == {"gouvernance", "démocratie locale"}
    assert load(folder, force=True).kept == report.kept
    assert Theme.objects.get(pk=kept.pk).name == "démocratie locale"


# Mistakes


def test_a_mistake_anywhere_leaves_everything_as_it_was(folder):
    edit(folder, "atelier/quotes.toml", '"le-pouvoir"', '"la-prouesse"')
    assert len(mistakes(folder)) == 1
    assert (Theme.objects.count(), Talk.objects.count(), Seeded.objects.count()) == (0, 0, 0)


def test_a_mistake_that_only_the_model_sees_leaves_everything_as_it_was(folder):
    edit(folder, "atelier/events.toml", "starts_on = 2015-07-08", "starts_on = 2015-07-08\nends_on = 2015-07-01")
    assert mistakes(folder) == [
        "seed/atelier/events.toml, [atelier], l’ensemble : Le dernier jour est avant le premier."
    ]
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        (
            "atelier/talks.toml",
            'title = "Ouverture"',
            'title = "Ouverture"\ntitel = "x"',
            "seed/atelier/talks.toml, [ouverture], titel : champ inconnu (plutôt « title » ?) ; attendu : abstract, ",
        ),
        (
            "atelier/talks.toml",
            'speaker = "ada-martin"',
            'speaker = "ada-matrin"',
            "seed/atelier/talks.toml, [le-pouvoir], appearances n° 1, speaker : « ada-matrin » n’est la clé de rien "
            "(plutôt « ada-martin » ?) ; attendu : une clé du fichier speakers.toml",
        ),
        (
            "atelier/events.toml",
            "2015-07-08",
            '"8 juillet"',
            "seed/atelier/events.toml, [atelier], starts_on : « 8 juillet » ne va pas ; attendu : une date sans "
            "guillemets, comme 2015-07-08",
        ),
        (
            "atelier/events.toml",
            '"workshop"',
            '"atelier"',
            "seed/atelier/events.toml, [atelier], kind : « atelier » ne va pas ; attendu : conference, festival, ",
        ),
        (
            "themes.toml",
            'name = "gouvernance"',
            "",
            "seed/themes.toml, [gouvernance], name : manque ; attendu : un texte",
        ),
        (
            "atelier/quotes.toml",
            'speaker = "ada-martin"',
            "",
            "seed/atelier/quotes.toml, [tous-pour-tous], l’ensemble : Il faut dire qui parle",
        ),
        (
            "atelier/talks.toml",
            'themes = ["gouvernance"]',
            'themes = "gouvernance"',
            "seed/atelier/talks.toml, [le-pouvoir], references n° 1, themes : « gouvernance » ne va pas ; "
            "attendu : une liste de clés du fichier themes.toml",
        ),
        (
            "atelier/speakers.toml",
            '["A. Martin", "Mme Martin"]',
            '["A. Martin", "a martin"]',
            "seed/atelier/speakers.toml, [ada-martin], aliases n° 2, name : Ada Martin a déjà cette forme de nom.",
        ),
        (
            "themes.toml",
            'synonyms = ["pouvoir", "élus"]',
            'parent = "participation"',
            "seed/themes.toml, [gouvernance], parent : les clés tournent en rond : themes/",
        ),
    ],
)
def test_a_mistake_names_the_file_the_record_the_field_and_what_was_expected(folder, file, before, after, expected):
    edit(folder, file, before, after)
    [mistake] = mistakes(folder)
    assert mistake.startswith(expected)


def test_all_mistakes_are_told_at_once(folder):
    edit(folder, "atelier/talks.toml", 'title = "Ouverture"', "")
    edit(folder, "atelier/quotes.toml", '"le-pouvoir"', '"inconnu"')
    edit(folder, "atelier/events.toml", "2015-07-08", "2015")
    assert [words.partition(" : ")[0] for words in mistakes(folder)] == [
        "seed/atelier/events.toml, [atelier], starts_on",
        "seed/atelier/quotes.toml, [tous-pour-tous], talk",
        "seed/atelier/talks.toml, [ouverture], title",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("themes.toml", '[a]\nname = "a', "seed/themes.toml : ce n’est pas du TOML lisible (Unterminated string"),
        (
            "themes.toml",
            "[a]\n[a]\n",
            "seed/themes.toml : ce n’est pas du TOML lisible (Cannot declare ('a',) twice (at line 2",
        ),
        ("themes.toml", 'name = "a"', "seed/themes.toml, name : attendu : une table [clé], puis ses champs"),
        ("theme.toml", "", "seed/theme.toml : nom de fichier inconnu (plutôt « themes » ?) ; attendu : events, "),
        (
            "b/events.toml",
            '[atelier]\ntitle = "B"',
            "seed/b/events.toml, [atelier] : cette clé est déjà dans seed/atelier/events.toml",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named(folder, name, text, expected):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    assert mistakes(folder)[0].startswith(expected)


def test_a_file_that_is_not_utf_8_is_named(folder):
    (folder / "themes.toml").write_bytes('[a]\nname = "é"'.encode("latin-1"))
    assert mistakes(folder)[0].startswith("seed/themes.toml : ce n’est pas du TOML lisible ('utf-8'")


def test_one_folder_may_refer_to_what_was_loaded_before(folder):
    load(folder)
    later = folder / "suite"
    later.mkdir()
    (later / "quotes.toml").write_text(
        '[encore]\ntext = "encore"\nspeaker = "ada-martin"\ntalk = "le-pouvoir"\nthemes = ["gouvernance"]\n',
        encoding="utf-8",
    )
    assert load(later).added == ["quotes/encore"]


# The command


def test_the_command_says_what_it_did(folder):
    out = StringIO()
    call_command("load_seed", str(folder), stdout=out)
    Quote.objects.get().delete()
    call_command("load_seed", str(folder), stdout=out)
    assert out.getvalue().splitlines() == [
        "Données initiales : ajoutés 7, mis à jour 0, inchangés 0.",
        "Données initiales : ajoutés 0, mis à jour 0, inchangés 6.",
        "Laissés comme la rédaction les a voulus (--force remet ce que disent les fichiers) :",
        "  quotes/tous-pour-tous : supprimé depuis",
    ]


def test_the_command_tells_the_mistakes_in_a_line_each(folder):
    edit(folder, "atelier/quotes.toml", '"le-pouvoir"', '"inconnu"')
    with pytest.raises(
        CommandError, match=r"^Rien n’a été chargé\.\nseed/atelier/quotes\.toml, \[tous-pour-tous\], talk"
    ):
        call_command("load_seed", str(folder))


def test_an_empty_folder_is_a_mistake(tmp_path):
    with pytest.raises(CommandError, match="aucun fichier .toml"):
        call_command("load_seed", str(tmp_path))


def test_an_alias_still_leads_to_its_speaker_after_an_update(folder):
    load(folder)
    edit(folder, "atelier/speakers.toml", '"Mme Martin"', '"Madame Martin"')
    load(folder)
    assert list(SpeakerAlias.objects.values_list("name", flat=True)) == ["A. Martin", "Madame Martin"]
    assert Speaker.objects.containing("madame").exists()


def test_files_say_where_an_hour_is_and_a_day_without_one(folder):
    more = {
        "events": {"starts_on = 2015-07-08": 'ends_on = 2015-07-09\ntime_zone = "Asia/Tokyo"'},
        "talks": {
            'title = "Ouverture"': 'day = 2015-07-09\nroom = "Salle B"',
            'title = "Le pouvoir"': "starts_at = 2015-07-09T00:30:00+09:00\nends_at = 2015-07-09T01:00:00+09:00",
        },
    }
    for name, lines in more.items():
        for line, following in lines.items():
            edit(folder, f"atelier/{name}.toml", line, f"{line}\n{following}")
    load(folder)
    days = dict(Talk.objects.values_list("slug", "day"))
    assert days == {"ouverture": date(2015, 7, 9), "le-pouvoir": date(2015, 7, 9)}
    assert str(Talk.objects.get(slug="le-pouvoir").when.ends_at) == "2015-07-09 01:00:00+09:00"
    assert len(load(folder, force=True).same) == 7
    edit(folder, "atelier/talks.toml", "day = 2015-07-09", "day = 2015-07-12")
    [mistake] = mistakes(folder)
    assert "n’est pas de l’évènement : du 8 au 9 juillet 2015." in mistake
    edit(folder, "atelier/events.toml", "Asia/Tokyo", "Tokyo")
    assert any("« Tokyo » n’est pas un fuseau horaire" in mistake for mistake in mistakes(folder))


@pytest.mark.parametrize("force", [False, True])
def test_who_was_forgotten_does_not_come_back_with_the_files(folder, force):
    load(folder)
    forget(person_of("Ada Martin"), "erased")
    before = Quote.objects.count()
    load(folder, force=force)
    assert not Speaker.objects.exists()
    assert Quote.objects.count() == before


@pytest.mark.parametrize("number", [3, 300])
def test_a_load_with_nothing_new_costs_the_same_however_much_there_is(tmp_path, django_assert_max_num_queries, number):
    themes = "".join(f'[theme-{place}]\nname = "thème {place}"\n' for place in range(number))
    (tmp_path / "themes.toml").write_text(themes, encoding="utf-8")
    load(tmp_path)
    with django_assert_max_num_queries(6):
        assert len(load(tmp_path).same) == number
