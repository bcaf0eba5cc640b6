"""The public pages as a folder: whole, both languages, no link that leads nowhere, nothing that needs a server."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse
from lxml import html

from curation.pictures import write_squares
from exchange.archive.pages.places import path_of
from exchange.archive.pages.rewriting import POLICY
from exchange.archive.pages.searching import Index
from tests import builders as make
from tests.exchange.archive.world import picture

MARK = "motcache"
FETCHED = {"img", "link", "script", "source"}
rows = {}


def fill():
    """A row of each kind, and beside it a draft; of quotes and tweets, three of one event."""
    theme, other = make.theme(name="Énergie"), make.theme(name="Espace")
    someone = make.speaker(name="Camille Martin", picture=picture())
    write_squares(someone)
    house = make.organization(name="Atelier Burin")
    event = make.event(title="Rencontre", organizer=house, themes=[theme], website="https://exemple.fr/a?b=1")
    talk = make.talk(title="Un exposé", event=event, speakers=[someone], themes=[theme, other])
    source = make.source(title="Compte rendu", url="https://exemple.fr/compte-rendu")
    words = {"talk": talk, "themes": [theme]}
    quote = make.quote(text="les réverbères connectés", speaker=someone, source=source, **words)
    tweet = make.tweet(text="une ville qui parle", **words)
    for _number in range(2):
        make.quote(**words), make.tweet(**words)
    for _number in range(3):
        make.quote(event=event)  # of no talk: these have pages on the event's own
    make.quote(text=f"{MARK} d’un brouillon", talk=talk, status="draft")
    make.speaker(name=MARK, status="draft")
    rows.update(theme=theme, speaker=someone, house=house, event=event, talk=talk, quote=quote, tweet=tweet)


@pytest.fixture(scope="module")
def folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """Exported twice, for the price of some seconds each; lists are turned after two rows."""
    root = tmp_path_factory.mktemp("pages")
    few = pytest.MonkeyPatch()
    for where in ("quotes.views.PAGE", "events.views.PAGE", "events.views.BESIDE", "events.views.FEW"):
        few.setattr(where, 2)
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=root / "media"), few.context():
        fill()
        call_command("export_site", root / "site", static=True, verbosity=0)
        call_command("export_site", root / "again", static=True, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
    few.undo()
    return root / "site"


def pages(folder):
    """{path: parsed page}, but for the fragments that are for the pages of others"""
    found = {path: html.document_fromstring(path.read_bytes().decode()) for path in folder.rglob("*.html")}
    return {path: page for path, page in found.items() if page.find("head") is not None}


def faults(folder):
    """[(page, link)] of what leads nowhere in the folder, or out of it without anybody's asking."""
    there = pages(folder)
    ids = {path: set(page.xpath("//@id")) for path, page in there.items()}
    wrong = []
    for path, page in there.items():
        for element, _attribute, link, _place in page.iterlinks():
            parts = urlsplit(urljoin(path.as_uri(), link))
            if parts.scheme in {"http", "https", "mailto"}:
                if element.tag in FETCHED and element.get("rel") != "canonical":
                    wrong.append((path.relative_to(folder).as_posix(), link))
                continue
            target = type(folder)(unquote(parts.path))
            if (
                not target.is_file()
                or not target.is_relative_to(folder)
                or link.startswith("/")
                or parts.fragment
                and "=" not in parts.fragment
                and unquote(parts.fragment) not in ids[target]
            ):
                wrong.append((path.relative_to(folder).as_posix(), link))
    return sorted(wrong)


def is_place(fragment):
    return fragment and ":~:" not in fragment


def test_no_link_of_any_page_leads_nowhere(folder):
    assert faults(folder) == []
    about = folder / "a-propos/index.html"
    about.rename(folder / "a-propos/elsewhere.html")
    assert faults(folder) != []  # which would be seen
    (folder / "a-propos/elsewhere.html").rename(about)


def test_every_page_of_the_map_is_there_in_both_languages_and_in_its_other_forms(folder):
    addresses = [row.get_absolute_url() for row in rows.values()]
    wanted = {f"{prefix}{address}index.html" for address in addresses for prefix in ("", "/en")}
    wanted |= {"/index.html", "/en/index.html", "/themes/index.html", "/en/intervenants/index.html", "/index.atom"}
    talk, quote = rows["talk"], rows["quote"]
    wanted |= {f"/interventions/{talk.slug}.{form}" for form in ("json", "ics", "ris", "bib")}
    wanted |= {f"/{kind}.{form}" for kind in ("evenements", "citations", "intervenants") for form in ("csv", "xlsx")}
    wanted |= {f"/citations/{quote.pk}.{form}" for form in ("json", "ris", "bib")}
    assert {path for path in wanted if not (folder / path.lstrip("/")).is_file()} == set()
    portraits = (folder / "media/pictures").iterdir()
    assert len(list(portraits)) == 3


def test_nothing_of_it_needs_a_server_or_lets_in_another(folder):
    for path, page in pages(folder).items():
        where = path.relative_to(folder).as_posix()
        assert page.find("head")[0].get("content") == POLICY, where
        scripts = [] if "recherche" not in where else ["words.js", "search.js"]
        assert page.xpath("//script/@src") == scripts, where
        assert [form.get("action") for form in page.iter("form") if "recherche" not in form.get("action")] == (
            ["index.html"] if scripts else []
        ), where
        assert not re.search(r"\s(data-)?hx-", html.tostring(page).decode()), where
        assert not page.xpath("//dialog | //@style | //style"), where
    said = "".join(path.read_bytes().decode(errors="replace") for path in folder.rglob("*") if path.is_file())
    assert MARK not in said


def test_a_list_is_there_with_all_its_pages_and_a_choice_in_it_leads_to_a_sentence(folder):
    there = pages(folder)
    assert there[folder / "citations/index.html"].xpath("//a[@rel='next']/@href") == ["page-2.html#paroles"]
    assert there[folder / "citations/page-2.html"].xpath("//a[@rel='prev']/@href") == ["index.html#paroles"]
    theme = there[folder / "themes/energie/index.html"]
    [choice] = {link for link in theme.xpath("//section//a[span]/@href") if "hors-du-dossier" in link}
    assert "copie du site" in (folder / "themes/energie" / choice).resolve().read_text()


def test_lists_of_one_page_are_turned_one_at_a_time(folder):
    of_event = folder / "evenements" / rows["event"].slug
    assert {"index.html", "page-2.html", "tweets-2.html"} <= {path.name for path in of_event.iterdir()}
    turned = html.document_fromstring((of_event / "tweets-2.html").read_text())
    assert "page-2.html#paroles" in turned.xpath("//a[@rel='next']/@href")


def test_a_former_address_leads_to_where_its_record_is(folder):
    feed = (folder / "index.atom").read_text()
    assert reverse("talk_short", args=[rows["talk"].pk]) in feed  # it stands for the site's own address
    assert not (folder / "i").exists()


def test_two_exports_of_one_base_are_the_same(folder):
    said = [
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (folder, folder.with_name("again"))
    ]
    assert said[0] == said[1]


@pytest.mark.django_db(transaction=True)
def test_a_site_that_does_not_know_its_own_name_leaves_nothing(tmp_path, settings):
    settings.SITE_URL = "https://ailleurs.exemple.fr"
    settings.ALLOWED_HOSTS = ["testserver"]
    with pytest.raises(CommandError) as refused:
        call_command("export_site", tmp_path / "site", static=True)
    assert "ALLOWED_HOSTS" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/en/", "en/index.html"),
        ("/themes/eau/", "themes/eau/index.html"),
        ("/themes/eau/?page=2", "themes/eau/page-2.html"),
        ("/themes/eau.atom", "themes/eau.atom"),
        ("/c/12", "c/12.html"),
        ("/media/a%20b.webp", "media/a b.webp"),
    ],
)
def test_an_address_has_a_file(address, path):
    assert path_of(address) == path


def test_words_are_found_whatever_their_accents_case_and_plural():
    index = Index("recherche/index.html")
    page = html.document_fromstring(
        "<title>L’Élu · site</title><meta name=description content=lede>"
        "<main><h1>L’Élu</h1><p>Les Réverbères connectés</p></main>"
    )
    index.add(page, "citations/1/index.html", "citation")
    assert index.pages == [["citation", "L’Élu", "../citations/1/index.html", "lede"]]
    assert sorted(index.words) == ["connecte", "elu", "les", "reverbere"]
