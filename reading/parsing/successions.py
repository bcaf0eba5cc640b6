"""Who has an office no more, and who has it since: « maire jusqu’en 2020 », « X a passé la main à Y »."""

import re
from dataclasses import replace

from .lexicon import held_roles

FORMER = "ancien"  # the rank that makes another office of one that is over
_YEAR = r"(?:19|20)\d\d"
# Behind an office, what says that its time is over.
_OVER = (
    r"jusqu[’']|jusque|until\b|till\b|up to (?:19|20)"
    rf"|(?:de|depuis|from|between|entre)\s+(?:\w+\s+)?{_YEAR}\s+(?:à|au|et|jusqu\S*|to|and|until|till)\s*(?:en\s+)?(?:\w+\s+)?{_YEAR}"
    rf"|{_YEAR}\s*[-–—/]\s*(?:{_YEAR}|\d\d\b)"
    r"|(?:pendant|durant)\s+\w+\s+(?:ans|années|mandats?)|dans les années|in the (?:19|20)\d0s"
    r"|il y a \w+ ans|\w+ years ago"
)
_BOUNDED = re.compile(rf"(?<!\w)(?:{_OVER})", re.IGNORECASE)
_BOUNDED_BEHIND = re.compile(rf"\s*[,(]?\s*(?:{_OVER})", re.IGNORECASE)
# What stands between who had an office and who has it since, and the other way round.
_HANDED = re.compile(
    r"\b(?:pass\w+|c[éè]d\w+|laiss\w+|transm\w+|remis|remet|confi\w+)\s+(?:\w+\s+)?(?:la|sa|son|ses|le|les|l[’'])\s*"
    r"(?:main|place|siège|fauteuil|flambeau|clés|clefs|écharpe|rênes|présidence|mairie|direction|relais|témoin|poste"
    r"|fonctions?|barre|tablier|mandat)\s+(?:[\w’]+\s+){0,4}?(?:à|au)\s+(?:[\w’]+\s+){0,4}?$"
    r"|\b(?:remplacée?|relayée?|replaced|succeeded)\s+(?:\w+\s+){0,4}?(?:par|by)\s+(?:[\w’]+\s+){0,4}?$"
    r"|\b(?:hand(?:s|ed|ing) (?:\w+\s+){0,4}?(?:over|on)?\s*(?:\w+\s+){0,3}?to|ma(?:de|kes|king) way for"
    r"|step(?:s|ped) (?:down|aside) for|pass(?:es|ed) (?:on )?the (?:torch|baton|reins|keys) to)\s+(?:\w+\s+){0,3}?$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:succ[éè]d\w+\s+(?:[\w’]+\s+){0,4}?(?:à|au)|(?:remplac\w+|remplaç\w+)(?<!acée)(?<!acé)|a(?:vait)? remplacé"
    r"|pr(?:is|end|enait|enant|ise) la (?:suite|place|succession|relève) d[eu’]|t(?:ook|akes|aking|aken) over from"
    r"|succeed(?:s|ed|ing)|replac(?:es|ed|ing)|successeure? de|successor (?:of|to))\s*(?:[\w’]+\s+){0,4}?$",
    re.IGNORECASE,
)
_WINDOW = 180  # characters before the second name


def is_over(text, start, end):
    """Whether the office told from `start` to `end` is bounded in time, there or right behind."""
    return bool(_BOUNDED.search(text, start, end) or _BOUNDED_BEHIND.match(text, end))


def as_former(office):
    return replace(office, ranks=office.ranks | {FORMER})


class Successions:
    def _note_successions(self):
        """Take the offices of who handed them over; who has them since inherits them, which nobody said in words."""
        for number, mention in enumerate(self.mentions):
            if mention.person.may_be or self._is_inside(mention.start):
                continue
            window = self.text[max(0, mention.start - _WINDOW) : mention.start]
            sentence = window[max(map(window.rfind, ("\n", ". ", "! ", "? "))) + 1 :]
            for pattern, is_handed in ((_HANDED, True), (_TAKEN, False)):
                found = pattern.search(sentence)
                other = found and self._before(number, mention.start - len(sentence) + found.start())
                if other and other.person is not mention.person:
                    former, successor = (other, mention) if is_handed else (mention, other)
                    _hand_over(former.person, successor.person)
                    break

    def _before(self, number, limit):
        """The last name before the place `limit` that is what a sentence is about, of those before the `number`th."""
        near = reversed(self.mentions[max(0, number - 4) : number])
        return next((m for m in near if m.end <= limit and limit - m.end < _WINDOW and m.is_subject), None)


def _hand_over(former, successor):
    over = [office for office in former.offices if office.role in held_roles()]
    told = {office.role for office in successor.offices}
    successor.inherited += [
        replace(office, ranks=office.ranks - {FORMER}) for office in over if office.role not in told
    ]
    former.offices = [as_former(office) if office in over else office for office in former.offices]
