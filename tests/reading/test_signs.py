"""Which words with capitals are somebody’s name, by what is in them and around them."""

from reading.document import Document, Known
from reading.parsing.article import Article

SOMEBODY = (
    "Nous avons croisé Anne Brimond partout.",
    "Nous avons croisé Xalor BRIMOND partout.",
    "Nous avons croisé MM. Xalor Brimond partout.",
    "Nous avons croisé l’apicultrice Xalor Brimond partout.",
    "Nous avons croisé Xalor Brimond, apicultrice, partout.",
    "Nous avons croisé Xalor Brimond (@xalorb) partout.",
    "Nous avons croisé Xalor Brimond, 42 ans, partout.",
    "Nous avons croisé Xalor Brimond (Greenpeace) partout.",
    "Nous avons croisé X Brimond (Greenpeace) partout.",
    "Nous avons croisé Xalor Brimond de Greenpeace partout.",
    "Nous avons croisé une maire, Xalor Brimond partout.",
    "Depuis, Xalor Brimond explique tout.",
    "Since then Xalor Brimond has said that all of the trees were there.",
    "Depuis, Xalor Brimond a bien expliqué tout.",
    "Depuis, Xalor Brimond a peint partout.",
    "Ainsi explique Xalor Brimond partout.",
    "They walked in Xalor Brimond’s garden and all of the trees that were there.",
    "They walked with Xalor Brimond, the tallest of them, and all of the trees that were there.",
)
NOBODY = (
    "Nous avons croisé Xalor Brimond partout.",
    "Nous avons croisé X Brimond partout.",
    "Nous avons croisé la Xalor Brimond (Greenpeace) partout.",
    "Nous avons croisé XALOR BRIMOND (@xalorb) partout.",
    "Nous avons croisé Fédération Brimond (Greenpeace) partout.",
    "Nous avons croisé Anne Fédération (@annef) partout.",
    "Nous avons croisé Xalor Maire Brimond (Greenpeace) partout.",
    "Nous avons croisé Le Brimond (@xalorb) partout.",
    "Xalor Brimond (Greenpeace) est partout.",
    "Ainsi dit-il Xalor Brimond (Greenpeace) partout.",
)


def named(text):
    return [person.name for person in Article(Document(text), Known()).people.persons]


def test_a_name_keeps_a_syllable_that_is_a_small_word_elsewhere():
    assert named("Nous avons croisé M. Nguyễn Văn An partout.") == ["Nguyễn Văn An"]
    assert named("Hier, Heung-min Son, maire, a parlé.") == ["Heung-min Son"]
    assert named("Hier, Anne Brimond, son amie, a parlé.") == ["Anne Brimond"]


def test_enough_has_to_speak_for_words_with_capitals_to_be_a_name():
    assert [text for text in SOMEBODY if not named(text)] == []
    assert [text for text in NOBODY if named(text)] == []
