import pytest

from curation.plots import HEIGHT, years

pytestmark = pytest.mark.any_engine


def drawn(quotes, talks, **how):
    return years(quotes, talks, address=lambda year: f"?{year}", **how)


def test_lengths_are_the_numbers_and_years_without_any_have_their_place():
    plot = drawn({2010: 30, 2011: 10, 2014: 15}, {2011: 10})
    assert [(bar.year, bar.above, bar.below) for bar in plot.bars] == [
        (2010, 90, 0), (2011, 30, 30), (2012, 0, 0), (2013, 0, 0), (2014, 45, 0)
    ]  # fmt: skip
    assert (plot.line, plot.bars[1].top, plot.bars[1].hung, plot.width) == (90, 60, 90, 100)


def test_talks_alone_stand_on_the_line():
    plot = drawn({}, {2010: 1, 2011: 2, 2012: 4})
    assert plot.line == HEIGHT and not plot.has_quotes
    assert all(bar.hung + bar.below == plot.line for bar in plot.bars)


def test_of_two_years_there_is_no_picture():
    assert drawn({2010: 1}, {2011: 5}) is None
    assert drawn({}, {}) is None


@pytest.mark.parametrize(
    ("first", "last", "chosen", "labels"),
    [
        (2005, 2027, None, ["2005", "2010", "2015", "2020", "2027"]),
        (2005, 2026, 2019, ["2005", "2010", "2015", "2019", "2026"]),
        (1998, 2001, None, ["1998", "1999", "2000", "2001"]),
    ],
)
def test_a_few_years_are_labelled_the_ends_and_the_chosen_one_among_them(first, last, chosen, labels):
    plot = drawn(dict.fromkeys(range(first, last + 1), 1), {}, chosen=chosen)
    assert [bar.label for bar in plot.bars if bar.label] == labels


def test_a_slip_of_the_pen_makes_no_bar():
    plot = drawn({15: 1, 2014: 1, 2015: 2, 2016: 1}, {9015: 4})
    assert [bar.year for bar in plot.bars] == [2014, 2015, 2016]
    assert len(drawn({1800: 1, 2014: 2, 2200: 1}, {}).bars) == 401


def test_the_bar_of_the_chosen_year_leads_back_to_all():
    plot = drawn({2010: 1, 2011: 2, 2012: 4}, {}, chosen=2011)
    assert [bar.address for bar in plot.bars] == ["?2010", "?None", "?2012"]
