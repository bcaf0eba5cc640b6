"""What is taken out leaves nothing that another row may not say as well, and no row that says nothing."""

import pytest

from curation.deeds import Merge
from curation.merging import merge
from curation.models import ExternalReference
from language.folding import fold
from privacy import forgetting
from privacy.persons import Person
from tests import builders as make
from tests.privacy import world as w
from themes.models import Theme

pytestmark = pytest.mark.django_db


def test_who_was_taken_for_others_leaves_them_no_name_and_no_merge_that_fails(client, way):
    recap, _proposal = make.recap(text="Odile Perrec et Ysoline Kerhuon sont là.", words="sont là")
    other, names = make.speaker(name="Paul Autre"), ("Odile Perrec", "Ysoline Kerhuon")
    forms = {name: [name, f"{name[0]}. {name.split()[1]}"] for name in names}
    for name in names:
        gone = make.speaker(name=name)
        for form in forms[name]:
            recap.identities.create(name=form, speaker=gone)
        merge(other, gone, by=None)
        client.get(f"/recherche/?q={name.split()[1]}")
    assert w.left(["perrec", "kerhuon"])
    for name in names:
        forgetting.forget(Person(name, also=forms[name]), way)
    assert w.left(["perrec", "kerhuon"]) == []
    assert not [*other.aliases.all(), *recap.identities.all(), *Merge.objects.all()]


def test_of_several_addresses_themes_and_identifiers_that_have_her_name_none_stops_it(client, way):
    people = [make.speaker(name=name) for name in ("Odile Perrec", "Ysoline Kerhuon")]
    talk = make.talk(speakers=people)
    for rows in (talk.recordings, talk.documents):
        for suffix in ("mp4", "pdf"):
            rows.create(url=f"https://v.exemple.fr/odile-perrec.{suffix}")
        rows.create(url="https://v.exemple.fr/autre")
    for person in people:
        make.theme(name=person.name)
        make.talk().external_references.create(system="HAL", identifier=person.slug)
        forgetting.forget(Person(person.name, speaker=person), way)
    left = [row.url for rows in (talk.recordings, talk.documents) for row in rows.all()]
    assert left == ["https://v.exemple.fr/autre"] * 2
    names = Theme.objects.filter(name__startswith="une personne").values_list("name", flat=True)
    assert sorted(names) == ["une personne", "une personne 2"]
    assert not ExternalReference.objects.exists()
    assert client.get(talk.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["Zoé O’Brien", "Yann Guivarc'h", "Jeanne d’Alençon", "Ruth B. Ferrand", "大泉 太郎"])
def test_apostrophes_initials_and_letters_without_spaces_keep_nobody(name, way):
    person = make.speaker(name=name, biography=f"{name} grave.")
    event = make.event(title=f"Hommage à {name}", summary=f"Avec {name}, merci {name} !")
    talk = make.talk(event=event, title=f"« {name} »", speakers=[person])
    make.quote(text=f"je remercie {name} de ces mots", attribution=f"{name}, graveur", talk=talk)
    make.tweet(text=f"Bravo #{''.join(name.split())}", event=event)
    marks = [fold(name), fold(name).replace(" ", "-")]
    assert w.left(marks)
    forgetting.forget(Person(name, speaker=person), way)
    assert w.left(marks) == []
