"""Say what is found in an article, and write nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curation.identity import Verdict
from reading.document import Known, KnownPerson
from reading.formats import Unreadable, read
from reading.parsing import parse
from reading.parsing.rules import explain
from recaps.grouping import as_cards, grouped
from recaps.intake import known_here, unsaved
from recaps.matching import Matches
from recaps.refusals import UNREADABLE

QUESTIONS = (Verdict.ONE_OF, Verdict.PERHAPS)


class Command(BaseCommand):
    help = "Montre ce qui est trouvé dans un compte rendu, une page, des sous-titres, sans rien enregistrer."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="en JSON : le texte et les propositions")
        known = parser.add_mutually_exclusive_group()
        known.add_argument(
            "--known", type=Path, help="personnes connues, une par ligne : « Nom ; autre forme ; @compte »"
        )
        known.add_argument(
            "--here", action="store_true", help="dire aussi ce que la base en a déjà (elle est lue seule)"
        )

    def handle(self, *, file, known, here, **options):
        try:
            document = read(file.read_bytes(), name=file.name)
            people = tuple(_people(known.read_text(encoding="utf-8", errors="replace"))) if known else ()
        except OSError as error:
            raise CommandError(f"Ce fichier ne se lit pas : {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(UNREADABLE[error.code]) from error
        found = parse(document, known_here(document) if here else Known(people=people))
        recap, proposals = unsaved(document, found)
        matches = list(_matches(recap, proposals)) if here else [{} for _ in found]
        todo = _todo(proposals, matches)
        if options["json"]:
            proposals = [one.as_json() | match for one, match in zip(found, matches, strict=True)]
            answer = {"text": document.text, "language": document.language, "curator": todo, "proposals": proposals}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for one, match in zip(found, matches, strict=True):
            speaker = getattr(one, "speaker", None)
            who = f" — {speaker}" if speaker else ""
            verdicts = " ".join(f"{found['verdict']}{found['ids'] or ''}" for found in match.values())
            told = (
                f"{one.kind:12} {one.confidence:.2f}  {one.text[:90]!r}{who}  [{explain(one.rule, one.cue)}] {verdicts}"
            )
            self.stdout.write(told.rstrip())
        self.stdout.write(
            "À relire : {cards} fiches, dont {certain} certaines et {to_check} à vérifier.".format(**todo)
        )


def _todo(proposals, matches):
    """{"cards", "certain", "to_check"}: what a curator would have to decide; what is certain, at once."""
    asked = {
        id(one)
        for one, told in zip(proposals, matches, strict=True)
        if any(match["verdict"] in QUESTIONS for match in told.values())
    }
    cards = [card for group in grouped(proposals) for card in as_cards(group.proposals)]
    certain = sum(first.is_certain and id(first) not in asked for first, *_ in cards)
    return {"cards": len(cards), "certain": certain, "to_check": len(cards) - certain}


def _matches(recap, proposals):
    """What the base has of each proposal: its `match` and, of what somebody says, the `speaker_match`."""
    matches = Matches(recap, proposals)
    for proposal in proposals:
        told = {"match": matches.of(proposal).as_json()}
        if "speaker" in proposal.fields:
            told["speaker_match"] = matches.person(proposal.fields["speaker"]).as_json()
        yield told


def _people(text):
    for line in text.splitlines():
        name, *forms = [part.strip() for part in line.partition("#")[0].split(";") if part.strip()] or [""]
        if name:
            handle = next((form[1:] for form in forms if form.startswith("@")), "")
            yield KnownPerson(name, tuple(form for form in forms if not form.startswith("@")), handle)
