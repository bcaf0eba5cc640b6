"""Say what is found in an article, and write nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from recaps.parsing import parse
from recaps.parsing.document import Known, KnownPerson
from recaps.parsing.rules import explain
from recaps.reading import Unreadable, read
from recaps.refusals import UNREADABLE


class Command(BaseCommand):
    help = "Montre ce qui est trouvé dans un compte rendu (.txt, .md, .html, .eml, .docx), sans rien enregistrer."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="en JSON : le texte et les propositions")
        parser.add_argument(
            "--known", type=Path, help="personnes connues, une par ligne : « Nom ; autre forme ; @compte »"
        )

    def handle(self, *, file, known, **options):
        try:
            document = read(file.read_bytes(), name=file.name)
            people = tuple(_people(known.read_text(encoding="utf-8", errors="replace"))) if known else ()
        except OSError as error:
            raise CommandError(f"Ce fichier ne se lit pas : {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(UNREADABLE[error.code]) from error
        found = parse(document, Known(people=people))
        if options["json"]:
            proposals = [one.as_json() for one in found]
            self.stdout.write(json.dumps({"text": document.text, "proposals": proposals}, ensure_ascii=False, indent=1))
            return
        for one in found:
            speaker = getattr(one, "speaker", None)
            who = f" — {speaker}" if speaker else ""
            self.stdout.write(
                f"{one.kind:12} {one.confidence:.2f}  {one.text[:90]!r}{who}  [{explain(one.rule, one.cue)}]"
            )


def _people(text):
    for line in text.splitlines():
        name, *forms = [part.strip() for part in line.partition("#")[0].split(";") if part.strip()] or [""]
        if name:
            handle = next((form[1:] for form in forms if form.startswith("@")), "")
            yield KnownPerson(name, tuple(form for form in forms if not form.startswith("@")), handle)
