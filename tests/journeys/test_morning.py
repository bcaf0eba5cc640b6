"""A curator's morning: an event with its programme, its people, quotes, tweets and a photo, published and seen.

Loads of pages are counted, and clicks and keys of navigation; what is typed or pasted is not.
"""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from events.models import Event
from quotes.models import Quote, Tweet
from speakers.models import Speaker
from tests import builders as b

pytestmark = pytest.mark.django_db(transaction=True)
MOST_LOADS, MOST_ACTS = 12, 60
PROGRAMME = """9 h Ouvrir la rue — Anne Roy, maire, Ville de Brume
9 h 45 Compter les arbres — Bo Lind, botaniste, Jardin des Salins ; Zoé Dupont, géographe
11 h Table ronde : les quais — animée par Paul Vidal, journaliste, Le Courrier
14 h Réparer plutôt que jeter — Inès Marchal, luthière
15 h 30 Clôture — Rémi Faure, président, Les Amis du port
"""
QUOTES = {
    "Ouvrir la rue": ("Roy", ["Une rue n’est pas un tuyau.", "On ne plante pas un arbre, on plante un quartier."]),
    "Compter les arbres": ("Lind", ["Un arbre compte double quand il fait de l’ombre.", "Le tilleul a bonne mémoire."]),
    "Réparer plutôt que jeter": ("Marchal", ["Réparer, c’est lire.", "Un violon a plusieurs vies."]),
}
TWEETS = """La salle est pleine — Ana (@ana) 8 juillet 2015 https://twitter.com/ana/status/41

On repart avec des graines — Bob (@bob) 9 juillet 2015 https://twitter.com/bob/status/42
"""


class Morning:
    """What the curator does, counted."""

    def __init__(self, page):
        self.page, self.loads, self.acts = page, 0, 0
        page.on("request", self._note)

    def _note(self, request):
        is_page = request.is_navigation_request() and request.frame == self.page.main_frame
        self.loads += is_page and request.redirected_from is None

    def click(self, locator):
        locator.click()
        self.acts += 1

    def press(self, name, within=None):
        self.click((within or self.page).get_by_role("button", name=name, exact=True))

    def choose(self, label, option, within):
        within.get_by_label(label).select_option(label=option)
        self.acts += 2  # one opens the list, one chooses

    def pick(self, field, typed, within):
        """Open a picker, type, and take what is under Enter."""
        box = within.locator(f".field-{field} .select2-selection").first
        self.click(box)
        self.page.locator(".select2-container--open .select2-search__field").fill(typed)
        expect(self.page.locator(".select2-results__option--highlighted")).to_contain_text(typed)
        self.page.keyboard.press("Enter")
        self.acts += 1
        expect(box).to_contain_text(typed)  # which the server may have to make first


@pytest.fixture
def morning(page, live_server):
    client = Client()
    client.force_login(b.user(role="curator"))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    morning = Morning(page)
    page.goto(f"{live_server.url}/admin/")
    return morning


def photo():
    file = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "JPEG")
    return {"name": "salle.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def make_event(morning):
    page = morning.page
    morning.click(page.get_by_role("link", name="Entrer un évènement"))
    page.locator("#id_title").fill("Rencontre des quais")
    page.locator("#id_starts_on").fill("2015-07-08")
    page.locator("#id_city").fill("Brume")
    morning.click(page.locator("summary", has_text="Image"))
    page.locator("#id_picture").set_input_files(photo())
    morning.acts += 2  # the button, and the file
    save = "Enregistrer et continuer"
    morning.press(save)
    expect(page.locator(".errorlist")).to_contain_text("Dites ce que l’image montre")
    page.locator("#id_picture_alt").fill("La salle, pleine")
    morning.press(save)
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Event.objects.get().picture


def write_programme(morning):
    page = morning.page
    page.get_by_label("Programme, une intervention par ligne").fill(PROGRAMME)
    morning.press("Voir ce qui est compris")
    expect(page.locator(".understood > li")).to_have_count(5)
    morning.press("Enregistrer ce programme")
    expect(page.locator(".talk-row.has_original")).to_have_count(5)
    assert Speaker.objects.count() == 6


def quote(morning):
    page = morning.page
    morning.click(page.get_by_role("link", name="Ajouter une citation"))
    form, written = page.locator("#said-form"), 0
    for title, (name, said) in QUOTES.items():
        expect(form.get_by_label("Texte")).to_be_focused()
        morning.choose("Intervention", title, form)
        morning.pick("speaker", name, form)
        if not written:
            morning.pick("source", "Le Courrier de Brume", form)
        for words in said:
            form.get_by_label("Texte").fill(words)
            morning.press("Enregistrer et ajouter une autre", form)
            written += 1
            expect(page.locator("#citations > ul > li > a")).to_have_count(written)
    told = {(one.text, one.talk.title, one.source.title) for one in Quote.objects.all()}
    assert told == {(words, title, "Le Courrier de Brume") for title, (_name, said) in QUOTES.items() for words in said}


def paste_tweets(morning):
    page = morning.page
    morning.click(page.locator("#tweets summary"))
    page.get_by_label("Tweets à coller").fill(TWEETS)
    morning.press("Ajouter en brouillons")
    expect(page.locator(".messagelist .success")).to_contain_text("2 tweets")
    assert Tweet.objects.count() == 2


def publish(morning):
    page = morning.page
    morning.click(page.get_by_role("link", name="Publier l’évènement et ce qui en dépend"))
    morning.press("Publier")
    morning.click(page.locator("#content").get_by_role("link", name="Rencontre des quais").first)
    morning.click(page.get_by_role("link", name="Voir sur le site"))
    shown = page.locator("main")
    expect(shown).to_contain_text("Rencontre des quais")
    for words in (*QUOTES, "Anne Roy", "Zoé Dupont"):
        expect(shown).to_contain_text(words)
    told = [Speaker.objects, Event.objects.get().talks, Quote.objects, Tweet.objects]
    assert [rows.public().count() for rows in told] == [6, 5, 6, 2]


def test_a_morning_takes_few_loads_and_few_clicks(morning):
    make_event(morning)
    write_programme(morning)
    quote(morning)
    paste_tweets(morning)
    publish(morning)
    assert (morning.loads <= MOST_LOADS, morning.acts <= MOST_ACTS) == (True, True), (morning.loads, morning.acts)
