from django.core.management.base import BaseCommand

from dossiers.models import Dossier, Item


class Command(BaseCommand):
    help = "Efface les dossiers jetés et les éléments retirés depuis plus de trente jours ; à lancer chaque nuit."

    def handle(self, **options):
        for rows in (Dossier.objects.overdue(), Item.objects.overdue()):
            rows.delete()
