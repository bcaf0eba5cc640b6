"""The people of the base, by the forms of their names: a form tells that words are a name, not whose it is."""

from collections import defaultdict
from dataclasses import dataclass

from language.folding import fold

from .names import name_parts


@dataclass(frozen=True)
class Acquaintance:
    handles: frozenset  # folded, of all who go by one name


class Acquaintances:
    def __init__(self, known):
        self._by_form = defaultdict(list)
        self.families = {fold(name_parts(one.name)[0]) for one in known}
        for one in known:
            for form in {fold(one.name), *map(fold, one.forms)}:
                self._by_form[form].append(one)

    def called(self, name):
        """What all who go by that name have in common, or None if nobody does."""
        found = self._by_form.get(fold(name))
        return Acquaintance(frozenset(one.handle.casefold() for one in found if one.handle)) if found else None

    def whole_name_of(self, form):
        """The folded name of the only one who goes by that form; of two whom it may name, it names neither."""
        found = self._by_form.get(fold(form), ())
        return fold(found[0].name) if len(found) == 1 else ""
