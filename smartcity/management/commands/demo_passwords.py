from django.core.management import BaseCommand, call_command

from smartcity.demo import ACCOUNTS, renew_passwords, require_demo


class Command(BaseCommand):
    help = "Donne de nouveaux mots de passe aux comptes de démonstration."

    def handle(self, **options):
        require_demo()
        call_command("migrate", verbosity=0)  # whether or not the site was ever run
        self.stdout.write("Nouveaux mots de passe de démonstration, montrés cette fois seulement :")
        self.stdout.write("\n".join(renew_passwords(ACCOUNTS)))
