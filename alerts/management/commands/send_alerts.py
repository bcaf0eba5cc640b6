from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import Error

from alerts.sending import send_alerts


class Command(BaseCommand):
    help = "Envoie les alertes dont c’est l’heure. À lancer toutes les quelques minutes ; deux fois ne nuit pas."

    def handle(self, *, verbosity, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL manque : les courriels doivent dire où est le site.")
        try:
            sent, failed = send_alerts()
        except Error as error:
            why = f"La base ne répond pas ({type(error).__name__})"
            raise CommandError(f"{why} ; le prochain lancement envoie ce qui n’est pas parti.") from error
        if verbosity > 1:
            self.stdout.write(f"{sent} courriels envoyés.")
        if failed:
            raise CommandError(f"{failed} courriels n’ont pas pu partir ; le prochain lancement les reprend.")
