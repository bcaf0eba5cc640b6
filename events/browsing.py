"""How themes, talks and people hang together: counts for menus and pictures, a bounded number of queries each."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import cos, pi, sin, sqrt

from django.db.models import Count, Value
from django.db.models.functions import Length

from curation.filtered import Filtered
from curation.links import LinkKind
from curation.showing import best
from curation.tallies import tally_by_year
from search.sql import ask_all
from speakers.models import Speaker
from themes.models import Theme

from .models import Appearance, Event, Talk, ThemedTalk

FOLDED = 6  # words of a talk that stand in a fold, besides the best
COMPARED = 6  # themes of a talk, and people, by which others are near it
NEAR = 4  # talks that are named as such
FEWEST, HEARD = 3, 6  # years in which one hears what was said of a theme
LATEST = 30  # quotes of such a year, of which the shortest stands
LOOKED_AT = 300  # talks, the latest: themes that met in none of them are no neighbours any more


def all_events(data):
    """All events as an address filters them: its page, its feed and its file show the same ones."""
    return Filtered(Event.objects.public().by_date(), data, years=lambda: tally_by_year(Event))


def all_talks(data):
    return Filtered(Talk.objects.public().by_date(), data, years=lambda: tally_by_year(Talk))


def of_theme(theme, data, *, talks=None):
    """The quotes on it as an address filters them; another theme is `avec` there, for it crosses the page's own.

    `talks` is {year: talks on it}, if that is known.
    """
    rows = theme.public_items("quote")
    filters = {
        "avec" if one.name == "theme" else one.name: replace(one, but=theme.pk) if one.name == "theme" else one
        for one in rows.model.filtered_by
    }
    return Filtered(
        rows, data, filters=filters,
        years=lambda: (
            dict.fromkeys(theme.count_by_year("talk") if talks is None else talks, 0) | theme.count_by_year("quote")
        ),
    )  # fmt: skip


def neighbours(theme, *, most=8):
    """Return [(theme, shared talks), …]: the themes most often met in the latest talks of `theme`. Two queries."""
    latest = ThemedTalk.objects.public().filter(tag=theme).order_by("place", "pk").values("content_object")
    near = ThemedTalk.objects.public().filter(content_object__in=latest[:LOOKED_AT])
    shared = Counter(near.exclude(tag=theme).order_by("tag").values_list("tag", flat=True))
    themes = Theme.objects.in_brief().in_bulk(pk for pk, count in shared.most_common(most))
    return sorted(((themes[pk], shared[pk]) for pk in themes), key=lambda pair: (-pair[1], pair[0].key))


def voices(theme, *, said, most=8):
    """Return [(speaker, quotes), …]: who says most on `theme` in its latest quotes; no number if these are not all the
    `said` ones. Two queries.
    """
    latest = theme.public_items("quote").exclude(speaker=None).values_list("speaker", flat=True)[:LOOKED_AT]
    counts = Counter(latest)
    people = Speaker.objects.in_brief().in_bulk(pk for pk, count in counts.most_common(most))
    is_whole = said <= LOOKED_AT
    found = sorted(people.values(), key=lambda person: (-counts[person.pk], person.sort_key))
    return [(person, counts[person.pk] if is_whole else None) for person in found]


def related(talk, themes, people):
    """The talks that share most themes and people with `talk`, of the latest of each. Two queries, and two for them."""
    on = [ThemedTalk.objects.public().filter(tag=theme).order_by("place", "content_object") for theme in themes]
    by = [
        Appearance.objects.public().filter(speaker=one.speaker_id).order_by("place", "pk")
        for one in people
        if one.speaker_id
    ]
    rows = [one.values_list("content_object_id")[:LOOKED_AT] for one in on[:COMPARED]]
    rows += [one.exclude(talk=None).values_list("talk_id")[:LOOKED_AT] for one in by[:COMPARED]]
    shared = Counter(pk for (pk,) in ask_all(rows) if pk != talk.pk)
    nearest = [pk for pk, _times in shared.most_common(NEAR)]
    found = {near.pk: near for near in Talk.objects.public().filter(pk__in=nearest).as_lines()}
    return [found[pk] for pk in nearest if pk in found]


def echo(theme, years):
    """[(year, a quote of it), …]: what was said of `theme` word for word as time went by, the shortest of the latest.

    `years` is {year: quotes}; of many, some are left out. Two queries.
    """
    known = sorted(year for year, count in years.items() if count)
    if len(known) < FEWEST:
        return []
    step = (len(known) - 1) / (min(len(known), HEARD) - 1)
    spread_out = sorted({known[round(step * place)] for place in range(min(len(known), HEARD))})
    rows = [
        theme.public_items("quote", year=year).verbatim().annotate(year=Value(year), length=Length("text"))
        for year in spread_out
    ]
    latest = ask_all([some.values_list("year", "length", "pk")[:LATEST] for some in rows])
    shortest = {year: pk for year, _length, pk in sorted(latest, reverse=True)}
    quotes = theme.public_items("quote").model.objects.as_cards().in_bulk(shortest.values())
    return [(year, quotes[pk]) for year, pk in sorted(shortest.items())] if len(shortest) >= FEWEST else []


def answers(quotes, latest):
    """Links that curators made between two of the `latest` of these quotes, keys: contradictions first. Two queries."""
    links = quotes.model._meta.get_field("links").related_model.objects.public()
    place = {pk: number for number, pk in enumerate(latest)}
    rows = [link for link in links.filter(source__in=latest) if link.target_id in place]
    rows.sort(key=lambda link: (link.kind != LinkKind.CONTRADICTS, place[link.source_id], link.pk))
    shown = {pk for link in rows[:NEAR] for pk in (link.source_id, link.target_id)}
    cards = quotes.model.objects.as_cards().in_bulk(shown) if shown else {}
    for link in rows[:NEAR]:
        link.source, link.target = cards[link.source_id], cards[link.target_id]
    return rows[:NEAR]


def shared_talks():
    """Count the latest public talks that each pair of themes shares: Counter of (pk, pk). Two queries."""
    latest = list(Talk.objects.public().by_date().values_list("pk", flat=True)[:LOOKED_AT])
    talks = {}
    rows = ThemedTalk.objects.public().filter(content_object__in=latest).order_by("tag")
    for talk, tag in rows.values_list("content_object", "tag"):
        talks.setdefault(talk, []).append(tag)
    return Counter(pair for tags in talks.values() for pair in combinations(tags, 2))


def greatest(themes, *, most=30):
    """Those with most talks, in the order they come in: names of more would lie on each other in a circle."""
    chosen = set(sorted(themes, key=lambda theme: -theme.talk_count)[:most])
    return [theme for theme in themes if theme in chosen]


def constellation(themes, *, radius=200):
    """Lay themes on a circle for the overview's picture: the nodes, and a chord for each pair that shares talks.

    Lengths are units of the picture, whose centre is (0, 0). No disc is greater than what leaves its name in there.
    """
    nodes, most = {}, max((theme.talk_count for theme in themes), default=0) or 1
    for place, theme in enumerate(themes):
        angle = 2 * pi * place / len(themes) - pi / 2
        x, y = radius * cos(angle), radius * sin(angle)
        r = 4 + min(3, 24 / most**0.5) * theme.talk_count**0.5
        beyond = 1 + (r + 6) / radius  # its disc: of one that many talks bear, a label at a fixed distance stood inside
        nodes[theme.pk] = {
            "theme": theme,
            "x": round(x, 1),
            "y": round(y, 1),
            "r": round(r, 1),
            "label_x": round(x * beyond, 1),
            "label_y": round(y * beyond + 4, 1),
            "anchor": "middle" if abs(x) < radius / 10 else "start" if x > 0 else "end",
        }
    chords = [
        {"a": nodes[a], "b": nodes[b], "width": round(0.5 + count * 0.8, 1), "count": count}
        for (a, b), count in shared_talks().items()
        if a in nodes and b in nodes
    ]
    return {"nodes": list(nodes.values()), "chords": chords}


def spread(talks, quotes):
    """Give each talk the words to show beside it, `best`, the next ones, `more`, and how many there are, `said`.

    `quotes` are those of the event; of those of these talks alone are read, and only what is shown is loaded. A talk
    `is_alone` if nothing else begins when it does; `only_voice` is who speaks, where that is one person. Two queries.
    """
    said = {talk.pk: [] for talk in talks}
    for quote in quotes.filter(talk__in=said).order_by("position", "pk").only("kind", "text", "event", "talk"):
        said[quote.talk_id].append(quote)
    begun = Counter(talk.starts_at for talk in talks)
    for talk in talks:
        talk.said, talk.best = len(said[talk.pk]), best(said[talk.pk])
        talk.more = [quote for quote in said[talk.pk] if quote not in talk.best][:FOLDED]
        talk.only_voice = talk.people[0].speaker if len(talk.people) == 1 else None
        talk.is_alone = talk.starts_at is None or begun[talk.starts_at] == 1
    cards = quotes.as_cards().in_bulk(quote.pk for talk in talks for quote in (*talk.best, *talk.more))
    for talk in talks:
        talk.best, talk.more = ([cards[quote.pk] for quote in some] for some in (talk.best, talk.more))


def theme_table(event, *, drafts, most=12):
    """Cross the themes of an event with who spoke there: (voices, rows, other themes), the greatest first.

    A row is (theme, [cell, …]), a cell a voice: None where none of the talks bears the theme, else how many quotes do
    and the radius of the disc. The others are (theme, quotes). Six queries, which count.
    """
    quotes, talks = (rows.shown(drafts=drafts).order_by() for rows in (event.quotes, event.talks))
    cells = _counts(_on(quotes), "tag", "content_object__speaker")
    borne = _counts(_on(talks), "tag", "content_object__appearances__speaker", "content_object__appearances__is_public")
    themes = Counter({tag: 0 for tag, _speaker, _is_public in borne})
    for (tag, _speaker), count in cells.items():
        themes[tag] += count
    people, known = _voices(event, quotes, most), Theme.objects.in_brief().in_bulk(themes)
    ranked = sorted(known.values(), key=lambda theme: (-themes[theme.pk], theme.position, theme.key))
    rows = [
        (theme, [_cell(cells[theme.pk, one.pk], (theme.pk, one.pk, True) in borne) for one in people])
        for theme in ranked[:most]
    ]
    return people, rows, [(theme, themes[theme.pk]) for theme in ranked[most:]]


def _on(rows):
    """The links of these rows with public themes."""
    return rows.model.themed.rel.related_model.objects.of_public_themes().filter(content_object__in=rows)


def _counts(rows, *columns):
    """Counter of what rows have in these columns."""
    return Counter({tuple(values): n for *values, n in rows.order_by().values_list(*columns).annotate(n=Count("pk"))})


def _voices(event, quotes, most):
    """Those of whom most is quoted, of who speaks in a talk of the event."""
    spoken = Counter(dict(quotes.values_list("speaker").annotate(n=Count("pk"))))
    talking = event.appearances.public().exclude(talk=None).exclude(speaker=None).order_by()
    known = talking.values_list("speaker__sort_key", "speaker").distinct()
    ranked = [pk for _key, pk in sorted(known, key=lambda one: (-spoken[one[1]], one))][:most]
    people = Speaker.objects.in_brief().in_bulk(ranked)
    return [people[pk] for pk in ranked]


def _cell(count, is_borne):
    """(quotes, radius): the area of a disc is the number."""
    return (count, round(min(4.5 * sqrt(count), 15), 1)) if count or is_borne else None
