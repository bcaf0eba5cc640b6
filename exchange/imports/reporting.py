"""What an import does, as JSON keeps it: a page or a command makes words of it."""

from django.utils.text import Truncator

from .parts import PARTS
from .planning import State
from .told import MODELS

LONGEST = 80  # characters of a value that is shown
MOST = 500  # records of a kind that are named; all are counted


def size_of(report):
    """How many records it would write."""
    counts = report.get("counts", {})
    return sum(of_kind.get(state, 0) for of_kind in counts.values() for state in (State.NEW, State.CHANGED))


def report_of(plan):
    """{"counts": {kind: {state: n}}, "new", "changed"…: [records], "unheld", "left_out": {name: n},
    "doubts": [[title, what]]}"""
    counts = {kind: {} for kind in MODELS}
    for (kind, state), number in plan.counts().items():
        counts[kind][state] = number
    return {
        "counts": counts,
        **{str(state): [_record(one) for one in plan.of(state)[:MOST]] for state in State if state != State.SAME},
        "gone": [{"kind": "talk", "name": str(talk), "pk": talk.pk} for talk in plan.gone[:MOST]],
        "gone_count": len(plan.gone),
        "unheld": dict(plan.file.unheld.most_common()),
        "left_out": dict(plan.file.left_out.most_common()),
        "doubts": [list(doubt) for doubt in plan.file.doubts[:MOST]],
        "doubt_count": len(plan.file.doubts),
    }


def _record(item):
    fields = item.changes or item.left
    shown = [[name, *([] if name in PARTS else map(_shown, pair))] for name, pair in fields.items()]
    left = list(item.left) if item.changes else []
    return {"kind": item.kind, "name": item.name, "pk": item.record, "fields": shown, "left": left}


def _shown(value):
    return "" if value is None else Truncator(str(value)).chars(LONGEST)
