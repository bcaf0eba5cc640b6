"""What docs/security.md says can be looked up."""

import re
from collections import Counter

from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (\d[\d., –]+) \| (met|partly|no|host|none) \| \S.* \|$", re.MULTILINE)
# ASVS 4.0.3: the requirements of level 2, without those that it has deleted.
LEVEL_2 = """
1.1.1–7 1.2.1–4 1.4.1 1.4.4–5 1.5.1–4 1.6.1–4 1.7.1–2 1.8.1–2 1.9.1–2 1.10.1 1.11.1–2 1.12.2 1.14.1–6
2.1.1–12 2.2.1–3 2.3.1–3 2.4.1–6 2.5.1–7 2.6.1–3 2.7.1–6 2.8.1–7 2.9.1–3 2.10.1–4
3.1.1 3.2.1–4 3.3.1–4 3.4.1–5 3.5.1–3 3.7.1 4.1.1–3 4.1.5 4.2.1–2 4.3.1–3
5.1.1–5 5.2.1–8 5.3.1–10 5.4.1–3 5.5.1–4 6.1.1–3 6.2.1–6 6.3.1–2 6.4.1–2
7.1.1–4 7.2.1–2 7.3.1 7.3.3–4 7.4.1–3 8.1.1–4 8.2.1–3 8.3.1–8 9.1.1–3 9.2.1–4
10.2.1–2 10.3.1–3 11.1.1–8 12.1.1–3 12.2.1 12.3.1–6 12.4.1–2 12.5.1–2 12.6.1
13.1.1 13.1.3–5 13.2.1–3 13.2.5–6 13.3.1–2 13.4.1–2
14.1.1–4 14.2.1–6 14.3.2–3 14.4.1–7 14.5.1–4
"""


def numbers(text):
    """Yield each requirement of « 2.1.3–4, 2.1.9 »."""
    for section, first, last in re.findall(r"(\d+\.\d+)\.(\d+)(?:–(\d+))?", text):
        yield from (f"{section}.{number}" for number in range(int(first), int(last or first) + 1))


def test_every_requirement_stands_there_once():
    told = Counter(number for cell, _state in ROW.findall(PAGE) for number in numbers(cell))
    wanted = Counter(numbers(LEVEL_2))
    assert (wanted - told, told - wanted) == (Counter(), Counter())


def test_what_it_names_is_there():
    named = set(re.findall(r"`([\w./-]+/[\w.-]+|[A-Z][\w]*\.md|requirements\.txt)`", PAGE)) - {"/media/"}
    files = {name for name in named if not name.startswith("/")}
    assert len(files) > 40
    assert {name for name in files if not (settings.BASE_DIR / name).is_file()} == set()
