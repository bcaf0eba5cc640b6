import os
import socket
import subprocess
import sys

from django.core.management import BaseCommand, CommandError, call_command

from events.models import Event
from smartcity import demo
from smartcity.invented.collection import invent_and_index

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prépare la démonstration (base, données, fichiers, comptes), puis sert le site sur cette machine seulement."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--large", action="store_true", help="au lieu des données initiales, une collection inventée (docs/demo.md)"
        )

    def handle(self, *, large, **options):
        demo.require_demo()
        port = free_port(os.environ.get("PORT", "8000"))
        self.stdout.write("Préparation du site…")
        call_command("migrate", verbosity=0)
        if not large:
            call_command("load_seed", verbosity=0)
        elif not Event.objects.exists():
            made = invent_and_index()
            self.stdout.write("Inventés : " + ", ".join(f"{count} {kind}" for kind, count in made.items()) + ".")
        call_command("collectstatic", interactive=False, verbosity=0)
        if accounts := demo.missing():
            self.stdout.write("Comptes de démonstration, mots de passe montrés cette fois seulement :")
            self.stdout.write("\n".join(demo.renew_passwords(accounts)))
        else:
            target = "demo-large-passwords" if large else "demo-passwords"
            self.stdout.write(f"Mot de passe oublié ? « make {target} » en fait de nouveaux.")
        self.stdout.write(f"Le site : http://{HOST}:{port}/   l’administration : http://{HOST}:{port}/admin/")
        if demo.prints_mail():
            self.stdout.write("Les courriels du site s’affichent ici : la démonstration n’envoie rien.")
        self.stdout.write("Ctrl-C l’arrête.")
        self.stdout.flush()
        serve(port)


def free_port(wanted):
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise CommandError(f"PORT vaut « {wanted} » : mettez un nombre de 1 à 65535, par exemple PORT=8001 make run")
    port = int(wanted)
    with socket.socket() as probe:
        # As the server does: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(f"Le port {port} est réservé au système : PORT=8000 make run") from error
        except OSError as error:
            raise CommandError(
                f"Le port {port} est déjà pris. Choisissez-en un autre avec la variable PORT : "
                f"PORT={port + 1 if port < 65535 else 8000} make run"
            ) from error
    return port


def serve(port):
    """Become the server: Ctrl-C then reaches it without anybody between. The worker ends with it."""
    subprocess.Popen([sys.executable, "manage.py", "work", "--beside", str(os.getpid())])
    where = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    # A worker that is stopped while it starts may never notice: it is killed after the timeout.
    how = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--workers-kill-timeout", "3"]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *where, *how, "smartcity.wsgi:application"])
