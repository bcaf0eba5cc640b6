import json

from django.core.management import BaseCommand

from quotes.search import PAGE, Asked, answer
from smartcity.indexing import waiting


class Command(BaseCommand):
    help = "Cherche comme la page de recherche, sans rien écrire."

    def add_arguments(self, parser):
        parser.add_argument("query", help="ce qui serait tapé")
        parser.add_argument("--as", dest="role", choices=["member", "public"], default="member", help="qui cherche")
        parser.add_argument("--limit", type=int, default=PAGE, help=f"lignes au plus ({PAGE})")
        parser.add_argument("--json", action="store_true", help="une liste de {kind, id, text, lacks, corrected}")

    def handle(self, query, *, role, limit, **options):
        if behind := waiting():
            self.stderr.write(f"{behind} fiches attendent d’être indexées : « manage.py rebuild_search_index ».")
        found = list(LINES[role](query, limit))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for line in found:
            lacks = f" [sans {', '.join(line['lacks'])}]" if line["lacks"] else ""
            self.stdout.write(f"{line['kind']} {line['id']}{lacks} : {line['text']}")


def as_member(query, limit):
    """Yield the lines of the members' pages, as far as `limit`."""
    number = 1
    while limit > 0:
        shown = answer(Asked(text=query.strip()), page=number)
        corrected = shown["reading"].corrected
        for result in shown["results"][:limit]:
            row = result["row"]
            yield {
                "kind": row._meta.model_name,
                "id": row.pk,
                "text": row.text,
                "lacks": list(result["lacks"]),
                "corrected": corrected.text if corrected else None,
            }
        limit -= len(shown["results"])
        number += 1
        if not shown["page"].has_next():
            return


LINES = {"member": as_member}
