"""Each kind of page, by a machine's eyes."""

import gzip

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from events.models import Event, Talk
from exchange.models import Import
from members.models import Application
from quotes.models import Quote, Source, Tweet
from recaps import deciding
from recaps.models import Proposal
from smartcity import guide
from smartcity.invented.collection import invent_and_index
from smartcity.sitemaps import LISTS
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.journeys.eyes import faults
from themes.models import Theme

pytestmark = pytest.mark.django_db(transaction=True)

NO_LISTS = ["quotes:search", "search", "account_login", "account_reset_password", "account_signup"]
MODELS = {
    "themes": [Theme], "speakers": [Speaker, Organization], "events": [Event, Talk], "quotes": [Source, Quote, Tweet],
}  # fmt: skip
DEEDS = ["change", "delete"]


def public_pages():
    """The lists, the fullest row of each kind, each kind of quote, and pages of which little is known."""
    talk = Talk.objects.annotate(size=Count("quotes")).order_by("-size").first()
    theme = Theme.objects.annotate(size=Count("themedtalk_set")).order_by("-size").first()
    rows = [
        Event.objects.annotate(size=Count("talks")).order_by("-size").first(),
        make.event(starts_on=None),
        *Talk.objects.filter(pk__in=[talk.pk, make.talk().pk]),
        theme,
        make.theme(name="un thème au nom anticonstitutionnellement long " * 2),
        Speaker.objects.annotate(size=Count("quotes")).order_by("-size").first(),
        make.speaker(),
        Organization.objects.annotate(size=Count("appearances")).order_by("-size").first(),
        Quote.objects.verbatim().filter(source__isnull=False).first(),
        Quote.objects.filter(tweet__isnull=False).first(),
        Quote.objects.paraphrases().first(),
        make.quote(text="Anticonstitutionnellement" * 6),
        Tweet.objects.first(),
        make.tweet(text="https://exemple.fr/" + "adresse" * 30),
    ]
    return [
        *map(reverse, [*LISTS, *NO_LISTS]),
        reverse("legal", args=["accessibilite"]),
        *(row.get_absolute_url() for row in rows),
        f"{Quote.objects.verbatim().first().get_absolute_url()}partager/",
        reverse("quotes:quote_embed", args=[Quote.objects.paraphrases().first().pk]),
        reverse("quotes:quote_embed", args=[Quote.objects.verbatim().first().pk]),
        f"{theme.get_absolute_url()}?avec={Theme.objects.last().slug}",
        f"{reverse('quotes:quote_list')}?annee=2015&langue=fr",
        f"{reverse('speakers:speaker_list')}?lettre=m",
        reverse("quotes:year", args=[2015]),
        reverse("quotes:town", args=[Event.objects.exclude(city="").first().city_slug]),
        f"{talk.get_absolute_url()}citer/",
        *(f"{row.get_absolute_url()}citer/" for row in rows if isinstance(row, (Quote, Tweet))),
        f"{reverse('search')}?q=ville",
        f"{reverse('search')}?q=rien+du+tout",
        "/en/",
        f"/en{talk.get_absolute_url()}",
        "/une/adresse/perdue/",
    ]


def member_pages():
    address = reverse("quotes:search")
    return [
        address,
        f"{address}?q=ville",
        f"{address}?q=rien+du+tout",
        f"{address}?kind=tweet",
        *map(reverse, ("account", "account_change_password", "account_email", "mfa_index", "account_sessions")),
        reverse("alerts:alert_list"),
        f"{reverse('alerts:follow_search')}?q=ville",
    ]


def admin_pages():
    pages = [reverse("admin:index"), reverse("styleguide")]
    pages += map(guide.address, sorted(guide.names()))
    for app, models in MODELS.items():
        for model in models:
            name = f"admin:{app}_{model._meta.model_name}"
            key = [model.objects.first().pk]
            pages += [reverse(f"{name}_changelist"), *(reverse(f"{name}_{page}", args=key) for page in DEEDS)]
    people = ("members_application_changelist", "members_invitation_changelist", "members_invitation_add")
    Application.objects.create(user=make.user(), reason="Pour chercher.")
    pages += [reverse("admin:quotes_quote_add"), *(reverse(f"admin:{name}") for name in people)]
    return [*pages, *recap_pages(), *import_pages()]


def recap_pages():
    """Bringing an article in, and reviewing it: with each kind of proposal, a tweet around a quote, a decision made."""
    recap, quote = make.recap(words="la ville est un organisme vivant", event=make.event())
    for start, kind in enumerate(Proposal.Kind.values):
        recap.proposals.create(
            kind=kind, start=start * 2, end=40, fields={"name": "Camille Martin", "title": "Un exposé"}
        )
    deciding.reject(quote, by=make.user(role="curator"))
    names = ("recaps_recap_about", "recaps_recap_change")
    return [
        *map(reverse, ("admin:recaps_recap_changelist", "admin:recaps_recap_add")),
        *(reverse(f"admin:{name}", args=[recap.pk]) for name in names),
    ]


def import_pages():
    """Bringing a file in, and saying what its columns are."""
    headers, row = ["Titre", "Intervenant", "Premier jour"], ["Le parc", "Ana Roux, maire", "08/07/2027"]
    columns = {"headers": headers, "examples": [row], "guesses": {"Titre": "title"}}
    table = Import.objects.create(name="t.csv", state=Import.State.COLUMNS, columns=columns)
    return [reverse("admin:exchange_import_add"), reverse("admin:exchange_import_columns", args=[table.pk])]


def opened_by(role, context, url):
    """A page of `context` on which somebody of that role is logged in."""
    context.clear_cookies()
    if role:
        client = Client()
        client.force_login(make.user(role=role))
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    return context.new_page()


PAGES = {None: public_pages, "member": member_pages, "curator": admin_pages}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_a_fault_in_light_nor_dark(browser, live_server, role, width):
    call_command("load_seed", verbosity=0)
    with browser.new_context(locale="fr-FR", viewport={"width": width, "height": 800}) as context:
        page = opened_by(role, context, live_server.url)
        assert faults(page, live_server.url, PAGES[role]()) == {}


SCREEN, SCREENS = {"width": 390, "height": 844}, 8  # of a phone
WEIGHT = 60_000  # compressed bytes of a page


def test_no_page_of_a_large_collection_is_too_long_for_a_phone_nor_too_heavy(browser, live_server, client):
    invent_and_index()
    make.quote(tweet=(tweet := make.tweet()), event=tweet.event)
    largest = Event.objects.annotate(size=Count("talks")).order_by("-size")[:6]
    addresses = [*public_pages(), *(event.get_absolute_url() for event in largest)]
    addresses.append(reverse("exchange:api_documentation"))
    with browser.new_context(locale="fr-FR", viewport=SCREEN) as context:
        page, heights = context.new_page(), {}
        for address in addresses:
            page.goto(live_server.url + address)
            heights[address] = page.evaluate("document.documentElement.scrollHeight")
    assert {one: height for one, height in heights.items() if height > SCREENS * SCREEN["height"]} == {}
    weights = {address: len(gzip.compress(client.get(address).content)) for address in addresses}
    assert {one: weight for one, weight in weights.items() if weight > WEIGHT} == {}


def test_what_a_talk_said_is_one_fold_on_a_phone_and_all_there_on_a_wide_page_and_on_paper(browser, live_server):
    talk = make.talk()
    for number in range(4):
        make.quote(talk=talk, text=f"Ce qui fut dit {number}")
    with browser.new_context(locale="fr-FR", viewport=SCREEN) as context:
        page = context.new_page()
        page.goto(live_server.url + talk.event.get_absolute_url())
        words, fold = page.get_by_text("Ce qui fut dit"), page.locator(".words-there > summary")
        assert (fold.inner_text().splitlines()[0], seen(words)) == ("4 propos", 0)
        fold.click()
        assert seen(words) == 4
        fold.click()
        page.emulate_media(media="print")
        assert seen(words) == 4
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1280, "height": 800})
        assert (seen(words), seen(fold)) == (2, 0)


def seen(things):
    return sum(thing.is_visible() for thing in things.all())
