"""What people were told was done, and what they asked for without being told."""

import contextlib
import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Cell:
    certain: object = None
    possible: list = field(default_factory=list)  # asked for since, without an answer


class Ledger:
    """Cells by (kind, token): a value that was acknowledged, and those that may have been written after it."""

    def __init__(self):
        self.cells = {}
        self.acknowledged = Counter()  # deeds, by what they were
        self.unanswered = Counter()
        self.letters = Counter()  # addresses: mails that somebody was promised
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def deed(self, what, cells):
        """Within, all of `cells`, {(kind, token): value}, is asked for; it is acknowledged unless that raises."""
        with self.lock:
            for place, value in cells.items():
                self.cells.setdefault(place, Cell()).possible.append(value)
            self.unanswered[what] += 1
        yield
        with self.lock:
            for place, value in cells.items():
                self.cells[place] = Cell(value)
            self.unanswered[what] -= 1
            self.acknowledged[what] += 1

    def know(self, cells):
        """What is there before anybody does anything to it."""
        with self.lock:
            self.cells |= {place: Cell(value) for place, value in cells.items()}

    def wrong(self, actual):
        """[(place, cell, what is there)] of what is not as it has to be; `actual` is {place: value}.

        What is there counts from now on.
        """
        found = []
        for place, cell in self.cells.items():
            value = actual.get(place)
            if value != cell.certain and value not in cell.possible:
                found.append((place, cell, value))
            self.cells[place] = Cell(value)
        return found
