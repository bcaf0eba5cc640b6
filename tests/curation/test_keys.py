import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from curation import history
from curation.keys import bounded, derived_fields, key_of
from language.folding import fold
from quotes.duplicates import worded
from quotes.models import Quote, Source
from speakers.models import Organization, Speaker, SpeakerAlias
from tests import builders as b
from tests.admin_forms import posted
from themes.models import Theme

pytestmark = pytest.mark.django_db

ARABIC = "محمد بن عبد الله بن عبد الرحمن الحسيني"
LONG = [
    ARABIC,
    "ﷺ" * 100,  # one sign, eighteen letters
    "Œ" * 110,
    "Александра Константинопольская-Преображенская" * 2,
    "国立研究開発法人" * 14,
]


@pytest.mark.parametrize("name", LONG, ids=lambda name: name[:8])
def test_a_name_that_its_folding_lengthens_is_kept_and_found(name):
    person, house = b.speaker(name=name), b.organization(name=name)
    alias = b.speaker().aliases.create(name=name)
    quote = b.quote(text=name)
    assert max(len(person.sort_key), len(house.sort_key), len(alias.key)) <= 120
    assert list(SpeakerAlias.objects.filter(key=key_of(name))) == [alias]
    assert list(Speaker.objects.by_name())[0] != list(Organization.objects.by_name())[0]
    assert list(Quote.objects.filter(worded([fold(name)]))) == [quote]


def test_long_names_that_differ_at_their_end_have_different_keys():
    one, other = (f"{ARABIC} {ARABIC} {end}" for end in ("عمر", "علي"))
    assert key_of(one)[:120] == key_of(other)[:120]
    assert bounded(key_of(one), 120) != bounded(key_of(other), 120)
    person = b.speaker()
    aliases = [person.aliases.create(name=name) for name in (one, other)]
    assert [list(SpeakerAlias.objects.filter(key=key_of(name))) for name in (one, other)] == [[row] for row in aliases]
    with pytest.raises(IntegrityError), transaction.atomic():
        b.speaker().aliases.create(name=one)


def test_a_bounded_text_is_not_bounded_again():
    for text in ("", "court", "x" * 120, "long" * 100):
        once = bounded(text, 120)
        assert len(once) <= 120 and bounded(once, 120) == once and (once == text) == (len(text) <= 120)


def test_names_of_signs_alone_are_not_the_same():
    one, other = b.speaker(), b.speaker()
    for person, name in ((one, "🙂"), (other, "+++")):
        alias = SpeakerAlias(speaker=person, name=name)
        alias.full_clean()
        alias.save()
    assert one.slug != other.slug
    assert Speaker.objects.known_as("!!!") is None


def test_a_derived_column_follows_an_update_of_what_it_comes_from():
    source = b.source(url="https://a.example/x")
    Source.objects.filter(pk=source.pk).update(url="https://b.example/y")
    assert Source.objects.get().address_key == "b.example/y"
    source.url = "https://d.example/"
    Source.objects.bulk_update([source], ["url"])
    assert Source.objects.get().address_key == "d.example"
    source.url = "https://c.example/z"
    source.save(update_fields=["url"])
    assert Source.objects.get().address_key == "c.example/z"


def derived(row):
    row = type(row).objects.get(pk=row.pk)
    return {field.name: getattr(row, field.attname) for field in derived_fields(type(row))}


@pytest.mark.parametrize(
    ("made", "values"),
    [
        (b.speaker, {"name": "Zoé NOIR"}),
        (b.speaker, {"sort_name": "Noir, Zoé"}),
        (b.speaker, {"headline": "Géographe", "name": F("slug")}),
        (b.speaker, {"handle": "zoe_noir"}),
        (b.organization, {"description": "Des cartes"}),
        (b.theme, {"name": ".NET", "synonyms": "dotnet"}),
        (b.event, {"title": "Fête des rues", "city": "Sèvres"}),
        (b.talk, {"abstract": "On y joue."}),
        (b.quote, {"text": "la rue est à nous", "attribution": "une élue"}),
        (b.source, {"url": "https://www.exemple.fr/a/?utm_source=b", "title": "Un article"}),
    ],
    ids=lambda said: said.__name__ if callable(said) else ",".join(said),
)
def test_after_an_update_all_derived_columns_are_those_of_a_save(made, values):
    row, other = made(), made()
    untouched = derived(other)
    type(row).objects.filter(pk=row.pk).update(**values)
    updated = derived(row)
    type(row).objects.get(pk=row.pk).save()
    assert updated == derived(row)
    assert derived(other) == untouched


def test_a_row_that_its_update_takes_out_of_the_filter_follows_too():
    person = b.speaker(name="Zoé Noir")
    assert Speaker.objects.filter(name="Zoé Noir").update(name="Anne Roux") == 1
    person.refresh_from_db()
    assert (person.sort_key, person.names) == ("roux anne", "anne roux\n")
    assert "anne roux" in person.folded
    person.name = "Léa Blanc"
    Speaker.objects.bulk_update([person], ["name"])
    person.refresh_from_db()
    assert (person.sort_key, person.names) == ("blanc lea", "lea blanc\n")


def test_an_update_of_nothing_typed_asks_no_more(django_assert_num_queries):
    b.speaker()
    with django_assert_num_queries(1):
        Speaker.objects.update(status="draft", focus_x=3)


def test_no_history_tells_of_derived_columns():
    [theme] = history.snapshot(b.theme())
    [source] = history.snapshot(b.source())
    assert {"key", "folded", "sort_key", "address_key", "updated_at"} & {*theme["fields"], *source["fields"]} == set()


# In words, whoever was first


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


def page(model, *args):
    label = model._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{label}_{'change' if args else 'add'}", args=args)


@pytest.mark.parametrize("name", ["Énergie", "Городское управление и участие" * 3, "🙂"])
def test_a_theme_that_is_there_is_refused_with_a_link_to_it(curator, name):
    held = b.theme(name=name)
    said = curator.post(page(Theme), posted(curator.get(page(Theme)), name=name.upper()))
    assert f'<a href="{page(Theme, held.pk)}">{name}</a>' in said.content.decode()


def test_the_same_form_of_a_name_twice_in_a_page_is_refused_in_words(curator):
    person = b.speaker()
    sent = posted(curator.get(page(Speaker, person.pk)))
    sent |= {"aliases-TOTAL_FORMS": "2", "aliases-0-name": "A. Durand", "aliases-1-name": "a durand"}
    sent |= {"aliases-1-speaker": person.pk, "aliases-1-id": ""}
    said = curator.post(page(Speaker, person.pk), sent)
    assert f"{person} a déjà cette forme de nom." in said.content.decode()
    assert not person.aliases.exists()


def test_who_was_slower_by_a_moment_is_told_so_in_words(curator, monkeypatch):
    """The other's record comes between the look and the write."""
    look, asked = Theme.holder_of, []

    def slow(theme, field):
        asked.append(field)
        return look(theme, field) if len(asked) > 1 else None

    held = b.theme(name="Énergie")
    sent = posted(curator.get(page(Theme)), name="energie")
    monkeypatch.setattr(Theme, "holder_of", slow)
    said = curator.post(page(Theme), sent)
    assert f'<a href="{page(Theme, held.pk)}">Énergie</a>' in said.content.decode()
