"""What no form and no list expects, and forms filled with it."""

from html.parser import HTMLParser

VALUES = {
    "word": "abc",
    "nothing": "",
    "spaces": "   ",
    "zero": "0",
    "below": "-1",
    "unknown": "999999999",
    "beyond the database's numbers": "9" * 25,
    "beyond any number": "9" * 5000,
    "fraction": "1.5",
    "exponent": "1e400",
    "not a number": "NaN",
    "other digits": "٣²",
    "nul": "a\x00b",
    "nul alone": "\x00",
    "no such day": "2015-02-31",
    "a day before days": "0000-00-00",
    "a day after days": "99999-01-01",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "no such hour": "25:61:99",
    "first moment": "0001-01-01T00:00:00+14:00",
    "last moment": "9999-12-31T23:59:59-14:00",
    "address": "http://[::1",
    "other scheme": "javascript:alert(1)",
    "no host": "https://",
    "long": "é" * 3000,
    "lines": "a\r\nb\nc\u2028d",
    "sql": "' OR 1=1 --",
    "pattern": "%_\\",
    "json": '{"a": [1, null]}',
    "list": "1,2,,x",
    "markup": "</script><b>",
    "marks": "\u202e\u200b\ufeff\u0301",
}


class _Forms(HTMLParser):
    """Gathers [(action, {name: [values]})] of the forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and attrs.get("method", "get").lower() == "post":
            self.forms.append({})
        elif tag in ("input", "select", "textarea") and attrs.get("name") and self.forms:
            self.forms[-1].setdefault(attrs["name"], attrs.get("type", tag))


def names_in(page):
    """The names of all fields of a page's largest form that posts."""
    parser = _Forms()
    parser.feed(page)
    return max(parser.forms, key=len, default={})
