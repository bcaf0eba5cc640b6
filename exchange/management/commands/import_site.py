from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import Error

from curation.models import Curated
from exchange.archive.loading import load
from exchange.archive.reading import Archive
from exchange.folders import FolderError


class Command(BaseCommand):
    help = "Charge dans une base neuve ce qu’a fait « manage.py export_site » : tout, ou rien. Arrêtez le site avant."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="le dossier qu’a fait « manage.py export_site »")
        parser.add_argument("--check", action="store_true", help="vérifie le dossier et dit ce qui serait chargé")

    def handle(self, *, folder, check, verbosity, **options):
        try:
            archive = Archive.open(folder.absolute())
            archive.read_all() if check else load(archive)
        except (FolderError, Error, OSError) as error:
            raise CommandError(f"Rien n’a été chargé. {error}") from error
        if verbosity:
            self.stdout.write(f"{'Bon à charger' if check else 'Chargé'} : {summary(archive)}.")


def summary(archive):
    tables = list(archive.tables())
    kinds = [table for table in tables if table.count and issubclass(table.model, Curated)]
    told = ", ".join(f"{table.count} {table.model._meta.verbose_name_plural}" for table in kinds)
    return f"{sum(table.count for table in tables)} lignes, dont {told or 'aucune fiche'}"
