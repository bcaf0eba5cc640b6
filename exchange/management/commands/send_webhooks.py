from django.conf import settings
from django.core.management import BaseCommand, CommandError

from exchange.webhooks import send_webhooks


class Command(BaseCommand):
    help = "Fait dire à d’autres sites ce qui est paru. À lancer toutes les quelques minutes ; deux fois ne nuit pas."

    def handle(self, *, verbosity, **options):
        if not settings.SITE_URL:
            raise CommandError("SITE_URL manque : les messages doivent dire où est le site.")
        asked = send_webhooks()
        if verbosity > 1:
            self.stdout.write(f"{asked} messages à envoyer.")
