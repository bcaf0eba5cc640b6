"""The report of an import as a page shows it: totals, then what needs somebody, then what is folded."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import words
from .planning import State
from .told import MODELS

SHOWN = 100  # records of a list


@dataclass(frozen=True)
class Line:
    """A record: its name, where it is, and what the file says of it: [(field, what it is, what the file says), …]."""

    name: str
    address: str
    fields: list


@dataclass(frozen=True)
class Section:
    title: str
    count: int
    lines: list
    is_open: bool

    @property
    def more(self):
        return max(self.count - len(self.lines), 0)


def progress(batch):
    """« 45 % · 6 102 fiches · depuis 14 s », as far as that is known of what a program is at."""
    seconds = int((timezone.now() - batch.since).total_seconds())
    size = number_format(batch.size, force_grouping=True)
    told = (
        batch.percent and _("%(percent)d %%") % {"percent": batch.percent},
        batch.size and ngettext("%(size)s fiche", "%(size)s fiches", batch.size) % {"size": size},
        _("depuis %d s") % seconds if seconds < 60 else _("depuis %d min") % (seconds // 60),
    )
    return " · ".join(filter(None, told))


def totals(report):
    """(the labels of the states that there are, [(records of a kind, [how many of each state]), …])"""
    counts = report.get("counts", {})
    states = [state for state in State if any(of_kind.get(state) for of_kind in counts.values())]
    rows = [
        (model._meta.verbose_name_plural, [counts[kind].get(state, 0) for state in states])
        for kind, model in MODELS.items()
        if counts.get(kind)
    ]
    return [state.label for state in states], rows


def sections(report):
    """The lists of records, those that somebody should look at unfolded."""
    titles = [
        ("changed", _("Changés par le fichier"), True),
        ("left", _("Laissés comme la rédaction les a voulus"), True),
        ("gone", _("Absents du fichier, et gardés"), True),
        ("stayed", _("Restés : quelqu’un les a modifiés ou s’en sert"), True),
        ("deleted", _("Supprimés depuis, et laissés ainsi"), False),
        ("forgotten", _("Oubliés, et laissés ainsi"), False),
        ("new", _("Nouveaux"), False),
    ]
    counts = {
        name: sum(of_kind.get(name, 0) for of_kind in report.get("counts", {}).values()) for name, *_rest in titles
    }
    counts |= {"gone": report.get("gone_count", 0), "stayed": len(report.get("stayed", ()))}
    return [
        Section(title, counts[name], [_line(one) for one in report[name][:SHOWN]], is_open)
        for name, title, is_open in titles
        if report.get(name)
    ]


def unheld(report):
    return list(report.get("unheld", {}).items())


def left_out(report):
    return [(words.LEFT_OUT.get(why, why), number) for why, number in report.get("left_out", {}).items()]


def doubts(report):
    """([(title, what is doubted), …], how many more)"""
    told = [(title, words.doubt(what)) for title, what in report.get("doubts", [])[:SHOWN]]
    return told, max(report.get("doubt_count", 0) - len(told), 0)


def _line(record):
    kind, fields = record["kind"], record.get("fields", ())
    meta = MODELS[kind]._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record["pk"]]) if record["pk"] else ""
    # What was said and what the file says are not told of people, themes and what else is rows of its own.
    shown = [(words.field_label(kind, name), *(values or ("", ""))) for name, *values in fields]
    return Line(record["name"], address, shown)
