"""A curator pastes an article, reviews what was found in it, and publishes the event."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import expect

from curation.models import Status
from members.models import User
from quotes.models import Quote, Tweet
from recaps import deciding
from recaps.models import Proposal, Recap
from tests import builders as b

pytestmark = pytest.mark.django_db(transaction=True)
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "atelier-smart-city-2015.txt"
MISSED = "tous pour tous"  # three words after « du » : taken for a term, and marked by hand
PASSAGES = Path(__file__).resolve().parents[1] / "reading" / "passages"

# The quotes and tweets of the seed, by their first words, and who speaks.
QUOTES = {
    "Le numérique à @Issylesmoul ?": None,
    "polycentrique, polymorphique": "Carlos Moreno",
    "le maire d’une grande ville": "Carlos Moreno",
    "comme tout organisme complexe": "Carlos Moreno",
    "cultiver leur identité": "Carlos Moreno",
    "Comment créer des services": "Carlos Moreno",
    "la ville va jouer au 21e siècle": "Xavier Dalloz",
    "on ne vit pas une révolution": "Pascale Luciani-Boyer",
    "un pour tous, tous pour un": "Pascale Luciani-Boyer",
    "le digital libère": "Harold Jarche",
    MISSED: "Pascale Luciani-Boyer",
}
TWEETS = ["1/ Après", "2/ Après", "3/ Après", "#fasmartcity @carlosmorenoFR", "@paslucianiboyer"]


@pytest.fixture
def desk(page, live_server):
    client = Client()
    client.force_login(b.user(role="curator"))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/recaps/recap/add/")
    return page


class Acts:
    """What a curator does on the page, counted: clicks, and keys that decide."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def click(self, locator):
        locator.click()
        self.count += 1

    def press(self, name):
        self.click(self.page.get_by_role("button", name=name))

    def bring_in(self, text):
        self.page.get_by_label("Texte ou code HTML").fill(text)
        self.press("Lire l’article")
        create = self.page.get_by_label("Créer cet évènement")
        if not create.is_checked():
            self.click(create)
        self.press("Relire ce qui fut trouvé")
        expect(self.page.locator("body.with-keys")).to_be_visible()  # the script listens

    def decide(self):
        """Accept what asks nothing, then what is left one by one; reject what cannot be accepted."""
        self.click(self.page.locator("#all button"))
        expect(self.page.locator("#all button")).to_have_count(0)
        waiting = self.page.locator("[data-card].is-open")
        while waiting.count():
            key = waiting.first.get_attribute("data-card")
            is_unsaid = waiting.first.get_by_text("L’article ne dit pas qui parle").count()
            self.click(waiting.first.get_by_role("button", name="Rejeter" if is_unsaid else "Accepter"))
            expect(self.page.locator(f"#proposition-{key}.is-open")).to_have_count(0)
        expect(self.page.get_by_role("heading", name="Tout est décidé")).to_be_visible()

    def publish(self, event):
        self.click(self.page.get_by_role("link", name="Relire et publier"))
        self.page.locator("#id_status").select_option("published")
        self.count += 1
        self.click(self.page.get_by_role("button", name="Enregistrer", exact=True))
        expect(self.page.locator(".success")).to_be_visible()
        event.refresh_from_db()
        assert event.status == Status.PUBLISHED


@pytest.mark.skipif(not SEED.exists(), reason="the seed's article is not beside this clone")
def test_the_seed_pasted_reviewed_and_published_yields_its_quotes_and_tweets(desk):
    acts = Acts(desk)
    acts.bring_in(SEED.read_text(encoding="utf-8"))
    recap = Recap.objects.get()
    cards = desk.locator("[data-card]").count()
    desk.keyboard.press("m")
    desk.keyboard.insert_text(MISSED)
    desk.keyboard.press("Tab")
    desk.keyboard.insert_text("Pascale Luciani-Boyer")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-card].is-current")).to_contain_text(MISSED)
    [unsaid] = [one for one in recap.proposals.filter(kind="quote") if not one.fields.get("speaker")]
    card = desk.locator(f"#proposition-{unsaid.pk}")
    acts.click(card.get_by_role("link", name="Modifier"))
    card.get_by_label("Ou attribué à").fill("un jeune, à l’Office du Tourisme")
    acts.click(card.get_by_role("button", name="Accepter ainsi"))
    expect(desk.locator(f"#proposition-{unsaid.pk}.is-accepted")).to_be_visible()
    acts.decide()
    acts.publish(recap.event)
    print(f"{cards} cards, {acts.count} clicks")
    quotes = {quote.text: quote for quote in Quote.objects.filter(kind=Quote.Kind.VERBATIM)}
    found = {start: next((q for text, q in quotes.items() if text.startswith(start)), None) for start in QUOTES}
    assert {start: quote and quote.speaker and quote.speaker.name for start, quote in found.items()} == QUOTES
    assert len(quotes) == len(QUOTES)
    assert all(quote.status == Status.DRAFT and quote.is_proved for quote in quotes.values())
    assert [sum(t.text.startswith(start) for t in Tweet.objects.all()) for start in TWEETS] == [1] * len(TWEETS)
    assert Tweet.objects.count() == len(TWEETS)
    assert acts.count * 3 <= cards


@pytest.mark.parametrize("name", ["c02-blog-journee-donnees", "c05-conseil-municipal"])
def test_an_article_is_reviewed_in_a_few_clicks(desk, name):
    acts = Acts(desk)
    acts.bring_in((PASSAGES / f"{name}.txt").read_text(encoding="utf-8"))
    cards = desk.locator("[data-card]").count()
    acts.decide()
    acts.publish(Recap.objects.get().event)
    print(f"{cards} cards, {acts.count} clicks")
    assert not Proposal.objects.open().exists()
    assert acts.count * 3 <= cards


def test_words_that_are_selected_become_a_proposal(desk):
    desk.get_by_label("Texte ou code HTML").fill(
        "😀 Rien de cité ici.\nLa ville appartient à ceux qui la font, dit la foule."
    )
    desk.get_by_role("button", name="Lire l’article").click()
    desk.get_by_role("button", name="Relire ce qui fut trouvé").click()
    article = desk.locator("[data-article]")
    article.evaluate(
        """article => {
            const text = article.firstChild, range = document.createRange();
            const start = text.data.indexOf("La ville");
            range.setStart(text, start); range.setEnd(text, start + 40);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            article.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    desk.locator("#marquer").get_by_label("Ou attribué à").fill("la foule")
    desk.get_by_role("button", name="Proposer ce passage").click()
    expect(desk.locator("[data-card].is-current")).to_contain_text("La ville appartient à ceux qui la font")
    assert Proposal.objects.get().text == "La ville appartient à ceux qui la font, "[:40].strip()


EDITION = """\
Assises du Climat : ce qu’on y a dit

Les Assises du Climat, organisées le 15 mars 2025 à Annecy, ont réuni cent personnes.

Henri Jourdain, chercheur en histoire, a présenté ses archives. « Les archives municipales sont un trésor », \
a expliqué Henri Jourdain. « Il faut les ouvrir à tous les habitants », a ajouté Henri Jourdain.

Louise Marchand, trésorière, a ouvert la journée. « Il nous faut un budget de trente mille euros », \
a déclaré Louise Marchand.
"""
CORRECTED = (
    EDITION.replace("cent personnes", "cent vingt personnes") + "\n« Nous reviendrons », a promis Louise Marchand.\n"
)


def brought_in(desk, live_server, text):
    desk.goto(f"{live_server.url}/admin/recaps/recap/add/")
    desk.get_by_label("Texte ou code HTML").fill(text)
    desk.get_by_role("button", name="Lire l’article").click()
    desk.get_by_role("button", name="Relire ce qui fut trouvé").click()
    return Recap.objects.order_by("-pk").first()


def accept(desk, proposal, *, who=None):
    card = desk.locator(f"#proposition-{proposal.pk}")
    if who:
        card.get_by_role("radio", name=re.compile(who)).check()
    card.get_by_role("button", name="Accepter").click()


def test_homonyms_an_edition_and_a_corrected_article_leave_nothing_false(desk, live_server):
    earlier = b.event(title="Assises du Climat", starts_on=date(2023, 3, 12), city="Annecy")
    mayor = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    scholar = b.speaker(name="Henri Jourdain", headline="chercheur en histoire")
    b.talk(event=earlier, speakers=[mayor])
    b.speaker(name="Louis Marchand", headline="trésorier de l’Office des forêts")
    recap = brought_in(desk, live_server, EDITION)  # whose event was offered, and made
    event = recap.proposals.get(kind="event")
    expect(desk.locator(f"#proposition-{event.pk}.is-accepted")).to_contain_text("Autre édition")
    assert recap.event.title == earlier.title
    treasure, open_to_all, budget = recap.proposals.filter(kind="quote").in_order()
    accept(desk, treasure)
    expect(desk.locator(f"#proposition-{treasure.pk}")).to_contain_text("Dites d’abord qui est")
    accept(desk, treasure, who="chercheur en histoire")
    expect(desk.locator(f"#proposition-{treasure.pk}.is-accepted")).to_be_visible()
    accept(desk, open_to_all)  # who was chosen once holds for the whole recap
    expect(desk.locator(f"#proposition-{open_to_all.pk}.is-accepted")).to_be_visible()
    expect(desk.locator(f"#proposition-{budget.pk}")).to_contain_text("une nouvelle personne")
    accept(desk, budget)
    expect(desk.locator(f"#proposition-{budget.pk}.is-accepted")).to_be_visible()
    corrected = brought_in(desk, live_server, CORRECTED)
    assert corrected.corrects == recap
    again = corrected.proposals.get(kind="quote")
    assert again.text == "Nous reviendrons"
    accept(desk, again)
    expect(desk.locator(f"#proposition-{again.pk}.is-accepted")).to_be_visible()
    told = [
        (quote.text, quote.speaker.name, quote.speaker.headline, str(quote.when.day)) for quote in Quote.objects.all()
    ]
    assert sorted(told) == [
        ("Il faut les ouvrir à tous les habitants", "Henri Jourdain", scholar.headline, "2025-03-15"),
        ("Il nous faut un budget de trente mille euros", "Louise Marchand", "trésorière", "2025-03-15"),
        ("Les archives municipales sont un trésor", "Henri Jourdain", scholar.headline, "2025-03-15"),
        ("Nous reviendrons", "Louise Marchand", "trésorière", "2025-03-15"),
    ]


def test_a_decision_is_answered_without_leaving_the_page(desk, live_server):
    recap = brought_in(desk, live_server, EDITION)
    desk.evaluate("window.stayed = true")
    first, second, _ = recap.proposals.filter(kind="quote").in_order()
    desk.locator(f"#proposition-{first.pk}").click(position={"x": 8, "y": 8})
    desk.keyboard.press("r")
    expect(desk.locator(f"#proposition-{first.pk}.is-rejected")).to_be_visible()
    expect(desk.locator(f'[href="#proposition-{first.pk}"].is-rejected')).to_have_count(1)
    expect(desk.locator(f"#proposition-{second.pk}.is-current")).to_be_focused()
    desk.keyboard.press("u")
    expect(desk.locator(f"#proposition-{first.pk}.is-open.is-current")).to_be_focused()
    desk.keyboard.press("e")
    expect(desk.locator(f"#proposition-{first.pk}").get_by_label("Texte")).to_be_focused()
    desk.keyboard.press("Escape")
    deciding.reject(first, by=b.user(role="curator", name="Paul"))
    desk.locator(f"#proposition-{first.pk}").get_by_role("button", name="Accepter").click()
    expect(desk.get_by_role("status")).to_contain_text("Paul a déjà décidé")
    expect(desk.locator(f"#proposition-{first.pk}.is-rejected")).to_be_visible()
    assert desk.evaluate("window.stayed")
    desk.context.clear_cookies(name="sessionid")
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile(r"/connexion/\?next=/admin/recaps/recap/"))


PASTED = "Anne Roy a parlé à la salle. « La ville change », a dit Anne Roy."


def log_in(desk, email):
    desk.get_by_label("Adresse").fill(email)
    desk.get_by_label("Mot de passe").fill(b.PASSWORD)
    desk.get_by_role("button", name="Se connecter", exact=True).click()


@pytest.mark.parametrize("ended", ["session", "csrf"])
def test_a_text_that_was_pasted_after_the_session_ended_is_there_after_logging_in(desk, live_server, ended):
    person, text = User.objects.get(), desk.get_by_label("Texte ou code HTML")
    text.fill(PASTED)
    if ended == "session":
        desk.context.clear_cookies(name="sessionid")
    else:  # who logs in again in another tab has another token
        other = desk.context.new_page()
        desk.context.clear_cookies()
        other.goto(f"{live_server.url}/connexion/?next=/admin/")
        log_in(other, person.email)
        expect(other).to_have_url(f"{live_server.url}/admin/")
    desk.get_by_role("button", name="Lire l’article").click()
    if ended == "session":
        log_in(desk, person.email)
    else:
        expect(desk.get_by_role("heading", name="Ce formulaire est resté ouvert trop longtemps")).to_be_visible()
        desk.goto(f"{live_server.url}/admin/recaps/recap/add/")
    expect(desk.get_by_text("Voici ce que vous aviez saisi")).to_be_visible()
    expect(text).to_have_value(PASTED)
    desk.get_by_role("button", name="Lire l’article").click()
    expect(desk.get_by_role("heading", name="Ce que dit la page")).to_be_visible()
    assert Recap.objects.get().canonical == PASTED
    desk.goto(f"{live_server.url}/admin/recaps/recap/add/")
    expect(text).to_have_value("")
    assert desk.evaluate("sessionStorage.length") == 0


def test_what_one_account_typed_is_not_shown_to_another(desk, live_server):
    desk.get_by_label("Texte ou code HTML").fill(PASTED)
    desk.context.clear_cookies(name="sessionid")
    desk.get_by_role("button", name="Lire l’article").click()
    log_in(desk, b.user(role="curator").email)
    expect(desk.get_by_role("heading", name="Nouveau compte rendu")).to_be_visible()
    expect(desk.get_by_label("Texte ou code HTML")).to_have_value("")
