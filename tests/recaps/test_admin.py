"""The pages of the curator who brings an article in and reviews it, as plain forms."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation import history, merging
from quotes.models import Quote, Tweet
from recaps.models import Proposal, Recap
from speakers.models import Speaker
from tests import builders as b

pytestmark = pytest.mark.django_db
ADD = "/admin/recaps/recap/add/"


def review(recap):
    return reverse("admin:recaps_recap_change", args=[recap.pk])


def decide(client, proposal, action, **fields):
    address = reverse("admin:recaps_recap_decide", args=[proposal.recap_id])
    return client.post(address, {"proposal": proposal.pk, "action": action, **fields}, follow=True)


def test_a_pasted_page_leads_to_what_it_says_of_itself_then_to_the_review(curator):
    page = "<html><head><title>Le compte rendu</title></head><body><p>« Tout change », dit Anne Roy.</p></body></html>"
    response = curator.post(ADD, {"text": page}, follow=True)
    recap = Recap.objects.get()
    assert response.redirect_chain[-1][0] == reverse("admin:recaps_recap_about", args=[recap.pk])
    assert (recap.title, recap.added_by, bytes(recap.pasted)) == ("Le compte rendu", curator.person, page.encode())
    event = b.event(title="Assises")
    response = curator.post(response.redirect_chain[-1][0], {"title": "Un titre", "event": event.pk}, follow=True)
    recap.refresh_from_db()
    assert (recap.title, recap.event, recap.source.event) == ("Un titre", event, event)
    assert "Anne Roy" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "l’un des trois"),
        ({"text": "un texte", "address": "https://exemple.fr/"}, "l’un des trois"),
        ({"address": "ftp://exemple.fr/"}, "Donnez une adresse complète"),
        ({"text": "mot " * 1_250_001}, "C’est trop long"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}, "n’est pas lu"),
    ],
    ids=["nothing", "two", "scheme", "long", "pdf"],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_is_still_there(curator, fields, sentence):
    text = curator.post(ADD, fields).content.decode()
    assert sentence in text
    assert fields.get("text", "") in text
    assert not Recap.objects.exists()


def test_a_text_that_is_there_leads_to_its_review(curator):
    recap, _ = b.recap()
    response = curator.post(ADD, {"text": recap.canonical}, follow=True)
    assert response.redirect_chain[-1][0] == review(recap)
    assert "déjà là" in response.content.decode()


def test_the_review_shows_scripts_as_words(curator):
    words = "<script>alert(1)</script> & <b>gras</b>"
    recap, _ = b.recap(text=f"Camille Martin dit « {words} » à la salle.", words=words)
    text = curator.get(review(recap)).content.decode()
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;gras&lt;/b&gt;") >= 2


@pytest.mark.parametrize(
    ("kind", "fields", "days"),
    [
        (Proposal.Kind.TWEET, {"handle": "kawaa_co", "date": "2015-07-08"}, ["8 juillet 2015"]),
        (Proposal.Kind.EVENT, {"name": "Assises", "date": "2015-07-08"}, ["8 juillet 2015"]),
        (
            Proposal.Kind.EVENT,
            {"name": "Assises", "date": "2015-07-08", "ends_on": "2015-08-01"},
            ["8 juillet", "1er août 2015"],
        ),
        (Proposal.Kind.EVENT, {"name": "Assises"}, []),
    ],
)
def test_a_card_tells_days_as_pages_do(curator, kind, fields, days):
    recap, _ = b.recap(kind=kind, fields=fields)
    card = curator.get(review(recap)).content.decode().partition('class="card-who"')[2].partition("</p>")[0]
    assert [shown.partition("</time>")[0].partition(">")[2] for shown in card.split("<time")[1:]] == days


def test_each_button_decides_and_leads_to_the_next_proposal(curator):
    recap, first = b.recap(event=b.event())
    second = recap.proposals.create(kind="speaker", start=0, end=14, fields={"name": "Camille Martin"})
    response = decide(curator, second, "later")
    assert response.redirect_chain[-1][0].endswith(f"#proposition-{first.pk}")
    decide(curator, first, "accept")
    first.refresh_from_db()
    assert (first.state, first.decided_by, Quote.objects.get().text) == ("accepted", curator.person, "des mots dits")
    decide(curator, first, "undo")
    assert not Quote.objects.exists()
    decide(curator, first, "reject")
    first.refresh_from_db()
    assert first.state == "rejected"


def test_an_edit_that_is_wrong_keeps_what_was_typed(curator):
    recap, proposal = b.recap(kind=Proposal.Kind.TWEET, event=b.event(), fields={"handle": "kawaa_co"})
    prefix = f"p{proposal.pk}"
    typed = {f"{prefix}-text": "un autre texte", f"{prefix}-handle": "", f"{prefix}-date": "demain"}
    response = decide(curator, proposal, "edit", **typed)
    text = response.content.decode()
    assert "un autre texte" in text
    assert "Saisissez une date valide" in text
    assert not Tweet.objects.exists()
    decide(curator, proposal, "edit", **typed | {f"{prefix}-handle": "@kawaa", f"{prefix}-date": "2015-07-08"})
    tweet = Tweet.objects.get()
    assert (tweet.text, tweet.handle, str(tweet.posted_on)) == ("un autre texte", "kawaa", "2015-07-08")


def test_what_is_missing_is_said_and_the_proposal_waits(curator):
    _, proposal = b.recap()
    text = decide(curator, proposal, "accept").content.decode()
    assert "Dites d’abord de quel évènement" in text
    proposal.refresh_from_db()
    assert proposal.is_open


def test_words_are_marked_by_hand(curator):
    recap, _ = b.recap(event=b.event())
    address = reverse("admin:recaps_recap_mark", args=[recap.pk])
    typed = {"mark-kind": "quote", "mark-words": "à la salle", "mark-speaker": "Anne Roy"}
    curator.post(address, typed)
    proposal = recap.proposals.get(by_hand=True)
    assert (proposal.text, proposal.fields, proposal.because) == (
        "à la salle",
        {"speaker": "Anne Roy"},
        "marqué à la main",
    )
    assert "Ce passage est déjà proposé" in curator.post(address, typed).content.decode()
    wrong = curator.post(address, typed | {"mark-words": "ailleurs"}).content.decode()
    assert "Ces mots ne sont pas dans l’article" in wrong
    assert "ailleurs" in wrong


def test_a_finished_recap_says_what_came_of_it(curator):
    recap, proposal = b.recap(event=b.event())
    response = decide(curator, proposal, "accept")
    assert "Tout est décidé" in response.content.decode()
    assert "1 acceptées" in response.content.decode()


def test_the_home_says_what_waits_and_since_when(curator):
    b.recap()
    waiting = dict(curator.get("/admin/").context["waiting"])
    [(label, count, address, since)] = waiting["comptes rendus"]
    assert (str(label), count) == ("à relire", 1)
    assert since is not None
    assert curator.get(address).context["cl"].result_count == 1


def test_a_quote_leads_back_to_its_place_and_its_page_says_that_it_was_checked(curator, client):
    recap, proposal = b.recap(event=b.event())
    decide(curator, proposal, "accept")
    quote = Quote.objects.get()
    text = curator.get(reverse("admin:quotes_quote_change", args=[quote.pk])).content.decode()
    assert f"{review(recap)}#proposition-{proposal.pk}" in text
    page = quote.get_absolute_url()
    assert "Citation vérifiée mot à mot" in curator.get(page).content.decode()
    Quote.objects.filter(pk=quote.pk).update(text="d’autres mots")
    assert "Citation vérifiée" not in curator.get(quote.get_absolute_url(), follow=True).content.decode()


@pytest.mark.parametrize("times", [1, 3, 43])
def test_the_review_costs_the_same_however_much_was_found(curator, times, django_assert_num_queries):
    text = "Camille Martin dit « des mots dits » à la salle. " * 300
    recap, _ = b.recap(text=text, event=b.event())
    fields = {"speaker": "Camille Martin", "handle": "qui", "label": "ville", "title": "T"}
    for number, kind in enumerate(Proposal.Kind.values * times):
        name = {"name": f"Nom {number}"}
        recap.proposals.create(kind=kind, start=number * 10, end=number * 10 + 9, fields=fields | name)
    curator.get(review(recap))
    with django_assert_num_queries(16):
        curator.get(review(recap))


HOMONYMS = (
    "Henri Jourdain, chercheur en histoire, a présenté ses archives."
    " « Les archives municipales sont un trésor », a expliqué Henri Jourdain."
)


@pytest.fixture
def homonyms():
    return [b.speaker(name="Henri Jourdain", headline=told) for told in ("maire de Brest", "chercheur en histoire")]


def with_homonyms(event=None):
    words = "Les archives municipales sont un trésor"
    return b.recap(text=HOMONYMS, words=words, event=event or b.event(), fields={"speaker": "Henri Jourdain"})


def test_the_card_asks_who_is_meant_with_what_tells_them_apart_and_nothing_chosen(curator, homonyms):
    recap, _ = with_homonyms()
    text = curator.get(review(recap)).content.decode()
    card = text[text.index("data-card") :]
    assert "Qui est « Henri Jourdain » ?" in card
    assert "maire de Brest" in card
    assert "chercheur en histoire" in card
    assert "Une nouvelle personne" in card
    assert " checked" not in card


def test_a_question_that_is_not_answered_is_asked_again_on_its_card(curator, homonyms):
    recap, proposal = with_homonyms()
    text = decide(curator, proposal, "accept").content.decode()
    assert "Dites d’abord qui est « Henri Jourdain »." in text
    assert not Quote.objects.exists()
    name = f"p{proposal.pk}-who-henri-jourdain"
    decide(curator, proposal, "accept", **{name: str(homonyms[1].pk)})
    assert Quote.objects.get().speaker == homonyms[1]


def test_a_name_that_was_typed_is_asked_for_and_what_was_typed_is_still_there(curator, homonyms):
    words = "des mots dits"
    recap, proposal = b.recap(words=words, event=b.event())
    prefix = f"p{proposal.pk}"
    typed = {f"{prefix}-text": "des mots", f"{prefix}-speaker": "Henri Jourdain", f"{prefix}-attribution": ""}
    text = decide(curator, proposal, "edit", **typed).content.decode()
    assert "Qui est « Henri Jourdain » ?" in text
    assert 'value="Henri Jourdain"' in text
    assert not Quote.objects.exists()
    decide(curator, proposal, "edit", **typed, **{f"{prefix}-who-henri-jourdain": str(homonyms[0].pk)})
    assert (Quote.objects.get().text, Quote.objects.get().speaker) == ("des mots", homonyms[0])


def test_a_page_that_was_open_before_somebody_came_is_asked_again(curator):
    recap, proposal = b.recap(event=b.event())
    name = f"p{proposal.pk}-who-camille-martin"
    assert f'name="{name}-seen" value=""' in curator.get(review(recap)).content.decode()
    there = b.speaker(name="Camille Martin")
    text = decide(curator, proposal, "accept", **{name: "new", f"{name}-seen": ""}).content.decode()
    assert "Une autre fiche est venue depuis" in text
    assert not Quote.objects.exists()
    decide(curator, proposal, "accept", **{name: str(there.pk), f"{name}-seen": str(there.pk)})
    assert Quote.objects.get().speaker == there


def test_a_choice_that_is_no_candidate_is_refused(curator, homonyms):
    other = b.speaker(name="Anne Roy")
    _, proposal = with_homonyms()
    text = decide(curator, proposal, "accept", **{f"p{proposal.pk}-who-henri-jourdain": str(other.pk)}).content.decode()
    assert "errorlist" in text
    assert not Quote.objects.exists()


def test_words_that_are_there_are_used_unless_another_is_asked_for(curator):
    event, person = b.event(), b.speaker(name="Camille Martin")
    held = b.quote(text="des mots dits", event=event, speaker=person)
    recap, proposal = b.recap(event=event)
    assert str(held) in curator.get(review(recap)).content.decode()
    decide(curator, proposal, "accept", **{f"p{proposal.pk}-itself": str(held.pk)})
    assert [span.recap for span in held.spans.all()] == [recap]
    decide(curator, proposal, "undo")
    decide(curator, proposal, "accept", **{f"p{proposal.pk}-itself": "new"})
    assert Quote.objects.filter(text="des mots dits").count() == 2


def test_the_button_for_all_says_that_the_person_is_new_and_is_not_there_for_a_question(curator, homonyms):
    text = "Anne Roy dit « des mots dits » et « des mots redits », Henri Jourdain « oui à tout » et « non à tout »."
    recap, first = b.recap(text=text, event=b.event(), fields={"speaker": "Anne Roy"})
    for words, name in {
        "des mots redits": "Anne Roy",
        "oui à tout": "Henri Jourdain",
        "non à tout": "Henri Jourdain",
    }.items():
        start = text.index(words)
        recap.proposals.create(
            kind="quote", start=start, end=start + len(words), fields={"speaker": name}, confidence=0.95
        )
    page = curator.get(review(recap)).content.decode()
    assert "Anne Roy, nouvelle personne : accepter les 2 certaines" in page
    assert "Henri Jourdain : accepter" not in page


def test_a_record_that_is_gone_is_told_as_gone_and_by_whom(curator):
    recap, proposal = b.recap(event=b.event())
    decide(curator, proposal, "accept")
    history.delete(Quote.objects.get(), by=curator.person)
    text = curator.get(review(recap)).content.decode()
    assert "La fiche n’est plus là : Claire l’a supprimée" in text
    assert "la fiche</a>" not in text
    decide(curator, proposal, "undo")
    proposal.refresh_from_db()
    assert proposal.is_open


def test_a_record_that_was_merged_is_told_with_the_one_that_was_kept(curator):
    recap, proposal = b.recap(kind="speaker", event=b.event(), fields={"name": "Camille Martin"})
    decide(curator, proposal, "accept")
    kept = b.speaker(name="Camille Martin-Roy")
    merging.merge(kept, Speaker.objects.get(name="Camille Martin"), by=curator.person)
    assert "l’a fusionnée avec « Camille Martin-Roy »" in curator.get(review(recap)).content.decode()


def test_what_stays_when_a_decision_is_undone_is_said(curator):
    recap, proposal = b.recap(event=b.event())
    decide(curator, proposal, "accept")
    quote = Quote.objects.get()
    quote.context = "Dit en riant."
    quote.save()
    assert "elle reste comme elle est" in decide(curator, proposal, "undo").content.decode()


def test_the_language_and_the_source_follow_what_is_corrected(curator):
    curator.post(ADD, {"text": "The city changes, and that is all that was said in this room."})
    recap = Recap.objects.get()
    about = reverse("admin:recaps_recap_about", args=[recap.pk])
    assert "Langue" in curator.get(about).content.decode()
    curator.post(about, {"title": "What was said", "author": "A. Roy", "language": "en", "published_on": "2024-03-06"})
    recap.refresh_from_db()
    assert (recap.language, recap.source.language, recap.source.title) == ("en", "en", "What was said")
    assert (recap.source.author, str(recap.source.published_on)) == ("A. Roy", "2024-03-06")


def test_an_address_of_another_source_is_refused_and_named(curator):
    held = b.source(title="Le premier article", url="https://journal.example/a")
    recap, _ = b.recap()
    about = reverse("admin:recaps_recap_about", args=[recap.pk])
    text = curator.post(about, {"title": "Le second", "address": "http://www.journal.example/a/"}).content.decode()
    assert "Une source a déjà cette adresse" in text
    assert f'href="/admin/quotes/source/{held.pk}/change/">Le premier article</a>' in text
