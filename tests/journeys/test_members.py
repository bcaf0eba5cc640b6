from playwright.sync_api import expect

from tests import builders as make


def test_a_visitor_logs_in_and_finds_the_words_that_were_looked_for(page, live_server):
    make.user(email="camille@exemple.fr", role="member")
    make.quote(text="un écosystème vivant")
    page.goto(f"{live_server.url}/citations/recherche/?q=ecosysteme")
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_label("Mot de passe").fill(make.PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_label("Mots")).to_have_value("ecosysteme")
    expect(page.get_by_role("figure")).to_contain_text("un écosystème vivant")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(f"{live_server.url}/")
