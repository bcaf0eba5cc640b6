"""A decision is answered by what it changed of the page, where the page asks for that alone."""

import json

import pytest
from django.urls import reverse

from quotes.models import Quote
from reading.document import Document
from recaps import deciding, intake
from tests import builders as b

pytestmark = pytest.mark.django_db
TEXT = (
    "Jean Dupond, maire de Brest, a parlé. « Semons tôt », a dit Jean Dupond. « Récoltons », a dit Jean Dupond. Paul"
    " Roy, luthier, est venu. « Chantons ensemble », a dit Paul Roy."
)


@pytest.fixture
def recap(curator):
    return intake.add(Document(TEXT), pasted=b"", by=curator.person, event=b.event())[0]


def decide(client, proposal, action, query="", **fields):
    """(the answer, what follows)"""
    address = reverse("admin:recaps_recap_decide", args=[proposal.recap_id]) + query
    response = client.post(
        address, {"proposal": proposal.pk, "action": action, **fields}, headers={"HX-Request": "true"}
    )
    following = json.loads(response.headers.get("HX-Trigger-After-Settle", "{}")).get("recap:following")
    return response.content.decode(), following and following["card"]


def quotes(recap):
    return recap.proposals.filter(kind="quote").in_order()


def cards(text):
    return {int(part.partition('"')[0]) for part in text.split('data-card="')[1:]}


def test_the_answer_has_the_cards_that_changed_the_counters_and_where_to_go_on(curator, recap):
    first, second, other = quotes(recap)
    jean, paul = recap.proposals.filter(kind="speaker").in_order()
    text, following = decide(curator, first, "accept")
    assert cards(text) == {first.pk, second.pk, jean.pk}  # those of the person, who is known by now
    assert "<html" not in text
    assert 'id="progress" data-hx-swap-oob="true"' in text
    assert "2 sur 5 décidées" in text
    assert following == second.pk
    text, following = decide(curator, other, "reject")
    assert cards(text) == {other.pk, paul.pk}
    text, following = decide(curator, other, "undo")
    assert (other.pk in cards(text), following) == (True, other.pk)


def test_who_comes_second_is_told_and_sees_what_was_decided(curator, recap):
    first = quotes(recap)[0]
    deciding.reject(first, by=b.user(role="curator", name="Paul"))
    text, following = decide(curator, first, "accept")
    assert "Paul a déjà décidé" in text
    assert f'id="proposition-{first.pk}" class="card kind-quote is-rejected"' in text
    assert (following, Quote.objects.count()) == (first.pk, 0)


def test_a_question_that_is_not_answered_is_asked_on_the_card(curator, recap):
    for told in ("maire de Rennes", "luthier"):
        b.speaker(name="Jean Dupond", headline=told)
    text, following = decide(curator, quotes(recap)[0], "accept")
    assert "Dites d’abord qui est" in text
    assert following == quotes(recap)[0].pk


def test_what_the_page_shows_no_more_is_taken_off_it(curator, recap):
    first = quotes(recap)[0]
    text, _ = decide(curator, first, "reject", "?etat=a-decider")
    assert f'<li id="proposition-{first.pk}" data-hx-swap-oob="delete">' in text
    assert first.pk not in cards(text)


def test_a_name_that_is_corrected_changes_the_other_cards_at_once(curator, recap):
    first, second, _ = quotes(recap)
    prefix = f"p{first.pk}"
    typed = {f"{prefix}-text": "Semons tôt", f"{prefix}-speaker": "Jean Dupont", f"{prefix}-attribution": ""}
    text, _ = decide(curator, first, "edit", **typed)
    assert second.pk in cards(text)
    assert "Jean Dupont" in text[text.index(f'data-card="{second.pk}"') :]


def test_the_last_decision_of_all_says_what_came_of_it(curator, recap):
    left = list(recap.proposals.open())
    for proposal in left:
        text, following = decide(curator, proposal, "reject")
    assert "Tout est décidé" in text
    assert following is None
