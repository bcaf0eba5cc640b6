"""What imports keep of people, and until when: lines of `privacy.keeping.TABLE`."""

from django.utils.translation import gettext_lazy as _

from privacy.keeping import Kept

from .models import Answer, Import

State = Import.State

KEPT = (
    Kept(
        "unfinished-imports",
        _("Un fichier apporté, et qui n’est pas importé"),
        _("Le relire, et choisir qui est qui."),
        _("après l’envoi"),
        7,
        lambda before: Import.objects.exclude(state__in=(State.DONE, State.UNDONE)).filter(at__lt=before),
    ),
    Kept(
        "imports",
        _("Ce qu’un import a écrit, sans son fichier"),
        _("Pouvoir l’annuler."),
        _("après l’import"),
        365,
        lambda before: Import.objects.filter(state__in=(State.DONE, State.UNDONE), done_at__lt=before),
    ),
    Kept(
        "api-answers",
        _("Ce qui fut répondu à un programme qui propose des brouillons"),
        _("Ne rien écrire deux fois, s’il redemande."),
        _("après la demande"),
        2,
        lambda before: Answer.objects.filter(at__lt=before),
    ),
)
