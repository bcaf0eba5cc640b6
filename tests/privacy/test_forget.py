"""How somebody is forgotten: by the command, from their record, and again after a backup was restored."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from language.folding import fold
from privacy.models import Forgotten
from recaps.models import Recap
from speakers.models import Speaker
from tests import builders as make
from tests.members.test_accounts import log_in
from tests.privacy import world as w
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db

# The command


def said(*args, **options):
    out = StringIO()
    call_command("forget", *args, stdout=out, **options)
    return out.getvalue()


def test_the_command_shows_where_she_is_and_changes_nothing(rows):
    before = w.left(w.NAME_MARKS)
    told = said(w.NAME)
    assert "évènement (titre)" in told
    assert "Est-ce la même personne" in told
    assert "Mme Quillévéré rit" in told
    assert w.left(w.NAME_MARKS) == before


@pytest.mark.parametrize(("option", "way"), [("--anonymise", "anonymous"), ("--erase", "erased")])
def test_the_command_forgets(rows, option, way):
    said(w.NAME, option)
    assert Forgotten.objects.get().way == way
    assert not Speaker.objects.filter(pk=rows["her"].pk).exists()


def test_the_command_asks_which_of_two_is_meant():
    one, other = make.speaker(name="Anne Martin"), make.speaker(name="Anne Martin")
    with pytest.raises(CommandError, match=f"--speaker {one.pk} "):
        said("Anne Martin", "--erase")
    said("Anne Martin", "--erase", "--speaker", str(one.pk))
    assert list(Speaker.objects.filter(name="Anne Martin")) == [other]
    with pytest.raises(CommandError):
        said("Anne Martin", "--speaker", "0")
    with pytest.raises(CommandError):
        said()


def test_who_comes_back_with_a_backup_is_forgotten_again_by_a_list_without_names(rows, tmp_path):
    said(w.NAME, "--anonymise")
    listed = tmp_path / "forgotten.txt"
    listed.write_text(said("--list"))
    assert not [mark for mark in w.NAME_MARKS if mark in fold(listed.read_text())]
    make.speaker(name=w.NAME)
    make.quote(attribution="Zéphyrine Quillévéré-Dubosc")
    assert said("--again", str(listed)) == "Oubliées de nouveau : 2.\n"
    assert w.left(w.NAME_MARKS) == []
    assert said("--again", str(listed)) == "Oubliées de nouveau : 0.\n"


# The page


@pytest.fixture
def administrator(client):
    person = make.user(role="administrator")
    log_in(client, person.email)
    return client


def page(rows):
    return f"/admin/privacy/forgotten/oublier/{rows['her'].pk}/"


def test_an_administrator_forgets_somebody_from_their_record(administrator, rows, way):
    record = administrator.get(f"/admin/speakers/speaker/{rows['her'].pk}/change/")
    assert f'href="{page(rows)}"' in record.content.decode()
    assert administrator.get(page(rows)).headers["Location"].startswith("/compte/confirmer/")
    administrator.post("/compte/confirmer/", {"password": make.PASSWORD})
    shown = administrator.get(page(rows)).content.decode()
    assert "Est-ce la même personne" in shown
    assert "évènement (titre)" in shown
    administrator.post(page(rows), {"way": way})
    assert Speaker.objects.filter(pk=rows["her"].pk).exists()  # nobody said that they are sure
    response = administrator.post(page(rows), {"way": way, "sure": "on", "also": "Mme Quillévéré"})
    work()
    assert "Fait" in administrator.get(response["Location"]).content.decode()
    assert "Quillévéré" not in str(Job.objects.values_list("args_kwargs", flat=True))
    assert not Speaker.objects.filter(pk=rows["her"].pk).exists()
    assert "Mme" not in Recap.objects.get().canonical
    assert Forgotten.objects.get().by.groups.get().name == "administrator"


def test_a_curator_sees_no_way_to_forget(client, rows):
    client.force_login(make.user(role="curator"))
    assert "Oublier" not in client.get(f"/admin/speakers/speaker/{rows['her'].pk}/change/").content.decode()
