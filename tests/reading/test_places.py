"""A quote of an article goes to the talk in whose passage it stands, and to no other."""

import pytest
from django.utils import timezone

from recaps import deciding
from recaps.models import Proposal
from tests import builders as b

ARTICLE = (
    "Ouverture. « Bienvenue à tous », dit Ada Lovelace. "
    "Premier exposé. « La ville compte », dit Ada Lovelace. "
    "Second exposé. « La rue parle », dit Ada Lovelace. "
    "Épilogue. « À demain », dit Ada Lovelace."
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Bienvenue à tous", None),
        ("La ville compte", "Premier exposé"),
        ("La rue parle", "Second exposé"),
        ("À demain", None),
    ],
)
def test_a_quote_goes_to_the_talk_in_whose_passage_it_stands(words, title):
    curator, event = b.user(role="curator"), b.event()
    recap, proposal = b.recap(text=ARTICLE, words=words, event=event)
    for name, end in (("Premier exposé", "Second exposé"), ("Second exposé", "Épilogue")):
        recap.proposals.create(
            kind=Proposal.Kind.TALK,
            start=ARTICLE.index(name),
            end=ARTICLE.index(name) + len(name),
            fields={"title": name, "until": ARTICLE.index(end)},
            state=Proposal.State.ACCEPTED,
            decided_at=timezone.now(),
            record=b.talk(title=name, event=event),
        )
    quote = deciding.accept(proposal, by=curator).record
    assert (quote.talk.title if quote.talk else None, quote.event) == (title, event)
