from django.core.management import BaseCommand, CommandError

from quotes.models import Quote, Tweet
from quotes.rebuilding import drift, rebuild
from smartcity import indexing

WRONG = {"missing": "absent de l’index", "superfluous": "de trop dans l’index", "different": "indexé autrement"}
RECORD = {"quote": "citation", "tweet": "tweet"}


class Command(BaseCommand):
    help = "Refait l’index de la recherche, sans l’arrêter. Avec --check, dit seulement ce qui y est faux."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="nomme ce qui est faux, sans rien réécrire")

    def handle(self, *, check, verbosity, **options):
        if check:
            return self.check_index()
        total = Quote.objects.count() + Tweet.objects.count()
        for done in rebuild():
            if verbosity:
                self.stdout.write(f"\r{done} / {total}", ending="")
                self.stdout.flush()
        indexing.rebuild()
        if verbosity:
            self.stdout.write(f"\rL’index est refait : {total} citations et tweets, brouillons compris.")

    def check_index(self):
        wrong = 0
        for (record, pk), what in drift():
            self.stdout.write(f"{RECORD[record]} {pk} : {WRONG[what]}")
            wrong += 1
        for model, pk in indexing.drift():
            self.stdout.write(f"{model._meta.verbose_name} {pk} : {WRONG['different']}")
            wrong += 1
        if wrong:
            raise CommandError(f"{wrong} différences ; « manage.py rebuild_search_index » refait l’index.")
        self.stdout.write("L’index dit ce que disent les citations et les tweets.")
