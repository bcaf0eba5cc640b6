"""Which kind of talk or event the words of other systems mean."""

from language.folding import fold

_TALKS = {
    "opening": "opening, opening session, opening ceremony, opening event, ouverture, séance d’ouverture, "
    "cérémonie d’ouverture, mot d’accueil, allocution d’ouverture, eröffnung",
    "keynote": "keynote, keynote speech, keynote talk, plenary, plenary talk, plenary session, plénière, "
    "conférence plénière, conférence invitée, grand témoin, invited talk",
    "talk": "talk, lecture, presentation, session, présentation, conférence, intervention, exposé, communication, "
    "communication orale, oral, oral presentation, contributed talk, lightning talk, lightning_talk, "
    "conférence éclair, regular, paper, vortrag, short talk, long talk, conférence courte, conférence longue",
    "round_table": "panel, panel discussion, podium, podiumsdiskussion, round table, roundtable, table ronde, débat, "
    "discussion, tables rondes",
    "closing": "closing, closing session, closing ceremony, closing event, clôture, séance de clôture, "
    "cérémonie de clôture, conclusion, conclusions, synthèse, abschluss",
    "other": "other, autre, accueil, meeting, réunion, workshop, atelier, workshops, ateliers, tutorial, tutoriel, "
    "sprint, poster, posters, break, pause, pause café, coffee break, lunch, déjeuner, dinner, dîner, concert, "
    "performance, film, projection, bof, birds of a feather, meetup, contest, game, djset, music, service, "
    "registration, inscription, networking, visite, exposition, installation, party, social",
}
_EVENTS = {
    "workshop": "workshop, atelier",
    "conference": "conference, conférence, congress, congrès, colloque, symposium, forum",
    "seminar": "seminar, séminaire, lecture, simple_event",
    "meeting": "meeting, réunion, rencontre, meetup",
    "festival": "festival",
}


def _folded(table):
    return {fold(word): kind for kind, words in table.items() for word in words.split(",")}


_TALK_KINDS, _EVENT_KINDS = _folded(_TALKS), _folded(_EVENTS)


def talk_kind(word):
    """The kind of a talk that a word means, "" if none is known: « podium » is "round_table"."""
    return _TALK_KINDS.get(fold(word), "") if isinstance(word, str) else ""


def event_kind(word):
    return _EVENT_KINDS.get(fold(word), "") if isinstance(word, str) else ""
