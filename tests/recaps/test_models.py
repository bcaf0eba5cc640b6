"""What the database holds of a recap and refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from reading.parsing.rules import RULES
from recaps import deciding
from recaps.models import Span
from tests import builders as b

pytestmark = pytest.mark.django_db


def test_the_text_of_a_recap_never_changes():
    recap, _ = b.recap()
    recap.canonical += "!"
    with pytest.raises(ValidationError, match="ne change pas"):
        recap.save()


@pytest.mark.parametrize(
    "wrong",
    [{"start": 9, "end": 9}, {"decided_at": timezone.now()}, {"state": "accepted"}],
    ids=["empty", "dated", "undated"],
)
def test_a_proposal_has_words_and_a_decision_its_date(wrong):
    recap, proposal = b.recap()
    for name, value in wrong.items():
        setattr(proposal, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.save()


def test_a_passage_is_proposed_once_as_one_thing():
    recap, proposal = b.recap()
    with pytest.raises(IntegrityError), transaction.atomic():
        recap.proposals.create(kind=proposal.kind, start=proposal.start, end=proposal.end)


def test_verifying_names_what_is_no_longer_in_the_text(capsys):
    _, proposal = b.recap(words="la ville est à nous", event=b.event())
    quote = deciding.accept(proposal, by=b.user(role="curator")).record
    call_command("verify_quotes")
    assert "1 passages relus" in capsys.readouterr().out
    quote.text = "la ville est à eux"
    quote.save()
    with pytest.raises(CommandError, match="1 passages"):
        call_command("verify_quotes")
    told = capsys.readouterr().err
    assert "ORPHELIN" in told
    assert "la ville est à nous" in told
    assert Span.objects.get().start == proposal.start


def test_why_words_were_found_is_said_in_the_language_of_the_interface():
    _recap, proposal = b.recap(rule="name-before", cue="dit")
    assert proposal.because == "nom avant «\u202fdit\u202f»"
    with translation.override("en"):
        assert proposal.because == "name before “dit”"
        assert [rule for rule, words in RULES.items() if translation.gettext(words) == words] == []
