from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.autoreload import run_with_reloader

from work.alone import only_one
from work.worker import Worker


class Command(BaseCommand):
    help = "Fait les travaux de fond, l’un après l’autre : courriels, lecture d’articles, longues opérations."

    def add_arguments(self, parser):
        parser.add_argument("--until-idle", action="store_true", help="s’arrêter quand rien n’attend plus")
        parser.add_argument("--beside", type=int, metavar="PID", help="s’arrêter avec ce processus, qui est le père")

    def handle(self, *, until_idle, beside, **options):
        worker = Worker(until_idle=until_idle, beside=beside)
        worker.configure_signals()
        if settings.DEBUG and not until_idle:
            run_with_reloader(self._work, worker)
        else:
            self._work(worker)

    def _work(self, worker):
        with only_one("work") as is_alone:
            if not is_alone:
                raise CommandError("Un autre « manage.py work » est à l’œuvre sur cette machine.")
            worker.run()
