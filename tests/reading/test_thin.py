"""Where little stands around words: who has no name, a name and a colon, « selon », the sentences beside."""

from reading.document import Document
from reading.parsing import parse

OPENED = "Jean Roux a ouvert la séance.\n\n"
WORDS = "Le quai sera fini avant la pluie"


def _rules(text):
    return [one.rule for one in parse(Document(text)) if one.kind == "quote"]


def test_words_of_somebody_without_a_name_are_to_be_checked_like_those_of_a_person():
    texts = {
        "Son grand-père, à qui un journaliste demandait en 1958 pourquoi il se taisait, avait répondu : « {} ».": (
            "another-day"
        ),
        "Les habitants n’ont jamais dit : « {} ».": "unclear",
        "« {} », aurait lancé un habitant.": "unclear",
        "« {} », disaient les habitants en 1958.": "another-day",
        "Un habitant a dit : « {} ».": "group-before",
        "« {} », ont lancé les habitants.": "group-after",
    }
    assert {text: _rules(OPENED + text.format(WORDS))[0] for text in texts} == texts
