"""How themes, talks and people hang together: counts for menus and pictures, a bounded number of queries each."""

from collections import Counter
from itertools import combinations
from math import cos, pi, sin

from themes.models import Theme

from .models import Talk, ThemedTalk

LOOKED_AT = 300  # talks, the latest: themes that met in none of them are no neighbours any more


def talks(data):
    """(the public talks that a list's address asks for, the newest first; the nature it chose or None)."""
    rows = Talk.objects.published().by_date()
    kind = next((kind for kind in Talk.Kind if kind == data.get("nature")), None)
    return (rows.of_kind(kind) if kind else rows), kind


def other_theme(theme, data):
    """The public theme that the address of a theme's page crosses it with, or None. One query."""
    return Theme.objects.published().filter(slug=data.get("avec", "")).exclude(pk=theme.pk).first()


def neighbours(theme, *, most=8):
    """Return [(theme, shared talks), …]: the themes most often met in the latest talks of `theme`. Three queries."""
    talks = ThemedTalk.objects.published().filter(tag=theme).order_by("place", "pk")[:LOOKED_AT]
    near = ThemedTalk.objects.published().filter(content_object__in=[row.content_object_id for row in talks])
    shared = Counter(near.exclude(tag=theme).values_list("tag", flat=True))
    themes = Theme.objects.in_bulk(pk for pk, count in shared.most_common(most))
    return sorted(((themes[pk], shared[pk]) for pk in themes), key=lambda pair: (-pair[1], pair[0].key))


def shared_talks():
    """Count the latest public talks that each pair of themes shares: Counter of (pk, pk). Two queries."""
    latest = list(Talk.objects.published().by_date().values_list("pk", flat=True)[:LOOKED_AT])
    talks = {}
    rows = ThemedTalk.objects.published().filter(content_object__in=latest).order_by("tag")
    for talk, tag in rows.values_list("content_object", "tag"):
        talks.setdefault(talk, []).append(tag)
    return Counter(pair for tags in talks.values() for pair in combinations(tags, 2))


def constellation(themes, *, radius=200):
    """Lay themes on a circle for the overview's picture: the nodes, and a chord for each pair that shares talks.

    Lengths are units of the picture, whose centre is (0, 0).
    """
    nodes = {}
    for place, theme in enumerate(themes):
        angle = 2 * pi * place / len(themes) - pi / 2
        x, y = radius * cos(angle), radius * sin(angle)
        nodes[theme.pk] = {
            "theme": theme,
            "x": round(x, 1),
            "y": round(y, 1),
            "r": round(4 + 3 * theme.talk_count**0.5, 1),
            "label_x": round(x * 1.1, 1),
            "label_y": round(y * 1.1 + 4, 1),
            "anchor": "middle" if abs(x) < radius / 10 else "start" if x > 0 else "end",
        }
    chords = [
        {"a": nodes[a], "b": nodes[b], "width": round(0.5 + count * 0.8, 1), "count": count}
        for (a, b), count in shared_talks().items()
        if a in nodes and b in nodes
    ]
    return {"nodes": list(nodes.values()), "chords": chords}


def theme_table(talks, quotes):
    """Cross the themes of an event with its talks: who spoke to which theme.

    `talks` and `quotes` are loaded with their themes. Returns [(theme, [cell, …]), …], the widest theme first, a cell
    a talk: None where the talk does not bear the theme, else how many of its quotes do.
    """
    themes, cells = {}, Counter()
    borne = set()
    for talk in talks:
        for theme in talk.shown_themes:
            themes[theme.pk] = theme
            borne.add((theme.pk, talk.pk))
    for quote in quotes:
        for theme in quote.shown_themes:
            if quote.talk_id:
                themes[theme.pk] = theme
                borne.add((theme.pk, quote.talk_id))
                cells[theme.pk, quote.talk_id] += 1
    rows = [
        (theme, [cells[pk, talk.pk] if (pk, talk.pk) in borne else None for talk in talks])
        for pk, theme in themes.items()
    ]
    return sorted(rows, key=lambda row: (sum(cell is None for cell in row[1]), row[0].position, row[0].key))
