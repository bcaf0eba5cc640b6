"""Bring a programme in from a file, or say what that would do."""

from exchange.imports.command import ImportCommand
from reading.programmes.formats import FORMATS


class Command(ImportCommand):
    help = (
        "Importe un programme (frab, pretalx, Sessionize, Indico, pyvideo, iCalendar, CSV, XLSX) en brouillons, "
        "d’un seul tenant. Ce que la rédaction a écrit depuis n’est pas touché ; rien n’est supprimé."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--format", choices=list(FORMATS), default="", help="sinon, le format est reconnu")

    def asked(self, options):
        return {"reader": options["format"]}
