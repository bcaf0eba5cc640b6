import json

from django.core.management import BaseCommand
from django.db import DatabaseError, transaction

from quotes.search import PAGE, Asked, answer
from quotes.synonyms import understood
from search.indexing import refresh
from search.models import Stale
from smartcity.search import find


class Command(BaseCommand):
    help = "Cherche comme la page de recherche, sans rien écrire."

    def add_arguments(self, parser):
        parser.add_argument("query", help="ce qui serait tapé\u202f; après « -- » s’il commence par un tiret")
        parser.add_argument("--as", dest="role", choices=["member", "public"], default="member", help="qui cherche")
        parser.add_argument("--limit", type=int, default=PAGE, help=f"lignes au plus ({PAGE})")
        parser.add_argument("--json", action="store_true", help="une liste de {kind, id, text, lacks, corrected}")

    def handle(self, query, *, role, limit, **options):
        found = self.find(LINES[role], query, limit)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for line in found:
            lacks = f" [sans {', '.join(line['lacks'])}]" if line["lacks"] else ""
            self.stdout.write(f"{line['kind']} {line['id']}{lacks} : {line['text']}")

    def find(self, lines, query, limit):
        """What waits to be indexed is found too, and is not written: the transaction is given up."""
        if not (behind := Stale.objects.count()):
            return list(lines(query, limit))
        self.stderr.write(f"{behind} notes attendent d’être indexées : « manage.py rebuild_search_index » le fait.")
        try:
            with transaction.atomic():
                refresh()
                found = list(lines(query, limit))
                transaction.set_rollback(True)
        except DatabaseError:  # a base that nobody may write to
            found = list(lines(query, limit))
        return found


def as_member(query, limit):
    """Yield the lines of the members' pages, as far as `limit`."""
    number = 1
    while limit > 0:
        shown = answer(Asked(text=query.strip()), page=number)
        for result in shown["results"][:limit]:
            yield _line(result["row"], result["lacks"], shown["reading"])
        limit -= len(shown["results"])
        number += 1
        if not shown["page"].has_next():
            return


def as_public(query, limit):
    """Yield the lines of the page of all that has one, as far as `limit`."""
    found = find(understood(query.strip()), limit=limit)
    for line in found.lines[:limit]:
        yield _line(line.row, line.lacks, found.reading)


def _line(row, lacks, reading):
    return {
        "kind": row._meta.model_name,
        "id": row.pk,
        "text": getattr(row, "text", None) or str(row),
        "lacks": list(lacks),
        "corrected": reading.corrected,
    }


LINES = {"member": as_member, "public": as_public}
