"""What the commands that bring a file in have in common."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events.models import Event
from exchange.models import Import
from members.models import User
from reading.programmes.opening import NO_TITLES
from search.indexing import refresh

from . import receiving, telling, words
from .applying import Undecided
from .importing import bring_in
from .planning import NEW, Plan
from .reporting import report_of


class ImportCommand(BaseCommand):
    """Bring a file in, or say what that would do. A subclass says which reader, and what else is asked (`asked`)."""

    def asked(self, options):
        """The values of the `Import` that the options of this command say."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--event", metavar="ADRESSE", help="l’évènement de la base dont c’est")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien écrire")
        parser.add_argument("--by", metavar="EMAIL", help="le compte au nom duquel c’est fait")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="SUJET=NUMÉRO",
            help=f"qui est à choisir : le numéro de sa fiche, ou « {NEW} »",
        )

    def handle(self, *, file, event, dry_run, by, answer, verbosity, **options):
        batch = Import(
            name=file.name,
            event=_found(Event, "Il n’y a pas d’évènement à cette adresse", slug=event) if event else None,
            by=_found(User, "Il n’y a pas de compte de cette adresse e-mail", email__iexact=by) if by else None,
            choices=dict(_pair(one) for one in answer),
            **self.asked(options),
        )
        try:
            batch.hold(file.read_bytes())
            plan = self._follow(batch, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"Ce fichier ne se lit pas : {error.strerror}.") from error
        except receiving.NoColumns as error:
            raise CommandError(str(words.UNREADABLE[NO_TITLES])) from error
        except receiving.UNREADABLE as error:
            raise CommandError(str(receiving.refusal(error))) from error
        except Undecided as error:
            lines = ["Rien n’est importé : il reste à choisir.", *telling.questions(receiving.questions_of(error.plan))]
            raise CommandError("\n".join(lines)) from error
        if verbosity:
            title = f"Essai, rien n’est écrit : {file.name}" if dry_run else f"Import n° {batch.pk} : {file.name}"
            report = report_of(plan) | {"questions": receiving.questions_of(plan)}
            self.stdout.write("\n".join([title, *telling.lines(report)]))

    def _follow(self, batch, *, dry_run):
        with transaction.atomic():
            batch.save()
            told = receiving.file_of(batch, guesses=True)
            if dry_run:
                plan = Plan(told, choices=batch.choices)
                transaction.set_rollback(True)
                return plan
            plan = bring_in(told, batch, by=batch.by)
        refresh()
        return plan


def _found(model, missing, **lookup):
    try:
        return model.objects.get(**lookup)
    except model.DoesNotExist as error:
        raise CommandError(f"{missing} : {next(iter(lookup.values()))}") from error


def _pair(answer):
    subject, sign, choice = answer.rpartition("=")
    if not sign or not (choice == NEW or choice.isdecimal()):
        raise CommandError(f"« {answer} » n’est pas une réponse : écrivez SUJET=NUMÉRO, ou SUJET={NEW}.")
    return subject, choice
