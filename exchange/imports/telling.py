"""The report of an import as lines of text."""

from . import words
from .planning import State
from .told import MODELS

FEW = 20  # records of a list that a terminal shows


def lines(report):
    """Yield the report, totals first."""
    for kind, model in MODELS.items():
        counts = report["counts"].get(kind)
        if counts:
            told = ", ".join(f"{State(state).label} {n}" for state, n in sorted(counts.items()))
            yield f"  {model._meta.verbose_name_plural} : {told}"
    yield from questions(report["questions"])
    yield from _records("Changés par le fichier", report["changed"], _count(report, "changed"), _changes)
    yield from _records("Laissés comme ils sont", report["left"], _count(report, "left"), _changes)
    yield from _records("Supprimés depuis, laissés", report["deleted"], _count(report, "deleted"))
    yield from _records("Oubliés depuis, laissés", report["forgotten"], _count(report, "forgotten"))
    yield from _records("Absents du fichier, gardés", report["gone"], report["gone_count"])
    if report["unheld"]:
        yield "Sans place ici :"
        yield from (f"  {name} : {number}" for name, number in report["unheld"].items())
    if report["left_out"]:
        yield "Écartés :"
        yield from (f"  {words.LEFT_OUT[why]} : {number}" for why, number in report["left_out"].items())
    if report["doubts"]:
        yield "Douteux :"
        yield from (f"  {title} : {words.doubt(what)}" for title, what in report["doubts"][:FEW])
        yield from _rest(report["doubt_count"])


def questions(asked):
    if asked:
        yield "À choisir (--answer SUJET=NUMÉRO, ou SUJET=new pour une autre fiche) :"
    for one in asked:
        told = f" ({one['told']})" if one["told"] else ""
        records = ", ".join(f"{label} [{pk}]" for pk, label in one["records"])
        yield f"  {one['name']}{told} : {records} ? SUJET : {one['subject']}"


def _count(report, state):
    """How many records are so, of which the report names some."""
    return sum(counts.get(state, 0) for counts in report["counts"].values())


def _records(title, records, count, told=None):
    if records:
        yield f"{title} :"
        yield from (f"  {one['name']}{told(one) if told else ''}" for one in records[:FEW])
        yield from _rest(count)


def _rest(count):
    if count > FEW:
        yield f"  … et {count - FEW} de plus"


def _changes(record):
    fields = (words.field_label(record["kind"], name) for name, *_values in record["fields"])
    return f" : {', '.join(map(str, fields))}"
