"""Another version of an article is known by gists alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation import deriving
from privacy.redacting import blank
from recaps.models import Recap, Span
from recaps.versions import corrected, gist_of
from tests import builders as make

pytestmark = pytest.mark.django_db
TEXT = "La réunion du 3 mars.\nUn paragraphe.\nUn paragraphe."


def test_a_gist_has_each_paragraph_once_and_the_first_day():
    gist = gist_of(TEXT)
    assert sorted(gist["lines"].values()) == [14, 21]
    assert (gist["day"][4:], gist["has_year"]) == ("-03-03", False)
    assert gist_of("Rien.") == {"lines": gist_of("Rien.")["lines"], "day": None, "has_year": False}


@pytest.mark.parametrize("number", [3, 300])
def test_what_is_looked_for_among_many_reads_no_text_of_theirs(number):
    for place in range(number - 1):
        make.recap(text=f"{TEXT}\n{'Tout autre chose que cela, dit longuement. ' * 3}{place}", words="paragraphe")
    first, _proposal = make.recap(text=TEXT, words="paragraphe")
    again = Recap(title="Compte rendu", canonical=f"{TEXT}\nErratum.")
    with CaptureQueriesContext(connection) as asked:
        assert corrected(again) == first
    assert len(asked) == 2
    assert not any('"canonical"' in query["sql"] for query in asked)


def test_a_gist_follows_what_a_migration_finds_and_what_is_blanked():
    recap, proposal = make.recap(text=TEXT, words="paragraphe")
    Recap.objects.update(gist={})
    deriving.after_migrate(plan=["a migration"])
    recap.refresh_from_db()
    assert recap.gist == gist_of(TEXT)
    span = Span.objects.create(
        recap=recap, proposal=proposal, start=proposal.start, end=proposal.end, quote=make.quote()
    )
    blank(span)
    recap.refresh_from_db()
    assert recap.gist == gist_of(recap.canonical) != gist_of(TEXT)
