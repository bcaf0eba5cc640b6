from django.apps import apps
from django.core.management import BaseCommand, CommandError

from curation import stored
from curation.visibility import amiss


class Command(BaseCommand):
    help = "Vérifie que le public voit ce qu’il doit voir, dans l’ordre. Avec --mend, corrige ce qui serait faux."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="corrige ce qui est faux")

    def handle(self, *, mend, **options):
        models = stored.in_order(apps.get_models())
        wrong = {model: sorted({*amiss(model), *stored.differing(model)}) for model in models}
        for model, keys in wrong.items():
            for key in keys:
                self.stdout.write(f"{model._meta.verbose_name} {key}")
        count = sum(map(len, wrong.values()))
        if count and not mend:
            raise CommandError(f"{count} fiches mal montrées ; « manage.py check_visibility --mend » les corrige.")
        for model in models:
            stored.settle(model)
        self.stdout.write(f"{count} fiches corrigées." if count else "Le public voit ce qu’il doit voir.")
