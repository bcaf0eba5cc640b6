from pathlib import Path

from django.core.management import BaseCommand, CommandError

from privacy.again import again, listed
from privacy.forgetting import forget
from privacy.models import Forgotten
from privacy.persons import Ambiguous, Person, person_of
from privacy.walking import survey
from speakers.models import Speaker

WAYS = {"anonymise": Forgotten.Way.ANONYMOUS, "erase": Forgotten.Way.ERASED}


class Command(BaseCommand):
    help = "Montre partout où se trouve une personne, puis l’oublie (docs/privacy.md). Cela ne s’annule pas."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help="le nom, comme il est écrit ; seul, il montre sans rien changer")
        parser.add_argument("--speaker", type=int, metavar="N", help="le numéro de la fiche, si plusieurs ont ce nom")
        parser.add_argument(
            "--also", action="append", default=[], metavar="FORME", help="une forme qui est aussi la sienne"
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--anonymise", action="store_true", help="ôte le nom, laisse les paroles")
        what.add_argument("--erase", action="store_true", help="efface aussi les paroles")
        what.add_argument("--list", action="store_true", help="écrit la liste de qui fut oublié, sans aucun nom")
        what.add_argument("--again", type=Path, metavar="FICHIER", help="oublie de nouveau qui est sur une telle liste")

    def handle(self, *, name, speaker, also, list, again, **options):
        if list:
            self.stdout.write("\n".join(listed()))
        elif again:
            self._again(again)
        elif name:
            way = next((way for option, way in WAYS.items() if options[option]), None)
            self._forget(self._person(name, speaker, also), way)
        else:
            raise CommandError("Dites qui.")

    def _person(self, name, speaker, also):
        if speaker is not None:
            record = Speaker.objects.filter(pk=speaker).first()
            if record is None:
                raise CommandError(f"Aucune fiche n’a le numéro {speaker}.")
            return Person(name, speaker=record, also=also)
        try:
            return person_of(name, also=also)
        except Ambiguous as error:
            records = "\n".join(f"  --speaker {record.pk} : {record} ({record.headline})" for record in error.args[0])
            raise CommandError(f"Plusieurs fiches ont ce nom ; dites laquelle :\n{records}") from error

    def _forget(self, person, way):
        if way is None:
            self._show(person)
            return
        done = forget(person, way)
        self._lines(f"{label} : {count}" for label, count in sorted(done.counts.items()) if count)

    def _show(self, person):
        sure, unsure = survey(person)
        self._lines([f"Fiche : {person.speaker or 'aucune'}", *person.linked()])
        self._lines(f"{found} : {found.count}, « {found.example} »" for found in sure)
        if unsure:
            self._lines(["", "Est-ce la même personne ? Ce qui suit n’est pas touché, sauf ce que --also nomme."])
            self._lines(f"{found} : {found.count}, « {found.example} »" for found in unsure)

    def _again(self, path):
        done, asked = again(path.read_text(encoding="utf-8").split("\n"))
        self._lines([f"Oubliées de nouveau : {done}."])
        if asked:
            raise CommandError(f"Plusieurs fiches ont le même nom, pour {asked} autres : lancez forget pour chacune.")

    def _lines(self, lines):
        for line in lines:
            self.stdout.write(line)
