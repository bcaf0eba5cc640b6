"""« elle » behind somebody whom one word, or an office, tells is not certainly who was named in full before."""

from itertools import product

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN

FRENCH = (
    "Séverine Plouzennec fait 1 300 kilomètres par mois.",
    ["Zuffi", "Marguerite", "Camille", "notre amie Ylenia", "une certaine Zuffi", "Paulette, de Brest"]
    + ["une infirmière"],
    [
        "Puis vint {}, avec ses cartons.", "C’est {} qui a pris la parole.", "Pour {}, tout a commencé en mars.",
        "À la plateforme de Mercey, {} trie les colis.", "La parole est donnée à {}.", "Parmi eux, {} sourit.",
    ],
    [" « Le casque compte », a-t-elle témoigné.", " Elle précise : « Le casque compte. »"],
)  # fmt: skip
ENGLISH = (
    "Sarah Plowright drives 1,300 miles a month.",
    ["Zuffi", "Marguerite", "our friend Ylenia", "the night nurse", "one of the nurses", "the landlady of the pub"],
    [
        "Then came {}, with her boxes.", "It was {} who took the floor.", "For {}, it all began in March.",
        "At the Mercey depot, {} sorts parcels.", "The floor was given to {}.", "Beside her, {} nodded.",
    ],
    [" “The headset counts,” she said.", " She explained: “The headset counts.”"],
)  # fmt: skip


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize(("named", "others", "told", "said"), [FRENCH, ENGLISH], ids=["fr", "en"])
def test_words_are_not_certainly_of_whoever_was_named_before(named, others, told, said, between):
    for other, does, says in product(others, told, said):
        found = parse(Document(f"{named}{between}{does.format(other)}{says}"))
        wrong = [one for one in found if one.kind == "quote" and one.speaker and one.speaker in named]
        assert all(one.confidence < CERTAIN for one in wrong), (other, does, says)


def test_places_and_houses_between_leave_it_certain():
    text = "Séverine Plouzennec vit à Brest et préside l’association Nocturnes. « Le casque compte », a-t-elle dit."
    (quote,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert quote.confidence >= CERTAIN and quote.speaker == "Séverine Plouzennec"
