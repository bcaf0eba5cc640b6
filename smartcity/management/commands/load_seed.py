from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from search.indexing import refresh
from smartcity import seeding


class Command(BaseCommand):
    help = "Charge les données initiales (seed/README.md). Garde ce que la rédaction a modifié ou supprimé depuis."

    def add_arguments(self, parser):
        seed = settings.BASE_DIR / "seed"
        parser.add_argument("folder", nargs="?", type=Path, default=seed, help="le dossier à charger ; sinon, seed/")
        parser.add_argument(
            "--force", action="store_true", help="remet tout comme dans les fichiers, même ce que la rédaction a changé"
        )
        parser.add_argument("--check", action="store_true", help="dit ce qui serait fait, sans rien écrire")

    def handle(self, *, folder, force, check, verbosity, **options):
        try:
            report = seeding.load(folder.resolve(), force=force, check=check)
        except seeding.SeedError as error:
            raise CommandError(f"Rien n’a été chargé.\n{error}") from error
        if not check:  # whoever writes much keeps no reader waiting for it
            refresh()
        if verbosity:
            self.stdout.write(summary(report, check=check))


def summary(report, *, check):
    counts = {"ajoutés": report.added, "mis à jour": report.updated, "inchangés": report.same}
    sentence = ", ".join(f"{words} {len(names)}" for words, names in counts.items())
    lines = [f"{'Essai, rien n’est écrit' if check else 'Données initiales'} : {sentence}."]
    if report.kept:
        lines.append("Laissés comme la rédaction les a voulus (--force remet ce que disent les fichiers) :")
        lines += [f"  {name} : {reason}" for name, reason in report.kept.items()]
    return "\n".join(lines)
