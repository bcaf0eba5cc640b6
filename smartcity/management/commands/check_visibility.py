from django.apps import apps
from django.core.management import BaseCommand, CommandError

from curation import lacks, stored, tallies
from curation.visibility import amiss


class Command(BaseCommand):
    help = "Vérifie que le public voit ce qu’il doit voir, dans l’ordre. Avec --mend, corrige ce qui serait faux."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="corrige ce qui est faux")

    def handle(self, *, mend, **options):
        models = stored.in_order(apps.get_models())
        wrong = [(model, key) for model in models for key in sorted({*amiss(model), *stored.differing(model)})]
        miscounted, unnoted = tallies.amiss(), lacks.amiss()
        for model, key in wrong:
            self.stdout.write(f"{model._meta.verbose_name} {key}")
        for (what, key), (said, there) in sorted(miscounted.items()):
            self.stdout.write(f"{what} {key} : {there}, et non {said}")
        for what, key in sorted(unnoted):
            self.stdout.write(f"{what} {key} : rien, ce qui n’est pas noté")
        count = len(wrong) + len(miscounted) + len(unnoted)
        if count and not mend:
            raise CommandError(f"{count} différences ; « manage.py check_visibility --mend » les corrige.")
        if count:
            for model in models:
                stored.settle(model)
            tallies.count_all()
            lacks.note_all()
        self.stdout.write(f"{count} différences corrigées." if count else "Le public voit ce qu’il doit voir.")
