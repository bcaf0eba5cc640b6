"""What a page or a command says of an import, in French: names of fields, of what is doubted, of what goes wrong."""

from django.utils.translation import gettext_lazy as _

from reading.archives import archive
from reading.archives import formats as archives
from reading.programmes import formats, opening, programme
from recaps.refusals import UNFETCHABLE

from .parts import PARTS
from .told import MODELS

UNREADABLE = {
    formats.UNKNOWN: _("Ce fichier n’est d’aucun des formats qui sont lus."),
    opening.TOO_LONG: _("C’est trop long : le fichier dépasse ce qui est lu en une fois."),
    opening.NOT_TEXT: _("Ce n’est pas du texte."),
    opening.DAMAGED: _("Ce fichier est abîmé, ou n’est pas du format qu’il annonce."),
    opening.ENCRYPTED: _("Ce fichier est protégé par un mot de passe. Enregistrez-le sans protection."),
    opening.EMPTY: _("Ce fichier est vide."),
    opening.NO_PROGRAMME: _("On n’y trouve aucun programme."),
    opening.NO_TITLES: _("Aucune colonne ne dit les titres."),
    archives.UNKNOWN: _("Ce n’est l’archive ni de X, ni de Mastodon."),
}
TOO_LONG_TO_READ = _("Ce fichier demande trop de temps à lire. Donnez-le en plusieurs parties.")
NO_FETCH = UNFETCHABLE | {
    "status": _("Le site refuse de donner ce fichier, ou il n’existe plus."),
    "slow": _("Le site a mis trop de temps à répondre. Réessayez, ou choisissez le fichier."),
    "no-answer": _("Le site n’a pas répondu. Réessayez, ou choisissez le fichier."),
    "too-long": _("Ce qui se trouve à cette adresse est trop long."),
}

DOUBTS = {
    programme.NO_ZONE: _("heure sans fuseau : celui du site est supposé"),
    programme.UNKNOWN_ZONE: _("fuseau horaire inconnu"),
    programme.SKIPPED_HOUR: _("heure que les horloges montrent deux fois, ou jamais"),
    programme.UNREADABLE_TIME: _("jour ou heure illisible"),
    programme.NO_DAY: _("sans jour"),
    programme.CONTRADICTION: _("jours ou heures qui se contredisent"),
    programme.BACKWARDS: _("finit avant de commencer"),
    programme.LONG: _("dure plus d’un jour"),
    programme.SEVERAL_TIMES: _("a lieu plusieurs fois"),
    programme.REPEATS: _("se répète : la première fois est retenue"),
    programme.NO_TITLE: _("sans titre"),
    programme.NO_NAME: _("nomme quelqu’un sans dire un prénom et un nom : laissé de côté"),
    programme.NO_EVENT: _("ne dit pas de quel évènement"),
    programme.NOT_RETAINED: _("proposé, et non retenu"),
    programme.TENTATIVE: _("pas encore certain"),
    programme.SAME_IDENTIFIER: _("porte l’identifiant d’un autre"),
    programme.UNKNOWN_PERSON: _("nomme une personne que le fichier ne décrit pas"),
    programme.INVITED: _("invités, pris pour intervenants"),
    programme.SEVERAL_PEOPLE: _("fonction ou organisation qui peut être de plusieurs personnes"),
    programme.TAKEN_FOR_TALKS: _("entrées prises pour les interventions d’un évènement"),
    programme.TAKEN_FOR_EVENTS: _("entrées prises pour des évènements"),
    programme.DERIVED_DAYS: _("jours de l’évènement d’après ses interventions"),
    programme.TOO_MANY: _("plus de lignes que ce qui est lu"),
    programme.UNREADABLE_PART: _("une partie du fichier est illisible"),
}
LEFT_OUT = {
    archive.BOOST: _("messages de quelqu’un d’autre, que le compte a relayés"),
    archive.NOT_PUBLIC: _("messages qui n’étaient pas pour tous"),
    archive.OTHER_DAY: _("messages d’un autre jour"),
    archive.OTHER_HASHTAG: _("messages sans le mot-dièse"),
    archive.NO_TEXT: _("messages sans paroles"),
    programme.NO_EVENT: _("messages dont rien ne dit de quel évènement"),
}

COLUMNS = {
    "title": _("titre"),
    "identifier": _("identifiant"),
    "people": _("intervenants"),
    "moderators": _("animateurs"),
    "job_title": _("fonction"),
    "organization": _("organisation"),
    "day": _("jour"),
    "starts_at": _("début"),
    "ends_at": _("fin"),
    "duration": _("durée"),
    "room": _("salle"),
    "track": _("parcours"),
    "kind": _("nature"),
    "state": _("tenue"),
    "abstract": _("résumé"),
    "language": _("langue"),
    "themes": _("thèmes"),
    "url": _("adresse de la page"),
    "recording": _("enregistrement"),
    "slides": _("diapositives"),
    "online_url": _("adresse où le suivre"),
    "license": _("licence"),
}


def field_label(kind, name):
    """« salle », « intervenants »"""
    return PARTS[name].label if name in PARTS else MODELS[kind]._meta.get_field(name).verbose_name


def doubt(what):
    return DOUBTS.get(what, what)


def unreadable(error):
    """The sentence of an `UnreadableProgramme`, with the line where it fails."""
    sentence = UNREADABLE.get(str(error.args[0]), UNREADABLE[opening.DAMAGED])
    return _("%(sentence)s (ligne %(line)d)") % {"sentence": sentence, "line": error.line} if error.line else sentence
