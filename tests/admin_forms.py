"""What a browser would send back of a form that it was shown."""

import re
from html.parser import HTMLParser


def posted(response, **changes):
    """The fields of the page's longest form as they stand, with `changes`; None takes a field out."""
    fields = max(forms(response), key=len)
    for prefix, number in sorted(_lines(changes)):
        _add_lines(fields, prefix, number + 1)
    return {name: value for name, value in (fields | changes).items() if value is not None}


def _lines(changes):
    """{(prefix of a formset, number of a line)}"""
    found = (re.match(r"(.+?)-(\d+)-", name) for name in changes)
    return {(one[1], int(one[2])) for one in found if one}


def _add_lines(fields, prefix, count):
    """As the button does that adds a line: so many there are then."""
    total, empty = f"{prefix}-TOTAL_FORMS", f"{prefix}-__prefix__-"
    for number in range(int(fields.get(total, count)), count):
        line = {name.removeprefix(empty): value for name, value in fields.items() if name.startswith(empty)}
        fields |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
        fields[total] = str(number + 1)


def forms(response):
    """The fields of each form of the page, as they stand."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser.forms


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = [{}]
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = None if "disabled" in attrs else attrs.get("name")
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and name:
            self._read_input(name, attrs)
        elif tag == "select":
            self.select, self.choices = name, []
            self.multiple = "multiple" in attrs
        elif tag == "option" and self.select:
            self.choices.append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea" and name:
            self.textarea, self.forms[-1][name] = name, ""

    def _read_input(self, name, attrs):
        kind = attrs.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in attrs:
                self.forms[-1][name] = attrs.get("value", "on")
        elif kind not in ("submit", "file", "button", "image"):
            self.forms[-1][name] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.textarea:
            self.forms[-1][self.textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            text = self.forms[-1][self.textarea]
            self.forms[-1][self.textarea] = text.removeprefix("\r").removeprefix("\n")
            self.textarea = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.choices if selected]
            if self.multiple:
                self.forms[-1][self.select] = chosen
            elif self.choices:
                self.forms[-1][self.select] = (chosen or [self.choices[0][0]])[0]
            self.select = None
