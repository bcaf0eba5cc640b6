from django.core.management import BaseCommand, CommandError

from search.described import DESCRIBED
from search.rebuilding import drift, rebuild

WRONG = {"missing": "absent de l’index", "superfluous": "de trop dans l’index", "different": "indexé autrement"}


class Command(BaseCommand):
    help = "Refait l’index de la recherche, sans l’arrêter. Avec --check, dit seulement ce qui y est faux."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="nomme ce qui est faux, sans rien réécrire")

    def handle(self, *, check, verbosity, **options):
        if check:
            return self.check_index()
        total = sum(described.model.objects.count() for described in DESCRIBED.values())
        for done in rebuild():
            if verbosity:
                self.stdout.write(f"\r{min(done, total)} / {total}", ending="")
                self.stdout.flush()
        if verbosity:
            self.stdout.write(f"\rL’index est refait : {total} fiches, brouillons compris.")

    def check_index(self):
        names = {described.kind: described.model._meta.verbose_name for described in DESCRIBED.values()}
        wrong = 0
        for (kind, pk), what in drift():
            self.stdout.write(f"{names[kind]} {pk} : {WRONG[what]}")
            wrong += 1
        if wrong:
            raise CommandError(f"{wrong} différences ; « manage.py rebuild_search_index » refait l’index.")
        self.stdout.write("L’index dit ce que disent les fiches.")
