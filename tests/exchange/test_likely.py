import pytest

from exchange.programmes.likely import Likely
from recaps.identity import compare
from tests import builders as make

pytestmark = pytest.mark.django_db
NAMES = """Ana Duval|Ana Duvall|Anna Duval|A. Duval|Duval|Ana|Ana D.|Duval Ana|Ana Luciani|Ana Luciani-Duval|Bob Duval
Jean de La Fontaine|Jean Fontaine|J. de La Fontaine|John F. Martin|John Martin|Jonh Martin|John Martim|Ohn Martin
fox|Fox Ferrand|Charles de Gaulle|Ch. de Gaulle|Charles Gaule|Marie-Claire Petit|Marie Petit|M.-C. Petit|Petit"""


def test_whoever_the_rules_find_among_all_is_found_among_the_few():
    names = NAMES.replace("\n", "|").split("|")
    rows = [make.speaker(name=name) for name in names]
    likely = Likely(rows)
    missed = [
        (name, row.name) for name in names for row in rows if compare(name, row.name) and row not in likely.to(name)
    ]
    assert missed == []


def test_the_few_are_few():
    rows = [make.speaker(name=f"Ana Duval{place}x{place}") for place in range(50)]
    assert len(Likely(rows).to("Ana Ferrand")) == 0


def test_an_account_finds_its_person_under_any_name():
    row = make.speaker(name="Ana Duval", handle="arbres")
    assert Likely([row]).to("Bob Ferrand", handle="Arbres") == [row]
