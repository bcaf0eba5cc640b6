"""How often each rule of the reader is right, in the articles of `tests/reading/passages`: `make certainty`.

Writes `reading/parsing/data/certainty.txt`, and prints the rules that are not certain and the findings that were wrong
of those that are. Quotes, tweets and people have keys; nothing else is ever certain.
"""

import json
import re
from collections import Counter
from pathlib import Path

from language.folding import fold
from reading.document import Document
from reading.parsing import find, lines
from reading.parsing.candidates import CERTAIN
from reading.parsing.certainty import FEWEST, SURE
from reading.parsing.lexicon import DATA

PASSAGES = sorted((Path(__file__).parents[1] / "tests" / "reading" / "passages").glob("*.txt"))
FILE = DATA / "certainty.txt"
NEAR = 3  # characters by which a span may differ from that of the key
HEAD = f"""# How many findings of a rule were right, of how many: made by `make certainty`.
# kind, rule, whether the rule itself leaves no doubt, right, of. Of fewer than {FEWEST} no share is believed.
"""


def judged(paths=PASSAGES):
    """Yield (path, candidate, whether it is right) of all that the keys tell about."""
    for path in paths:
        key = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        document = Document(path.read_text(encoding="utf-8"))
        unfolded = lines.unfold(document)
        for found in find(unfolded.document):
            one = unfolded.back(found, document.text)
            if one.kind in JUDGES and (right := JUDGES[one.kind](one, key)) is not None:
                yield path, one, right


def _quote(one, key):
    told = next((quote for quote in key["quotes"] if _is_at(one, quote)), None)
    if told is None:
        return None if any(_overlap(one, other) for other in key.get("optional_quotes", ())) else False
    return _is_called(one.speaker, told["speaker"], key) if told["speaker"] else one.speaker is None


def _tweet(one, key):
    for told in key.get("tweets", ()):
        if _overlap(one, told):
            days = one.date is None or str(one.date) == (told.get("date") or "")[:10]
            return days and fold(one.handle or "") == fold((told.get("handle") or "").lstrip("@"))
    return None if one.rule == "tweet-address" else False


def _speaker(one, key):
    return any(_is_called(one.name, told["name"], key) for told in key["speakers"])


JUDGES = {"quote": _quote, "tweet": _tweet, "speaker": _speaker}


def _is_at(one, told):
    return abs(one.start - told["start"]) <= NEAR and abs(one.end - told["end"]) <= NEAR


def _overlap(one, told):
    return one.start < told["end"] and told["start"] < one.end


def _is_called(name, wanted, key):
    """Whether `name` is the name of the key's person, or a form of two words or more that the key gives."""
    forms = next((told.get("aliases", ()) for told in key["speakers"] if told["name"] == wanted), ())
    known = {_plain(wanted), *(_plain(form) for form in forms if " " in form)}
    return name is not None and _plain(name) in known


def _plain(name):
    return " ".join(sorted(re.sub(r"^(?:m|mme|mr|mrs|ms|dr|pr) ", "", fold(name)).split()))


def table(judgements):
    """{(kind, rule, "sure" or "doubted"): (right, of)}, in order."""
    of, right = Counter(), Counter()
    for _, one, is_right in judgements:
        place = one.kind, one.rule, "sure" if one.confidence >= SURE else "doubted"
        of[place] += 1
        right[place] += is_right
    return {place: (right[place], of[place]) for place in sorted(of)}


def written(shares):
    return HEAD + "".join(f"{' '.join(place)} {right} {of}\n" for place, (right, of) in shares.items())


def main():
    judgements = list(judged())
    shares = table(judgements)
    FILE.write_text(written(shares), encoding="utf-8")
    for (kind, rule, doubt), (right, of) in shares.items():
        is_certain = doubt == "sure" and of >= FEWEST and right / of >= CERTAIN
        print(f"{kind:8} {rule:16} {doubt:8} {right:4} of {of:4} {right / of:5.2f} {'certain' if is_certain else ''}")
    for path, one, is_right in judgements:
        if one.confidence >= SURE and not is_right:
            print(f"wrong: {path.stem}, {one.kind}, {one.rule}: {one.text[:80]!r} {getattr(one, 'speaker', '')}")


if __name__ == "__main__":
    main()
