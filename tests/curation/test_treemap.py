import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.treemap import HIGH, WIDE, laid_out

pytestmark = pytest.mark.any_engine
WEIGHTS = st.lists(st.integers(1, 900), min_size=1, max_size=15).map(lambda found: sorted(found, reverse=True))


@given(WEIGHTS)
def test_cells_fill_the_whole_without_overlapping_and_are_as_large_as_their_weights(weights):
    cells = laid_out(weights, ["mobilité"] * len(weights))
    points = [
        (x, y)
        for cell in cells
        for x in range(cell.x, cell.x + cell.width)
        for y in range(cell.y, cell.y + cell.height)
    ]
    assert len(points) == len(set(points)) == 100 * 100
    for weight, cell in zip(weights, cells, strict=True):
        share = 10_000 * weight / sum(weights)
        assert abs(cell.width * cell.height - share) <= cell.width + cell.height + 1  # an edge is a whole percent


def test_a_label_is_as_large_as_its_longest_word_lets_it():
    [cell] = laid_out([1], ["eau"])
    assert (cell.width, cell.height, cell.label, cell.is_low, cell.is_roomy) == (100, 100, 29, False, True)
    small = laid_out([60, 30, 5], ["mobilité", "eau", "participation citoyenne"])[-1]
    assert small.label * 0.56 * len("participation") < small.width * WIDE / 100 + 1 and small.height * HIGH / 100 < 300
