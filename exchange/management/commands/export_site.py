from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import Error

from exchange.archive.chosen import Public, Whole
from exchange.archive.pages.writing import write as write_pages
from exchange.archive.writing import write
from exchange.folders import FolderError


class Command(BaseCommand):
    help = "Écrit tout ce que contient le site dans un nouveau dossier, qui se lit sans lui (docs/archive.md)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="le dossier à faire ; il ne doit pas exister")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--public", action="store_true", help="seulement ce que le public voit : peut se donner")
        which.add_argument("--static", action="store_true", help="les pages publiques, à lire sans serveur")
        which.add_argument("--with-accounts", action="store_true", help="aussi les mots de passe et seconds facteurs")

    def handle(self, *, folder, public, static, with_accounts, verbosity, **options):
        chosen = Public() if public else Whole(accounts=with_accounts)
        try:
            if static:
                count = write_pages(folder.absolute())
                return f"{folder} : {count} pages." if verbosity else None
            manifest = write(folder.absolute(), chosen)
        except (FolderError, Error, OSError) as error:
            raise CommandError(f"Rien n’a été exporté. {error}") from error
        if manifest.missing:
            self.stderr.write(f"Images que la base nomme, et qui manquent : {', '.join(manifest.missing)}")
        if verbosity:
            rows = sum(table["rows"] for table in manifest.models.values())
            self.stdout.write(f"{folder} : {rows} lignes de {len(manifest.models)} sortes.")
