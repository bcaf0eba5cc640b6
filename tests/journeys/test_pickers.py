"""Choosing records in the pickers of the admin, with the keyboard above all."""

from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import expect

from curation.models import Revision
from events.models import Appearance
from speakers.models import Speaker
from tests import builders as b
from tests.journeys.eyes import flaws, violations
from themes.models import Theme

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"laptop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def desk(browser, live_server, request):
    """An editor's browser: `desk(path)` opens a page of the admin."""
    client = Client()
    client.force_login(b.user(role="editor"))
    with browser.new_context(locale="fr-FR", viewport=request.param) as context:
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()

        def open_page(path):
            page.goto(f"{live_server.url}/admin/{path}")
            page.wait_for_load_state()
            return page

        yield open_page


def opened(page, field):
    page.locator(f".field-{field} .select2-selection").first.click()
    return page.locator(".select2-search__field").last


def options(page):
    return page.locator(".select2-results [role=option]")


def chosen(page, field):
    return page.locator(f".field-{field} .select2-selection__rendered").first


def test_gouv_and_enter_take_gouvernance_however_fast(desk):
    b.theme(name="action")
    b.theme(name="e-gouvernement")
    b.theme(name="participation", synonyms="gouvernement ouvert")
    b.theme(name="gouvernance")
    page = desk("themes/theme/add/")
    opened(page, "parent").press_sequentially("gouv")
    page.keyboard.press("Enter")
    expect(chosen(page, "parent")).to_contain_text("gouvernance")
    opened(page, "parent").press_sequentially("gouvernement ouvert")
    expect(options(page)).to_have_text(
        ["participationsynonyme : gouvernement ouvert", "Créer le thème « gouvernement ouvert »"]
    )
    page.keyboard.press("Enter")
    expect(chosen(page, "parent")).to_contain_text("participation")


def test_what_is_chosen_already_does_not_stay_under_enter(desk):
    other, theme = b.theme(name="e-gouvernement"), b.theme(name="gouvernance")
    page = desk(f"themes/theme/add/?parent={other.pk}")
    opened(page, "parent").press_sequentially("gouv")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("Enter")
    expect(page.locator("#id_parent")).to_have_value(str(theme.pk))


def test_two_people_of_one_name_are_told_apart_before_and_after(desk):
    b.speaker(name="Henri Jourdain", headline="maire de Brest")
    scholar = b.speaker(name="Henri Jourdain", headline="chercheur en histoire")
    page = desk("quotes/quote/add/")
    opened(page, "speaker").fill("jourdain")
    expect(options(page)).to_have_text(
        ["Henri Jourdainmaire de Brest", "Henri Jourdainchercheur en histoire", "Créer la personne « jourdain »"]
    )
    # Select2 hangs its list at the end of the page, outside of its regions.
    assert [fault for fault in violations(page) if not fault.startswith("region")] == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(chosen(page, "speaker")).to_contain_text("chercheur en histoire")
    expect(chosen(page, "speaker")).to_have_attribute("title", "Henri Jourdain — chercheur en histoire")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(chosen(page, "speaker")).to_contain_text("chercheur en histoire")
    assert flaws(page) == []
    page.locator("#id_text").fill("Les archives sont un trésor.")
    opened(page, "event").press_sequentially("Nuit")
    expect(page.locator(".select2-results__message")).to_have_text("Aucun résultat trouvé")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    assert page.locator("#id_speaker").input_value() == str(scholar.pk)


def test_a_person_is_made_in_place(desk):
    talk = b.talk(event=b.event(starts_on=date(2024, 6, 1), status="draft"), status="draft")
    page = desk(f"events/talk/{talk.pk}/change/")
    page.locator("#appearances-group").get_by_role("button", name="Ajouter une personne").click()
    opened(page, "speaker").press_sequentially("Solveig Arrembourg")
    expect(options(page)).to_have_text(["Créer la personne « Solveig Arrembourg »"])
    page.keyboard.press("Enter")
    expect(chosen(page, "speaker")).to_contain_text("Solveig Arrembourg")
    expect(chosen(page, "speaker")).to_contain_text("brouillon")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    person = Speaker.objects.get()
    assert Appearance.objects.get().speaker == person
    assert Revision.objects.of(person).get().action == "added"


def test_enter_in_haste_makes_nothing(desk):
    b.speaker(name="Anne Le Roux")
    page = desk("quotes/quote/add/")
    opened(page, "speaker").press_sequentially("Anne Leroux")
    page.keyboard.press("Enter")
    expect(options(page)).to_have_text(["Créer la personne « Anne Leroux »"])
    assert Speaker.objects.count() == 1


def test_a_name_that_is_there_is_a_question(desk):
    mayor = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    page = desk("quotes/quote/add/")
    for answer in ("Annuler", "Escape", "maire de Brest", "En créer une autre quand même"):
        opened(page, "speaker").fill("Henri Jourdain")
        page.get_by_role("option", name="Créer une autre personne nommée « Henri Jourdain »").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("« Henri Jourdain » est déjà là. Est-ce la même personne ?")
        if answer == "Escape":
            assert flaws(page) == []
            page.keyboard.press("Enter")
            expect(dialog).to_be_visible()
            page.keyboard.press(answer)
        else:
            dialog.get_by_role("button", name=answer).click()
        expect(dialog).to_have_count(0)
        if answer == "maire de Brest":
            expect(page.locator("#id_speaker")).to_have_value(str(mayor.pk))
        else:
            expect(chosen(page, "speaker")).not_to_contain_text("maire")
    expect(chosen(page, "speaker")).to_contain_text("Henri Jourdain")
    assert Speaker.objects.count() == 2


def test_themes_are_made_among_many(desk):
    theme = b.theme(name="ville")
    page = desk("quotes/quote/add/")
    field = opened(page, "themes")
    field.press_sequentially("vil")
    page.keyboard.press("Enter")
    expect(page.locator(".field-themes .select2-selection__choice")).to_have_count(1)
    opened(page, "themes").press_sequentially("frugalité")
    page.get_by_role("option", name="Créer le thème « frugalité »").click()
    expect(page.locator(".field-themes .select2-selection__choice")).to_have_count(2)
    made = Theme.objects.get(name="frugalité")
    assert set(page.locator("#id_themes").evaluate("it => [...it.selectedOptions].map(o => o.value)")) == {
        str(theme.pk),
        str(made.pk),
    }


def test_what_cannot_be_made_is_said(desk):
    page = desk("quotes/quote/add/")
    page.route("**/creer/", lambda route: route.abort())
    opened(page, "speaker").fill("Anne Le Roux")
    page.get_by_role("option", name="Créer la personne « Anne Le Roux »").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("La fiche n’a pas été créée : réessayez.")
    dialog.get_by_role("button", name="Annuler").click()
    expect(dialog).to_have_count(0)
    assert not Speaker.objects.exists()
