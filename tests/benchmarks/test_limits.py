from benchmarks.pages.limits import broken

WITHIN = {"cold": 5.0, "hello": 0.2, "cards": 4.0, "kept": 5.0, "gzip": 5.0, "304": 5.0}


def over(kind="quote", *, tenth=None, **changes):
    return list(broken(kind, WITHIN | changes, tenth=tenth))


def test_what_is_within_its_limits_is_not_told():
    assert over() == over(tenth=5.0) == []


def test_a_page_that_is_kept_no_better_than_made_is_over():
    assert over(kept=4.9, gzip=None) == ["kept", "gzip"]


def test_a_page_that_is_made_too_slowly_is_over():
    assert over(cold=8.1) == ["× cards"]
    assert over(cold=12.1) == ["× hello", "× cards"]


def test_a_page_that_grows_is_over():
    assert over(tenth=3.8) == ["growth"]


def test_a_file_of_many_rows_may_take_its_time_but_not_grow():
    assert over("sitemap of quotes", cold=99.0) == []
    assert over("sitemap of quotes", cold=99.0, tenth=70.0) == ["growth"]
    assert over("calendar", cold=99.0, tenth=70.0) == []  # whose page was not full


def test_what_members_and_staff_are_shown_is_only_not_to_grow():
    assert list(broken("administration", {"cold": 50.0}, tenth=30.0)) == ["growth"]
