"""What somebody else tells that X said, and what X wrote, is found, and is nobody's for certain."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from tests.reading.heard import said

FRENCH = "Rose Dumont, maire de Valbourg, et Marc Delorme, adjoint, ont pris la parole.\n\n"
ENGLISH = "Rose Dumont, mayor of Oslo, and Tom Hill, a journalist, spoke first.\n\n"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Rose Dumont rapporte ce que Marc Delorme lui avait dit : « {} »", "Marc Delorme"),
        ("Rose Dumont rapporte ce que lui avait dit Marc Delorme : « {} »", "Marc Delorme"),
        ("Rose Dumont répète ce que lui a confié un voisin : « {} »", "un voisin"),
        ("D’après ce qu’aurait dit Rose Dumont, « {} ».", "Rose Dumont"),
        ("D’après ce que Rose Dumont a dit à Marc Delorme, « {} ».", "Rose Dumont"),
        ("« {} », a dit Rose Dumont, citée par Marc Delorme.", "Rose Dumont"),
        ("Rose Dumont, citée par Le Télégramme, a dit : « {} »", "Rose Dumont"),
        ("Rose Dumont raconte que Marc Delorme, son adjoint, lui a dit : « {} »", "Marc Delorme"),
        ("Rose Dumont raconte qu’une dame lui a dit : « {} »", None),
        ("Rose Dumont dit que sa mère répétait : « {} »", None),
        ("Rose Dumont assure qu’on lui a répondu : « {} »", None),
        ("Rose Dumont dit avoir entendu : « {} »", None),
        ("On raconte que Rose Dumont a dit : « {} »", "Rose Dumont"),
        ("Il paraît que Rose Dumont a dit : « {} »", "Rose Dumont"),
        ("À en croire Marc Delorme, Rose Dumont a dit : « {} »", "Rose Dumont"),
        ("Rose Dumont explique que Marc Delorme est parti et conclut : « {} »", None),
        ("Par la voix de Marc Delorme, Rose Dumont a dit : « {} »", "Rose Dumont"),
        ("Rose Dumont, par l’intermédiaire de son avocat, a déclaré : « {} »", "Rose Dumont"),
        ("« {} », s’est-elle entendu répondre. Rose Dumont s’est assise.", "Rose Dumont"),
        ("« {} », dit Rose Dumont avoir entendu.", "Rose Dumont"),
        ("« {} », se souvient avoir entendu Rose Dumont.", "Rose Dumont"),
        ("« {} », dit Rose Dumont (traduit de l’anglais).", "Rose Dumont"),
        ("« {} », a dit Rose Dumont, traduction de la rédaction.", "Rose Dumont"),
        ("Rose Dumont rappelle à Marc Delorme ses propres mots : « {} »", "Rose Dumont"),
        ("Marc Delorme étant absent, Rose Dumont lit sa note : « {} »", "Rose Dumont"),
        ("« {} », a dit Rose Dumont d’après Marc Delorme.", "Rose Dumont"),
        ("« {} », a dit Rose Dumont, dont Marc Delorme rapporte les propos.", "Rose Dumont"),
        ("« {} », a dit Rose Dumont à Marc Delorme, qui nous le rapporte.", "Rose Dumont"),
        ("Rose Dumont a dit (je traduis) : « {} »", "Rose Dumont"),
        ("Rose Dumont répond par une citation : « {} »", "Rose Dumont"),
        ("Rose Dumont entonne : « {} »", "Rose Dumont"),
        ("Rose Dumont lance, citant sans le dire le maire : « {} »", "Rose Dumont"),
        ("Dans mon rêve, Rose Dumont disait : « {} »", "Rose Dumont"),
        ("Une voix imitant Rose Dumont dit : « {} »", "Rose Dumont"),
        ("Rose Dumont, ventriloque, fait dire à sa poupée : « {} »", "Rose Dumont"),
        ("Les yeux de Rose Dumont semblaient dire : « {} »", "Rose Dumont"),
        ("« {} », a dit Rose Dumont en lisant Marc Delorme.", "Rose Dumont"),
        ("« {} », s’est vue reprocher Rose Dumont.", "Rose Dumont"),
    ],
)
def test_what_another_reports_is_to_be_checked(sentence, who):
    (told, is_certain), *others = said(FRENCH + sentence.format("Nous renonçons enfin au tram."))
    assert (is_certain, others) == (False, [])
    assert who in (told, None)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Rose Dumont repeated what Tom Hill had told her: “{}”", "Tom Hill"),
        ("According to what Rose Dumont told Tom Hill, “{}”", "Rose Dumont"),
        ("According to Tom Hill, Rose Dumont said: “{}”", "Rose Dumont"),
        ("“{},” said Rose Dumont, quoted by Tom Hill.", "Rose Dumont"),
        ("“{},” Rose Dumont reportedly said.", "Rose Dumont"),
        ("Rose Dumont is said to have said: “{}”", "Rose Dumont"),
        ("Rose Dumont said she had been told: “{}”", None),
        ("Rose Dumont remembered that her father used to say: “{}”", None),
        ("Tom Hill claims that Rose Dumont said: “{}”", "Rose Dumont"),
        ("“{},” said Rose Dumont through her lawyer.", "Rose Dumont"),
        ("“{},” said Rose Dumont on Mrs Hill’s behalf.", "Rose Dumont"),
        ("Rose Dumont was quoted as saying: “{}.”", "Rose Dumont"),
        ("“{},” said Rose Dumont (translated from Danish).", "Rose Dumont"),
        ("Rose Dumont, critics say, said: “{}.”", "Rose Dumont"),
        ("Rose Dumont, the story goes, said: “{}.”", "Rose Dumont"),
    ],
)
def test_so_it_is_in_english(sentence, who):
    (told, is_certain), *others = said(ENGLISH + sentence.format("We give up on trams now"))
    assert (is_certain, others) == (False, [])
    assert who in (told, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dans son livre, Rose Dumont écrit que « {} ».",
        "Dans une longue tribune, Rose Dumont dénonce : « {} »",
        "Rose Dumont affirme dans un courriel : « {} »",
        "« {} », a déclaré Rose Dumont dans un communiqué.",
        "« {} », écrit Rose Dumont.",
        "« {} », écrivait-elle. Rose Dumont n’est pas venue.",
        "Sur l’affiche, Rose Dumont annonce : « {} »",
        "« {} », a tweeté Rose Dumont.",
        "« {} », a posté Rose Dumont.",
        "« {} », a publié Rose Dumont.",
        "Rose Dumont propose l’amendement suivant : « {} »",
    ],
)
def test_what_somebody_wrote_is_found_and_nobody_was_there_for_certain(sentence):
    found = parse(Document("Rose Dumont, maire, écoute.\n\n" + sentence.format("Nous renonçons enfin au tram")))
    told = {one.kind: one for one in found if one.kind in ("quote", "speaker")}
    assert told["quote"].speaker == told["speaker"].name == "Rose Dumont"
    assert told["quote"].rule == "written"
    assert max(one.confidence for one in told.values()) < CERTAIN


@pytest.mark.parametrize(
    "sentence",
    [
        "In her book, Rose Dumont writes: “{}.”",
        "“{},” Rose Dumont said in a statement.",
        "“{},” Rose Dumont wrote.",
        "In a letter read to the room, Rose Dumont said: “{}.”",
        "“{},” Rose Dumont tweeted.",
    ],
)
def test_nor_is_it_in_english(sentence):
    assert said(ENGLISH + sentence.format("We give up on trams now")) == [("Rose Dumont", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Interrogée sur le rapport, Rose Dumont a répondu : « {} »",
        "Rose Dumont a rappelé que le tram coûte cher et a conclu : « {} »",
        "Marc Delorme souhaite que la ville réponde ; Rose Dumont objecte : « {} »",
        "Interrogée sur ce que coûte le tram, Rose Dumont a répondu : « {} »",
        "Rose Dumont souligne que les élus partagent ce souci avec tous les habitants du centre : « {} »",
        "Voici ce que Rose Dumont a dit : « {} »",
        "Rose Dumont, qui écrit des romans, a répondu : « {} »",
        "« {} », a répondu Rose Dumont à qui lui parlait du livre.",
    ],
)
def test_what_is_told_of_something_else_takes_nothing_from_what_was_said(sentence):
    assert said(FRENCH + sentence.format("Nous renonçons enfin au tram.")) == [("Rose Dumont", True)]


def test_a_term_that_an_office_is_told_to_wish_is_not_said():
    text = "Yann Le Bihan, président, a fait ses comptes. Le président espère ouvrir une « école de bord » le samedi."
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}Marc Delorme signe, Rose Dumont prête sa voix. « Je ne suis pas muet », a-t-elle dit.",
        f"{FRENCH}Marc Delorme parle danois, Rose Dumont traduit. « Je ne suis pas muet », a dit Rose Dumont.",
        f"{ENGLISH}Tom Hill spoke in Danish; Rose Dumont put it into English. “We give up,” Rose Dumont said.",
        f"{ENGLISH}Tom Hill signed and Rose Dumont interpreted. “We give up,” said Rose Dumont.",
    ],
)
def test_who_speaks_for_another_in_the_sentence_before_is_to_be_checked(text):
    assert [is_certain for _, is_certain in said(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}Rose Dumont donne lecture d’un mail. « J’ai ramé. » On applaudit. Rose Dumont poursuit : « À vous »",
        f"{FRENCH}Rose Dumont lit à voix haute le message du doyen. On se tait. « Je reviens », reprend Rose Dumont.",
        f"{FRENCH}Une lettre du doyen est lue par Rose Dumont. Chacun écoute. « Je reviens », conclut Rose Dumont.",
        f"{ENGLISH}Rose Dumont read out a long letter from Wick. Nobody coughed. “We give up,” Rose Dumont went on.",
        f"{ENGLISH}A letter from the keeper was read. Nobody coughed. “We give up,” said Rose Dumont.",
    ],
)
def test_what_is_read_out_further_up_may_go_on(text):
    assert True not in [is_certain for _, is_certain in said(text)]


def test_who_reads_much_speaks_for_himself():
    text = f"{FRENCH}Rose Dumont lit beaucoup. Le rapport est prêt. « Je n’y croyais pas », a dit Rose Dumont."
    assert said(text) == [("Rose Dumont", True)]


def test_a_book_that_is_translated_interprets_nobody():
    text = f"{FRENCH}Son livre, traduit en douze langues, est là. « Je n’y croyais pas », a dit Rose Dumont."
    assert said(text) == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rose Dumont, traduite en vingt langues, a dit : « {} ».",
        "« {} », a dit Rose Dumont, qui raconte volontiers sa vie.",
        "« {} », a dit Rose Dumont, selon qui le tram coûte trop.",
        "« {} », a dit Rose Dumont en entrant dans la pièce.",
        "Avec ses propres mots, Rose Dumont a dit : « {} ».",
        "Rose Dumont, entourée de livres empruntés à la médiathèque, a dit : « {} ».",
    ],
)
def test_what_only_reads_like_another_s_words_is_certain(sentence):
    assert said(FRENCH + sentence.format("Nous renonçons enfin au tram")) == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In her own words, Rose Dumont said: “{}.”",
        "Rose Dumont, translated into twenty languages, said: “{}.”",
        "“{},” said Rose Dumont, according to whom trams are late.",
        "“{},” said Rose Dumont, holding a book borrowed from the library.",
    ],
)
def test_so_are_those_in_english(sentence):
    assert said(ENGLISH + sentence.format("We give up on trams now")) == [("Rose Dumont", True)]


def test_what_somebody_says_in_a_work_is_not_said_there():
    text = f"{ENGLISH}In “The Tram”, by Tom Hill, Rose Dumont says: “We give up on trams now.”"
    assert said(text) == [("Rose Dumont", False)]
