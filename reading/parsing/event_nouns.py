"""What is held, in words: the nouns of events, and where a name that begins with one ends."""

import re

from language.dates import MONTH, WEEKDAY

NOUNS = (
    r"(?:Ateliers?|Conférence|Colloque|Forum|Journées?|Rencontres?|Table[- ]ronde|Séminaire|Festival|Salon|Sommet"
    r"|Assises|Université d[’']été"
    r"|Hackathon|Meetup|Fête|Semaine|Printemps(?! (?:19|20)\d\d)|États généraux|Congrès|Convention|Nuit|Webinaire|Café"
    r"|Biennale|Summit|Conference|Workshop|Symposium|Fair|Week|Gathering)"
)
GAP = r"[^\S\n]"
WORD = r"[\w’'·&-]{1,60}"  # a run without end would be tried anew at each of its hyphens
_DETERMINED = rf"(?:{GAP}(?:du|de|des|d[’']|le|les|au|en|la|on|of|the|for|pour|from))"
# Where a day, or what is said of the article itself, follows a name: none of it is part of the name.
_BEHIND_NAME = re.compile(
    rf"{_DETERMINED}*{GAP}(?:{WEEKDAY}\.?,?{GAP}+)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?{GAP}*(?:{MONTH}|(?:au|et|&|–|-|to|and|/){GAP}*\d)"
    rf"|{MONTH}{GAP}+\d)"
    rf"|{_DETERMINED}+{GAP}\d{{1,2}}(?:er|st|nd|rd|th)?(?![\w’'-])(?!{GAP}+[A-ZÀ-Ý])"
    rf"|{GAP}(?:de|of|on){GAP}{WEEKDAY}"
    rf"|{GAP}(?:en|in|of|de){GAP}(?:19|20)\d\d\b"
    rf"|{GAP}(?:Publié|Mis|Posté|Rédigé|Écrit|Posted|Published|Updated|Written|Par|By)e?s?\b"
    rf"|(?:{GAP}(?:Les?|La|Un|Une|Des|The|An?|On|Nous|We|Il|Elle|En|{WEEKDAY}))+$",
    re.IGNORECASE,
)
# A line of a page, or of a paper, that says where an article stands: « Mag’ | N° 88 | JUIN 2025 », « Posté dans X ».
MASTHEAD = re.compile(
    r"[|>›].*[|>›]|[–—|][ \u00a0](?:(?:la|le|the)[ \u00a0])?(?:lettre|bulletin|gazette|newsletter)\b"
    r"|(?:numéro|issue|– n°)[ \u00a0]?\d"
    r"|^(?:billet |article )?(?:post|publi|class|fil|tagg)\w+ (?:dans|sous|in|under)\b"
    r"|^(?:catégories?|rubrique|mots-clés|étiquettes|categor\w+|tags?)[ \u00a0]?:",
    re.IGNORECASE,
)


def bounded(text, start, end):
    """The span of a name without the day, or the words of the page, that follow it; None if a noun alone is left."""
    behind = _BEHIND_NAME.search(text[start : end + 20])
    if behind and behind.start() < end - start:
        end = start + behind.start()
    end -= len(text[start:end]) - len(text[start:end].rstrip(" \u00a0,;-"))
    words = text[start:end]
    is_cut = words.count('"') % 2 or words.count("«") > words.count("»") or words.count("“") > words.count("”")
    return (start, end) if " " in " ".join(words.split()) and not is_cut else None


def is_in_capitals(words):
    return re.sub(r"\d+\w*", "", words).isupper()  # « 3es ASSISES »


def printed(text, start, end, *, first=True):
    """The words of a name, out of capitals: as the article prints them elsewhere, if it does; the `first` with one."""
    name = " ".join(text[start:end].split())
    if is_in_capitals(name):
        again = re.search(re.escape(name), text[end:], re.IGNORECASE)
        name = again[0] if again and not again[0].isupper() else " ".join(_elsewhere(text, one) for one in name.split())
    return name[0].upper() + name[1:] if first else name


def _elsewhere(text, word):
    """A word in capitals as the text prints it elsewhere: « Haut-Ligeron », if never « haut-ligeron »."""
    again = {found[0] for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)} - {word}
    return min(again) if again and word.lower() not in again else word.lower()
