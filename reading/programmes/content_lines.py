"""The lines of an iCalendar file (RFC 5545) as a tree: {name of a component: [its properties and components]}.

Parameters of a property stand beside its value as « @NAME ». We do not leave this to icalendar, which writes our
calendars: it tells no lines, and makes values of its own of what it cannot read.
"""

import re

from .fields import TEXT
from .opening import DAMAGED, MAX_VALUES, NO_PROGRAMME, TOO_LONG, text_of
from .programme import UnreadableProgramme

_LINE = re.compile(
    r"(?P<name>[\w-]{1,60}+)(?P<parameters>(?:;[^\":;]*+(?:\"[^\"]*+\"[^\":;]*+)*+)*+):(?P<value>.*)", re.DOTALL
)
_PARAMETER = re.compile(r";([\w-]{1,60}+)=((?:[^\";]|\"[^\"]*+\")*+)")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_DEEPEST = 8
STRAY = "line without a name"


def tree_of(data):
    """{"VCALENDAR": [properties]} of the bytes of a file. Raises `UnreadableProgramme`."""
    text = text_of(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_VALUES:
        raise UnreadableProgramme(TOO_LONG)
    tree = {}
    within = [("", tree)]
    for number, line in _unfolded(text):
        found = _LINE.fullmatch(line)
        name = found["name"].upper() if found else STRAY
        if name == "BEGIN" and len(within) <= _DEEPEST:
            component = found["value"].strip().upper()
            opened = {}
            within[-1][1].setdefault(component, []).append(opened)
            within.append((component, opened))
        elif name == "END" and within[-1][0] == found["value"].strip().upper() and len(within) > 1:
            within.pop()
        elif name in ("BEGIN", "END"):
            raise UnreadableProgramme(DAMAGED, line=number)
        else:
            within[-1][1].setdefault(name, []).append(_value(found) if found else line)
    if "VCALENDAR" not in tree:
        raise UnreadableProgramme(NO_PROGRAMME)
    return tree


def _unfolded(text):
    """Yield (number, line) of each line that is not empty; those that begin with a space go on the one before."""
    start, parts = 1, []
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield start, "".join(parts)
        start, parts = number, [line] if line.strip() else []
    if parts:
        yield start, "".join(parts)


def _value(found):
    parameters = {}
    for name, value in _PARAMETER.findall(found["parameters"]):
        parameters.setdefault(f"@{name.upper()}", []).append(value.strip('"'))
    named = {name: values if len(values) > 1 else values[0] for name, values in parameters.items()}
    return {TEXT: found["value"]} | named if named else found["value"]


def unescaped(value):
    """The text of a property: its commas, semicolons and line breaks are escaped."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) if isinstance(value, str) else ""


def listed(value):
    """The texts of a property that has several, between commas."""
    parts = re.split(r"(?<!\\),", value) if isinstance(value, str) else []
    return tuple(filter(None, (unescaped(part).strip() for part in parts)))
