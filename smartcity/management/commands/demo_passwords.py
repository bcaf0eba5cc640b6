from django.core.management import BaseCommand

from smartcity.demo import ACCOUNTS, renew_passwords, require_demo


class Command(BaseCommand):
    help = "Donne de nouveaux mots de passe aux comptes de démonstration."

    def handle(self, **options):
        require_demo()
        self.stdout.write("Nouveaux mots de passe de démonstration, montrés cette fois seulement :")
        self.stdout.write("\n".join(renew_passwords(ACCOUNTS)))
