"""Which posts of the base are those of an archive: by address, by network and number, or by their very words."""

from collections import defaultdict
from dataclasses import replace

from curation.addresses import address_key
from curation.batches import batches
from curation.identity import Verdict, judged
from exchange.imports.matching import Matching
from language.folding import fold
from quotes.duplicates import are_alike
from quotes.models import Tweet
from quotes.posted import Network
from recaps.identity import People
from themes.naming import identity


class PostsMatching(Matching):
    def _known(self):
        """Whose an account is, its handle says today, or an answer; not whose it was when posts came."""
        found, deleted = super()._known()
        unheld = {one.key for one in self.file.told.values() if one.is_sought} - self.file.sought.keys()
        return {key: pk for key, pk in found.items() if key not in unheld}, deleted - unheld

    def _certain(self, known):
        return {key: record.pk for key, record in self.file.sought.items()}

    def matches(self):
        found = self._unknown()
        return self._authors(found["speaker"]) | self._told_apart("tweet", self._posts(found["tweet"]))

    def _authors(self, told):
        """Of whom nobody here has the account: an equal name alone makes a question."""
        people = People([one.name for one in told]) if told else None
        matches = {one.subject: people.identify(one.name) for one in told}
        return {
            subject: replace(match, verdict=Verdict.ONE_OF) if match.record else match
            for subject, match in matches.items()
        }

    def _posts(self, told):
        placed = self._placed(told)
        unplaced = self._unplaced({one.said["handle"] for one in told})
        return {one.subject: _match(one.said, _held(one.said, placed), unplaced) for one in told}

    def _placed(self, told):
        """{key of an address, or `_numbered`: the post that has it}"""
        keys = [key for one in told if (key := address_key(one.said["url"]))]
        found = {row.address_key: row for some in batches(keys) for row in Tweet.objects.filter(address_key__in=some)}
        numbers = [number for one in told if (number := one.said["number"])]
        rows = (row for some in batches(numbers) for row in Tweet.objects.filter(number__in=some))
        return found | {_numbered(row.network, row.number, row.handle): row for row in rows}

    def _unplaced(self, handles):
        """{handle, folded: the posts under it of which nobody knows the address}"""
        found, held = defaultdict(list), {pk for key, pk in self.records.items() if key.startswith("tweet/")}
        for handle in sorted(handles):
            for row in Tweet.objects.filter(handle__iexact=handle, address_key=None).order_by("pk"):
                if row.pk not in held:
                    found[handle.casefold()].append(row)
        return found


def _held(said, placed):
    """A post of the base may have the number alone."""
    by_number = _numbered(said["network"], said["number"], said["handle"])
    return placed.get(address_key(said["url"])) or placed.get(by_number)


def _numbered(network, number, handle):
    """Elsewhere than on Twitter a number is one of the host, or of the account, that the handle names."""
    return network, number, "" if network == Network.TWITTER else handle.casefold()


def _match(said, held, unplaced):
    """The `Match` of a post: one at its address, or else of its words, if nothing says that it is another."""
    if held:
        return judged("tweet", exact=[held])
    found, words = defaultdict(list), fold(said["text"])
    for row in unplaced.get(said["handle"].casefold(), ()):
        is_of_another_day = bool(said["posted_on"] and row.posted_on) and str(row.posted_on) != said["posted_on"]
        if fold(row.text) == words:
            is_doubtful = is_of_another_day or identity(row.text) != identity(said["text"])
            found["doubtful" if is_doubtful else "exact"].append(row)
        elif not is_of_another_day and are_alike(words, fold(row.text)):
            found["alike"].append(row)
    return judged("tweet", **found)
