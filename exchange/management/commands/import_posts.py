"""Bring posts in from the archive of an account, or say what that would do."""

from datetime import date

from exchange.imports.command import ImportCommand
from exchange.imports.receiving import POSTS
from exchange.posts.told import wanted


class Command(ImportCommand):
    help = (
        "Importe des messages de l’archive d’un compte (X : tweets.js ou le ZIP ; Mastodon : outbox.json ou le ZIP) en "
        "brouillons, d’un seul tenant. Sans --event, chacun va à l’évènement dont il porte le mot-dièse."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--hashtag", action="append", default=[], metavar="MOT", help="ceux qui portent ce mot-dièse"
        )
        parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="JOUR", help="depuis ce jour")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, metavar="JOUR", help="jusqu’à ce jour")
        parser.add_argument("--handle", default="", metavar="COMPTE", help="le compte, si le fichier ne le dit pas")

    def asked(self, options):
        names = ("since", "until", "handle")
        return {"reader": POSTS, "wanted": wanted(hashtags=options["hashtag"], **{one: options[one] for one in names})}
