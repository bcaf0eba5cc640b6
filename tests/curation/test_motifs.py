from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.motifs import CELL, TONES, file, tile, tone

pytestmark = pytest.mark.any_engine


def test_a_slug_has_its_pattern_and_another_one_another():
    slugs = [f"rencontre-{number}" for number in range(60)]
    assert tile(slugs[0]) == tile(slugs[0])
    assert len({tile(slug) for slug in slugs}) > 55
    assert {tone(slug) for slug in slugs} == set(range(TONES))


@given(st.text())
def test_whatever_the_slug_the_tile_is_of_whole_cells_and_the_file_is_an_svg(slug):
    drawn = tile(slug)
    assert {drawn.width % CELL, drawn.height % CELL} == {0}
    assert drawn.path.count("M") in {n * w * h for n in (1, 2, 3) for w in (2, 3, 4, 6) for h in (2, 3, 4, 6)}
    assert ElementTree.fromstring(file(slug)).tag.endswith("svg")


def test_the_halves_of_a_mirrored_tile_face_each_other():
    """« M0 0L24 12L0 24 » points right; its mirror within a tile of 4 cells begins at 96."""
    tiles = (tile(f"s{number}") for number in range(999))
    mirrored = next(one for one in tiles if one.width == 4 * CELL and one.path.startswith("M0 0L24 12"))
    assert "M96 24L72 12L96 0" in mirrored.path


def test_a_pattern_is_kept_for_ever(client):
    response = client.get("/motifs/journee-des-quais.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/en/motifs/journee-des-quais.svg").status_code == 404
