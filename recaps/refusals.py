"""Why an article could not be read or fetched, in the words that a curator reads."""

from django.utils.translation import gettext_lazy as _

from reading.formats import Unreadable

from .fetching import Unfetchable

# By the code of a `reading.formats.Unreadable`.
UNREADABLE = {
    "too-long": _("C’est trop long : au plus 5 Mo, et 500 000 caractères. Gardez l’article seul."),
    "empty": _("On n’y trouve aucun texte à lire."),
    "not-text": _("Ce n’est pas du texte : le contenu est fait de caractères qui ne s’écrivent pas."),
    "too-complex": _("Le code de cette page est trop compliqué pour être lu. Collez le texte de l’article."),
    "too-many": _("On y trouve trop de passages à relire. Donnez l’article en plusieurs parties."),
    "encrypted": _("Ce document est protégé par un mot de passe. Enregistrez-le sans protection."),
    "damaged": _("Ce fichier est abîmé ou ne correspond pas à son nom."),
    "unsupported": _("Ce format n’est pas lu. Donnez un fichier .html, .txt, .md, .eml, .docx, .vtt ou .srt."),
}

# By the code of a `recaps.fetching.Unfetchable`.
UNFETCHABLE = {
    "address": _("Donnez une adresse complète qui commence par http:// ou https://, sans mot de passe."),
    "unknown-host": _("Ce site n’existe pas, ou son nom est mal écrit."),
    "not-public": _("Cette adresse n’est pas sur l’internet public : le serveur ne s’y rend pas."),
    "redirects": _("Cette adresse renvoie trop de fois ailleurs."),
    "slow": _("Le site a mis trop de temps à répondre. Réessayez, ou collez le texte de l’article."),
    "no-answer": _("Le site n’a pas répondu. Réessayez, ou collez le texte de l’article."),
    "certificate": _("Le certificat de ce site n’est pas valable : on ne sait pas qui répond."),
    "status": _("Le site refuse de donner cette page, ou elle n’existe plus. Collez le texte de l’article."),
    "content-type": _(
        "Ce qui se trouve à cette adresse n’est pas un article : c’est une image, un PDF ou autre chose."
    ),
    "too-long": _("Ce qui se trouve à cette adresse dépasse 5 Mo."),
    "damaged": _("Ce que le site a envoyé est abîmé."),
}

REFUSALS = {f"unreadable {code}": why for code, why in UNREADABLE.items()}
REFUSALS |= {f"unfetchable {code}": why for code, why in UNFETCHABLE.items()}


def refusal_of(error):
    """The key of the sentence that tells an error of reading or of fetching; of any other, that it took too long."""
    kinds = {Unreadable: "unreadable", Unfetchable: "unfetchable"}
    return f"{kinds[type(error)]} {error.code}" if type(error) in kinds else "unreadable too-complex"
