from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import Error

from exchange.folders import FolderError
from smartcity.backups.writing import write


class Command(BaseCommand):
    help = "Sauvegarde la base et les fichiers envoyés dans un nouveau dossier, pendant que le site sert."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="le dossier à faire ; il ne doit pas exister")

    def handle(self, *, folder, verbosity, **options):
        try:
            manifest, missing = write(folder.absolute())
        except (FolderError, Error, OSError) as error:
            raise CommandError(f"Rien n’a été sauvegardé. {error}") from error
        if missing:
            self.stderr.write(f"Images que la base nomme, et qui ne sont pas dans MEDIA_ROOT : {', '.join(missing)}")
        if verbosity:
            self.stdout.write(f"{folder} : {sum(manifest.rows.values())} lignes, {len(manifest.files) - 1} fichiers.")
