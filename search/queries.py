"""What somebody typed, understood: every text is a query, and what was not understood is told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    text: str
    ignored: tuple[str, ...] = ()  # what was typed and has no meaning, for the page to say

    @property
    def is_empty(self):
        """Nothing to look for: neither words nor operators."""
        raise NotImplementedError


def read(text):
    """The query of any text. Never raises; what follows the first 10,000 characters is ignored."""
    raise NotImplementedError
