"""Where accepted words stand in the article: it is part of their record, and goes and comes back with it."""

import pytest

from curation import history, merging
from curation.models import Revision
from quotes.models import Quote, Tweet
from reading.document import Document
from recaps import deciding, intake
from recaps.models import Span
from tests import builders as b

ARTICLE = (
    "C’est Odile Kerbrat, géographe, qui ouvre la soirée. « Une rive n’appartient à personne », dit Odile Kerbrat.\n"
    "La salle applaudit : #rives @okerbrat « Qui entretient les berges ? » — Riverains (@riverains) 8 Juillet 2015\n"
)


@pytest.fixture
def curator(db):
    return b.user(role="curator")


@pytest.fixture
def recap(curator):
    return intake.add(Document(ARTICLE), pasted=ARTICLE.encode(), by=curator, event=b.event())[0]


@pytest.fixture
def proposal(recap):
    return next(one for one in recap.proposals.filter(kind="quote").in_order() if "rive" in one.text)


@pytest.fixture
def quote(proposal, curator):
    return deciding.accept(proposal, by=curator).record


def places():
    return list(Span.objects.order_by("pk").values("pk", "recap", "proposal", "start", "end", "quote", "tweet"))


def thrown(record, by):
    """The revision of the deletion of `record`."""
    return history.delete(type(record).objects.get(pk=record.pk), by=by)


def test_a_deleted_quote_comes_back_with_its_place_and_its_proof(quote, proposal, curator):
    before = places()
    revision = thrown(quote, curator)
    assert before and not places()
    history.restore(revision, by=curator)
    assert places() == before
    proposal.refresh_from_db()
    assert Quote.objects.get().is_proved and proposal.record == Quote.objects.get()


def test_so_does_a_tweet(recap, curator):
    tweet = deciding.accept(recap.proposals.get(kind="tweet"), by=curator).record
    before = places()
    history.restore(thrown(tweet, curator), by=curator)
    assert before and places() == before and Tweet.objects.get().spans.get().recap == recap


def test_accepting_is_one_line_of_history_which_has_the_place(quote):
    [revision] = Revision.objects.of(quote)
    assert revision.action == Revision.Action.ADDED
    assert [row["pk"] for row in revision.snapshot if row["model"] == "recaps.span"] == [quote.spans.get().pk]


def test_the_place_of_words_that_were_there_is_a_change_and_is_undone_like_one(proposal, curator):
    held = b.quote(text="Une rive n’appartient à personne", event=proposal.recap.event, attribution="Odile Kerbrat")
    history.write(held, by=curator)
    accepted = deciding.accept(proposal, by=curator, choices={"": str(held.pk)})
    assert accepted.record == held and held.spans.exists()
    first, *_others, last = Revision.objects.of(held).order_by("pk")
    history.restore(first, by=curator)
    assert not held.spans.exists()
    history.restore(last, by=curator)
    assert held.spans.get().words == held.text
    deciding.undo(accepted, by=curator)
    newest = Revision.objects.of(held).order_by("-pk").first()
    assert not held.spans.exists() and not any(row["model"] == "recaps.span" for row in newest.snapshot)


def test_a_place_comes_back_without_a_proposal_that_is_gone(quote, proposal, curator):
    revision = thrown(quote, curator)
    proposal.delete()
    history.restore(revision, by=curator)
    assert Quote.objects.get().is_proved and Quote.objects.get().spans.get().proposal is None


def test_a_quote_comes_back_without_its_place_if_the_article_is_gone(quote, recap, curator):
    revision = thrown(quote, curator)
    recap.delete()
    assert history.restore(revision, by=curator) == Quote.objects.get()
    assert not places()


def test_the_history_says_in_which_article_the_words_stand(quote, recap, curator, client):
    earlier = Revision.objects.get(object_id=quote.pk, content_type__model="quote")
    quote.spans.get().delete()
    history.write(quote, by=curator)
    client.force_login(curator)
    page = client.get(f"/admin/quotes/quote/{quote.pk}/history/").content.decode()
    assert f"Passage d’un compte rendu «\u202f{recap}\u202f»" in page.replace("\xa0", "\u202f")
    assert str(recap) in client.get(f"/admin/curation/revision/{earlier.pk}/restore/").content.decode()


def test_a_version_of_a_merge_that_was_undone_takes_no_place_from_the_other(quote, curator):
    theme = b.theme()
    quote.themed.create(tag=theme)
    kept = b.quote(text=quote.text, event=quote.event, speaker=quote.speaker, attribution=quote.attribution)
    done = merging.merge(kept, quote, by=curator)
    merged = Revision.objects.of(kept).order_by("-pk").first()
    assert kept.spans.exists() and kept.themed.exists()
    back = merging.undo(done, by=curator)
    history.restore(merged, by=curator)
    assert back.spans.get().words and back.themed.get().tag == theme
    assert not kept.spans.exists() and not kept.themed.exists()
