from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import Error

from exchange.folders import FolderError
from smartcity.backups.restoring import restore


class Command(BaseCommand):
    help = "Remet la base et les fichiers envoyés comme une sauvegarde les a : tout, ou rien. Arrêtez le site avant."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="le dossier qu’a fait « manage.py backup »")
        parser.add_argument("--overwrite", action="store_true", help="remplace la base et MEDIA_ROOT")

    def handle(self, *, folder, overwrite, verbosity, **options):
        try:
            manifest = restore(folder.absolute(), overwrite=overwrite)
        except (FolderError, Error, OSError) as error:
            raise CommandError(f"Rien n’a été remis. {error}") from error
        if verbosity:
            rows, files = sum(manifest.rows.values()), len(manifest.files) - 1
            self.stdout.write(f"Remis comme le {manifest.made_at} : {rows} lignes, {files} fichiers.")
            self.stdout.write("« manage.py migrate » y ajoute ce qu’une version plus récente du site demande.")
