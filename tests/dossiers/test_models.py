import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from curation.merging import merge
from curation.models import Status
from dossiers.models import Dossier, Item
from members.holdings import holdings
from tests import builders as make

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=31)


@pytest.mark.parametrize("kinds", [(), ("quote", "tweet"), ("quote", "tweet", "talk")])
def test_an_item_is_of_one_record(kinds):
    records = {kind: getattr(make, kind)() for kind in kinds}
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(dossier=make.dossier(), position=1, words="x", title="x", **records)


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_a_record_is_once_in_a_dossier(kind):
    record = getattr(make, kind)()
    dossier = make.dossier(records=[record])
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(dossier=dossier, position=2, words="x", title="x", **{kind: record})
    make.dossier(records=[record])


def test_an_item_remembers_what_was_said_by_whom_and_where():
    talk = make.talk(title="L’urbanisme", event=make.event(title="Atelier"))
    tweet = make.tweet(text="un mot", event=talk.event)
    quote = make.quote(text="la ville", talk=talk, speaker=make.speaker(name="Ada Un"), kind="paraphrase")
    items = make.dossier(records=[quote, tweet, talk]).items.in_order()
    assert [(item.words, item.author, item.title, item.nature) for item in items] == [
        ("la ville", "Ada Un", "L’urbanisme", "paraphrase"),
        ("un mot", "Lab des Usages (@LabdesUsages)", "Atelier", ""),
        ("L’urbanisme", "", "Atelier", ""),
    ]


def test_the_bins_are_emptied_after_thirty_days():
    kept, binned, forgotten = make.dossier(), make.dossier(), make.dossier(records=[make.quote()])
    binned.deleted_at, forgotten.deleted_at = timezone.now(), LONG_AGO
    for dossier in (binned, forgotten):
        dossier.save()
    for record, removed_at in ((make.quote(), None), (make.quote(), timezone.now()), (make.quote(), LONG_AGO)):
        item, _ = kept.add(record)
        kept.items.filter(pk=item.pk).update(removed_at=removed_at)
    call_command("tidy")
    assert list(Dossier.objects.in_bin()) == [binned]
    assert kept.items.removed().count() == 1
    assert set(Dossier.objects.all()) == {kept, binned}
    assert kept.items.count() == 2
    assert Item.objects.count() == 2


def test_what_is_held_on_a_member_has_the_dossiers_and_opens_none():
    dossier = make.dossier(records=[make.quote()])
    dossier.items.update(note="Mon idée")
    share = make.share(dossier=dossier)
    held = holdings(dossier.owner)
    assert [row["title"] for row in held["dossiers.dossier"]] == ["Gouvernance"]
    assert [row["note"] for row in held["dossiers.item"]] == ["Mon idée"]
    assert share.key not in str(held)


def test_what_is_held_on_a_member_has_no_words_that_were_withdrawn():
    dossier = make.dossier(records=[quote := make.quote(text="zzretirée")])
    quote.status = Status.DRAFT
    quote.save()
    held = holdings(dossier.owner)
    assert [row["quote"] for row in held["dossiers.item"]] == [quote.pk]
    assert "zzretirée" not in str(held)


def test_dossiers_go_with_their_owner():
    dossier = make.dossier(records=[make.quote()])
    make.share(dossier=dossier)
    dossier.owner.delete()
    assert not Dossier.objects.exists()


def test_a_merge_takes_nothing_out_of_a_dossier_and_no_note_into_its_journal():
    """Of a quote that the dossier has as well, the note waits for its record, as it does when that is deleted."""
    member = make.user(role="member")
    talk = make.talk()
    kept, gone = make.quote(text="La ville vit.", talk=talk), make.quote(text="La ville vit.", talk=talk)
    dossier = make.dossier(owner=member, records=[kept, gone])
    dossier.items.filter(quote=gone).update(note="à dire à Paul")
    done = merge(kept, gone, by=None)
    assert "à dire à Paul" not in json.dumps(done.journal)
    assert dossier.items.kept().count() == 2
    assert dossier.items.get(note="à dire à Paul").quote_id == done.gone_id
