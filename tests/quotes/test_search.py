import pytest

from curation.models import Status
from quotes.models import Quote
from tests import builders as make

pytestmark = pytest.mark.django_db
ADDRESS = "/citations/recherche/"


@pytest.fixture
def member(client):
    client.force_login(make.user(role="member"))
    return client


def texts(response):
    return [row.text for row in response.context["page"]]


def search(client, **words):
    response = client.get(ADDRESS, words)
    assert response.status_code == 200
    return response


def test_a_visitor_is_told_what_members_find_and_comes_back_after_login(client):
    make.quote(text="un écosystème vivant")
    response = client.get(ADDRESS, {"q": "écosystème"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "un écosystème vivant" not in html
    assert "/connexion/?next=/citations/recherche/%3Fq%3D%25C3%25A9cosyst%25C3%25A8me" in html


def test_an_account_without_the_right_is_refused_and_told_why(client):
    make.quote(text="un écosystème vivant")
    client.force_login(make.user())
    response = client.get(ADDRESS)
    assert response.status_code == 403
    assert "n’y a pas accès" in response.content.decode()
    assert "un écosystème vivant" not in response.content.decode()


@pytest.mark.parametrize("role", ["member", "editor", "curator", "administrator"])
def test_every_role_searches(client, role):
    client.force_login(make.user(role=role))
    make.quote(text="un écosystème vivant")
    assert texts(search(client, q="ecosysteme")) == ["un écosystème vivant"]


def test_nothing_of_it_is_kept_or_indexed(client, member):
    for visitor in (client, member):
        response = visitor.get(ADDRESS)
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_search_leaves_no_trace_in_the_logs(member, caplog):
    with caplog.at_level(0):
        search(member, q="confidentiel")
        member.get(ADDRESS, {"q": "confidentiel", "speaker": "personne"})
    assert "confidentiel" not in caplog.text


def test_all_words_must_be_there_whatever_their_accents_case_and_order(member):
    make.quote(text="L’élu face au numérique")
    make.quote(text="Le numérique")
    assert texts(search(member, q="NUMERIQUE elu")) == ["L’élu face au numérique"]
    assert texts(search(member, q="hiver")) == []


def test_quotes_are_narrowed_by_each_choice(member):
    person = make.speaker(name="Camille Martin", slug="camille-martin")
    theme = make.theme(slug="gouvernance")
    event = make.event(slug="atelier")
    make.quote(text="dite", speaker=person)
    make.quote(text="rapportée", kind=Quote.Kind.PARAPHRASE)
    make.quote(text="sur le thème", themes=[theme])
    make.quote(text="à l’atelier", event=event)
    assert texts(search(member, speaker="camille-martin")) == ["dite"]
    assert texts(search(member, kind="paraphrase")) == ["rapportée"]
    assert texts(search(member, theme="gouvernance")) == ["sur le thème"]
    assert texts(search(member, event="atelier")) == ["à l’atelier"]
    assert texts(search(member, event="atelier", theme="gouvernance")) == []


def test_only_verbatim_words_wear_guillemets_and_each_names_its_source(member):
    source = make.source(title="Le compte rendu", url="https://exemple.fr/a")
    make.quote(text="la ville vit", source=source)
    make.quote(text="la ville serait un majordome", kind=Quote.Kind.PARAPHRASE, source=source)
    html = search(member).content.decode()
    assert "«\u202fla ville vit\u202f»" in html
    assert "«\u202fla ville serait" not in html
    assert html.count('<a href="https://exemple.fr/a"') == 2


def test_tweets_are_searched_too(member):
    make.quote(text="la ville vit")
    make.tweet(text="la ville en tweets")
    response = search(member, q="ville")
    assert (texts(response), response.context["others"]) == (["la ville vit"], 1)
    response = search(member, q="ville", kind="tweet")
    assert (texts(response), response.context["others"]) == (["la ville en tweets"], 1)


def test_drafts_are_neither_found_nor_offered(member):
    draft = make.event(title="cachée", slug="cachee", status=Status.DRAFT)
    hidden = make.speaker(name="cachée", slug="cachee", status=Status.DRAFT)
    make.theme(name="cachée", slug="cachee", status=Status.DRAFT)
    make.quote(text="cachée 1", event=draft)
    make.quote(text="cachée 2", speaker=hidden)
    make.quote(text="cachée 3", status=Status.DRAFT)
    make.quote(text="cachée 4", source=make.source(status=Status.DRAFT))
    make.tweet(text="cachée 5", event=draft)
    response = search(member)
    assert (texts(response), response.context["others"]) == ([], 0)
    assert "cachée" not in response.content.decode()
    for field in ("speaker", "event", "theme"):
        response = search(member, **{field: "cachee"})
        assert "page" not in response.context


def test_results_page_by_twenty_and_keep_the_question(member):
    for number in range(21):
        make.quote(text=f"mot {number}")
    response = search(member, q="mot", kind="verbatim")
    assert len(texts(response)) == 20
    assert "?q=mot&amp;kind=verbatim&amp;page=2" in response.content.decode()
    assert len(texts(search(member, q="mot", kind="verbatim", page=2))) == 1


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_a_search_costs(member, django_assert_num_queries, number):
    theme = make.theme()
    event = make.event()
    for _ in range(number):
        make.quote(text="ville", event=event, speaker=make.speaker(), themes=[theme], source=make.source())
        make.tweet(text="ville", event=event, themes=[theme])
    with django_assert_num_queries(11):
        search(member, q="ville")
    with django_assert_num_queries(11):
        search(member, q="ville", kind="tweet")
