from django.core.management import BaseCommand

from curation import lacks, tallies
from privacy.tidying import tidy


class Command(BaseCommand):
    help = "Efface ce qui fut gardé assez longtemps (docs/privacy.md). À lancer chaque nuit ; deux fois ne nuit pas."

    def handle(self, *, verbosity, **options):
        for name, count in tidy().items():
            if count and verbosity:
                self.stdout.write(f"{name} : {count}")
        tallies.sum_up()
        lacks.tidy()
