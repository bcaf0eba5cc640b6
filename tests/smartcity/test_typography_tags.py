from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

JULY_8 = date(2015, 7, 8)


def render(source, *, language="fr", **context):
    with translation.override(language):
        return Template("{% load typography %}" + source).render(Context(context))


def test_text_is_typeset_and_escaped():
    assert render("{{ text|typeset }}", text="l'élu <b> !") == "l’élu &lt;b&gt;\u202f!"


def test_text_in_another_language_is_typeset_as_that_language():
    assert render("{{ text|typeset:'en' }}", text="don't !") == "don’t !"


def test_typeset_text_can_be_cut_into_paragraphs():
    assert render("{{ text|typeset|linebreaks }}", text="<i>\n\nl'un") == "<p>&lt;i&gt;</p>\n\n<p>l’un</p>"


def test_thousands_are_grouped_as_the_reader_writes_them():
    assert render("{{ n|grouped }}", n=618000) == "618\u202f000"
    assert render("{{ n|grouped }}", language="en", n=618000) == "618,000"
    count = "{% include 'search/count.html' %} {% include 'quotes/search_count.html' %}"
    assert render(count, found={"count": 1234}).split("\n")[0] == "1\u202f234 résultats"
    assert "1,000 results" in render(count, language="en", found={"count": 1000})


def test_a_quote_wears_the_marks_of_its_own_language_and_is_escaped():
    shown = render("{{ text|quoted:'fr' }} {{ text|quoted:'en' }}", language="en", text="a <script>")
    assert shown == "«\u202fa &lt;script&gt;\u202f» “a &lt;script&gt;”"


def test_what_the_reader_typed_wears_the_marks_of_the_page():
    assert render("{{ text|quoted }}", text="city") == "«\u202fcity\u202f»"
    assert render("{{ text|quoted }}", language="en", text="city") == "“city”"


def test_text_marked_as_safe_is_escaped_all_the_same_once_typeset():
    assert render("{{ text|safe|typeset }}", text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(("language", "words"), [("fr", "8 juillet 2015"), ("en", "8 July 2015")])
def test_a_day_is_in_the_words_of_the_interface(language, words):
    assert render("{{ on|day }}", language=language, on=JULY_8) == f'<time datetime="2015-07-08">{words}</time>'


def test_a_moment_is_shown_in_paris():
    moment = datetime(2015, 7, 7, 22, 30, tzinfo=UTC)
    assert render("{{ at|day }}", at=moment) == '<time datetime="2015-07-08">8 juillet 2015</time>'
    assert render("{{ at|clock }}", at=moment) == '<time datetime="2015-07-08T00:30+02:00">0\u00a0h\u00a030</time>'


def test_the_minute_of_a_moment_is_written_as_pages_write_days_and_hours():
    moment = datetime(2015, 7, 7, 22, 30, 15, 200, tzinfo=UTC)
    assert render("{{ at|moment }}", at=moment) == (
        '<time datetime="2015-07-08T00:30+02:00">8 juillet 2015, 0\u00a0h\u00a030</time>'
    )
    assert render("{{ at|moment }}", language="en", at=moment) == (
        '<time datetime="2015-07-08T00:30+02:00">8 July 2015, 00:30</time>'
    )
    assert render("{{ none|moment }}", none=None) == ""


def test_midnight_is_an_hour():
    assert render("{{ at|clock }}", at=time(0)) == '<time datetime="00:00">0\u00a0h</time>'
    assert render("{{ at|clock }}", language="en", at=time(0)) == '<time datetime="00:00">00:00</time>'


def test_each_end_of_a_range_is_a_date():
    assert render("{% days start end %}", start=date(2015, 7, 6), end=JULY_8) == (
        'du <time datetime="2015-07-06">6</time> au <time datetime="2015-07-08">8 juillet 2015</time>'
    )
    assert render("{% days start end %}", language="en", start=date(2015, 7, 6), end=JULY_8) == (
        '<time datetime="2015-07-06">6</time>–<time datetime="2015-07-08">8 July 2015</time>'
    )


def test_a_range_of_one_day_is_that_day():
    day = '<time datetime="2015-07-08">8 juillet 2015</time>'
    assert render("{% days start end %}{% days start start %}", start=JULY_8, end=None) == day * 2


def test_what_is_not_known_is_empty():
    assert render("{{ none|day }}{{ none|clock }}{% days none none %}{{ ''|typeset }}", none=None) == ""
