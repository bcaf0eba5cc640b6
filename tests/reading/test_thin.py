"""Where little stands around words: who has no name, a name and a colon, « selon », the sentences beside."""

from reading.document import Document
from reading.parsing import parse
from tests.reading.test_plain import ENGLISH, ENGLISH_WORDS, FRENCH, SHE, WORDS, certain

OPENED = "Jean Roux a ouvert la séance.\n\n"
FRENCH_BESIDE = [
    "Anne Roux a soupiré : « {} » (rires). Non, je plaisante.",
    "« {} », a soupiré Anne Roux. Non, je plaisante.",
    "« {} », a dit Anne Roux. C’est du moins ce qu’on raconte.",
    "« {} », a dit Anne Roux. Du moins le dit-on.",
    "« {} », a dit Anne Roux. Personne ne l’a entendue.",
    "« {} », a dit Anne Roux. Elle dément.",
    "« {} », a dit Anne Roux. La phrase est inventée.",
    "« {} », a dit Anne Roux. La phrase est apocryphe.",
    "« {} », a dit Anne Roux. Enfin, c’est ce que j’ai cru entendre.",
    "« {} », a dit Anne Roux. C’était en 1998.",
    "« {} », a dit Anne Roux. C’était il y a dix ans.",
    "« {} », a dit Anne Roux. La formule est de son père.",
    "« {} », a dit Anne Roux. Le mot est de Victor Hugo.",
    "« {} », a dit Anne Roux. Elle citait Victor Hugo.",
    "« {} », a dit Anne Roux. Faux, bien sûr.",
    "Anne Roux a dit : « {} ». Ou quelque chose d’approchant.",
    "Anne Roux a dit : « {} ». Je cite de mémoire.",
    "Intox. Anne Roux a déclaré : « {} ».",
    "Faux. Anne Roux a déclaré : « {} ».",
    "Vrai ou faux ? Anne Roux a déclaré : « {} ».",
    "Imaginons la scène. Anne Roux a déclaré : « {} ».",
    "On connaît la légende. Anne Roux a déclaré : « {} ».",
    "C’est une blague. Anne Roux a déclaré : « {} ».",
    "J’ai fait un rêve. Anne Roux a déclaré : « {} ».",
    "Un sketch l’a moquée. Anne Roux a déclaré : « {} ».",
    "Voici ce que prétend la rumeur. Anne Roux a déclaré : « {} ».",
    "Anne Roux évoque le cri d’un spectateur : « {} ».",
    "Anne Roux résume la position de l’opposition : « {} ».",
    "Anne Roux commente la banderole : « {} ».",
    "Anne Roux, au pied de la statue du poète : « {} ».",
    "« {} », a dit Anne Roux devant le tribunal de Lyon.",
    "« {} », a dit Anne Roux devant les caméras de TF1.",
    "« {} », a dit Anne Roux au micro de RTL.",
    "« {} », a dit Anne Roux à Ouest-France.",
    "« {} », a dit Anne Roux en prêtant serment.",
    "Le credo d’Anne Roux : « {} ».",
    "La devise d’Anne Roux : « {} ».",
    "Le slogan d’Anne Roux : « {} ».",
    "Le mot favori de la grand-mère d’Anne Roux : « {} ».",
    "Le message du mari d’Anne Roux : « {} ».",
    "Le mot de passe d’Anne Roux : « {} ».",
    "Le discours jamais prononcé d’Anne Roux : « {} ».",
    "Le dernier mot d’Anne Roux : « {} ».",
    "Les derniers mots d’Anne Roux : « {} ».",
    "Anne Roux (marionnette) : « {} ».",
    "Anne Roux (archives) : « {} ».",
    "Anne Roux (1998) : « {} ».",
    "Anne Roux (imaginée) : « {} ».",
    "Anne Roux (absente) : « {} ».",
    "Anne Roux, par texto : « {} ».",
    "Anne Roux, ce matin sur RTL : « {} ».",
    "Anne Roux, au téléphone : « {} ».",
    "Anne Roux, hier soir à la télévision : « {} ».",
    "Anne Roux, jeune : « {} ».",
    "Anne Roux, plus jeune : « {} ».",
    "Anne Roux, au lycée : « {} ».",
    "Non pas Anne Roux : « {} ».",
    "Surtout pas Anne Roux : « {} ».",
    "Pour Anne Roux, l’opposition n’a qu’un mot : « {} ».",
    "Pour Anne Roux, le préfet a été clair : « {} ».",
    "Pour Anne Roux, le refrain est connu : « {} ».",
    "Selon Anne Roux, le préfet a été clair : « {} ».",
    "Selon Anne Roux, le mot d’ordre était : « {} ».",
    "Selon Anne Roux elle-même en 2009, « {} ».",
]
ENGLISH_BESIDE = [
    "“{},” said Anne Roux. Or so they say.",
    "“{},” said Anne Roux. Or so the story goes.",
    "“{},” said Anne Roux. At least, that is the story.",
    "“{},” said Anne Roux. She was joking.",
    "“{},” said Anne Roux. Just kidding.",
    "“{},” said Anne Roux. That was in 1998.",
    "“{},” said Anne Roux. That was ten years ago.",
    "“{},” said Anne Roux. She denies it.",
    "“{},” said Anne Roux. The line is her father’s.",
    "“{},” said Anne Roux. She was quoting Tom Hill.",
    "“{},” said Anne Roux. Or words to that effect.",
    "“{},” said Anne Roux. Nobody heard it.",
    "“{},” Anne Roux told her daughter on her deathbed.",
    "“{},” Anne Roux told her mother at the age of six.",
    "“{},” Anne Roux told the court.",
    "“{},” Anne Roux told the jury.",
    "“{},” Anne Roux told reporters outside the court.",
    "“{},” Anne Roux told a talk show.",
    "“{},” Anne Roux told voters.",
    "“{},” Anne Roux told her biographer.",
    "“{},” Anne Roux told police.",
    "“{},” said Anne Roux in her head.",
    "“{},” said Anne Roux at her wedding.",
    "Fiction. Anne Roux said: “{}.”",
    "Fake. Anne Roux said: “{}.”",
    "Imagine this. Anne Roux said: “{}.”",
    "Legend has it. Anne Roux said: “{}.”",
    "Anne Roux recalled the cry of a spectator: “{}.”",
    "The question for Anne Roux: “{}.”",
    "Anne Roux (archive): “{}.”",
    "Anne Roux (puppet): “{}.”",
    "Anne Roux, in 1998: “{}.”",
    "Anne Roux, on the phone: “{}.”",
    "Not Anne Roux: “{}.”",
    "For Anne Roux, the prefect was clear: “{}.”",
    "According to Anne Roux in 2009, “{}.”",
]
OF_HER = [
    "« {} », a-t-elle lâché. Non, je plaisante.",
    "Intox. Elle a dit : « {} ».",
    "Elle évoque le cri d’un spectateur : « {} ».",
    "Elle résume la position de l’opposition : « {} ».",
    "Pour elle, le préfet a été clair : « {} ».",
    "Selon elle, le préfet a été clair : « {} ».",
    "Selon elle, la pancarte disait « {} ».",
    "Selon elle, son père répétait « {} ».",
]
PLAIN = [
    "Anne Roux : « {} ».",
    "Anne Roux, maire de Valbourg : « {} ».",
    "Anne Roux, 54 ans, sourit encore : « {} ».",
    "Anne Roux, elle, garde son calme : « {} ».",
    "Quant à Anne Roux, elle garde son calme : « {} ».",
    "La conclusion d’Anne Roux : « {} ».",
    "Selon Anne Roux, maire de Valbourg, « {} ».",
    "Selon Anne Roux, le quai a trouvé sa place : « {} ».",
    "Pour Anne Roux, c’est une bonne nouvelle : « {} ».",
    "La salle a ri. Anne Roux a dit : « {} ». Puis on a trinqué.",
    "« {} », a dit Anne Roux. C’était une belle soirée.",
]


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


def test_what_stands_thinly_beside_words_may_take_them_away():
    assert certain(FRENCH, FRENCH_BESIDE, WORDS) == []
    assert certain(ENGLISH, ENGLISH_BESIDE, ENGLISH_WORDS) == []
    assert certain(SHE, OF_HER, WORDS) == []


def test_and_what_is_plain_does_not():
    assert certain(FRENCH, PLAIN, WORDS) == PLAIN
