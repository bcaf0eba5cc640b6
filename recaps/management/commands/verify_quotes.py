from django.core.management.base import BaseCommand, CommandError

from recaps.models import Span
from recaps.verifying import orphans


class Command(BaseCommand):
    help = "Relit chaque citation et chaque tweet dans le texte de son compte rendu."

    def handle(self, **options):
        lost = list(orphans())
        for span in lost:
            self.stderr.write(f"ORPHELIN {span.said._meta.verbose_name} {span.said.pk}, « {span.recap} » {span}")
            self.stderr.write(f"  le texte dit : {span.words!r}")
            self.stderr.write(f"  la fiche dit : {span.said.text!r}")
        if lost:
            raise CommandError(f"{len(lost)} passages n’ont plus les mots de leur compte rendu.")
        self.stdout.write(f"{Span.objects.count()} passages relus, tous identiques.")
