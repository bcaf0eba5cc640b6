"""What an archive says of itself in words: README.txt, LICENCE.txt and the meaning of each field."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from curation.sheets import lines
from exchange.releases import release
from language.typography import french_date

from .values import kind_of_value

README = Path(__file__).with_name("README.txt")
WHOLE = ("tout ce que contient la base", "all that the base holds")
PUBLIC = ("ce que chacun peut lire", "what anybody may read")
SECRET = (
    "\nATTENTION : il contient des données personnelles (comptes, brouillons, dossiers). Ne le donnez à personne ;"
    "\n« export_site --public » en fait un que l’on peut donner.\n",
    "\nIt holds personal data (accounts, drafts, members’ files): give it to nobody; “export_site --public” makes one"
    "\nto be given away.\n",
)
NO_LICENCE = "Le site n’a pas dit ce que chacun peut faire de ses données : demandez-le-lui.\n"


def write_readme(folder, chosen):
    """The one file that tells a date, so that two archives of one base differ in nothing else."""
    now = timezone.localtime()
    what, secret = (PUBLIC, ("", "")) if chosen.is_public else (WHOLE, SECRET)
    title = f"Archive de « {settings.SITE_NAME} »"
    said = README.read_text(encoding="utf-8").format(
        title=title,
        underline="=" * len(title),
        site=settings.SITE_NAME,
        url=settings.SITE_URL,
        release=release(),
        date_fr=french_date(now.date()),
        date_en=now.date().isoformat(),
        what_fr=what[0],
        what_en=what[1],
        secret_fr=secret[0],
        secret_en=secret[1],
    )
    (folder / "README.txt").write_text(said, encoding="utf-8")


def write_licence(folder):
    text = f"{settings.DATA_NOTICE.strip()}\n" if settings.DATA_NOTICE else NO_LICENCE
    (folder / "LICENCE.txt").write_text(text, encoding="utf-8")


def write_fields(folder, chosen):
    """champs.csv"""
    titles = ["fichier", "fiches", "champ", "sens", "valeur", "valeurs possibles"]
    with (folder / "champs.csv").open("wb") as file, translation.override("fr"):
        rows = (_told(model, field) for model in chosen.models() for field in chosen.fields(model))
        file.writelines(lines(titles, rows, is_plain=False))


def _told(model, field):
    what = [model._meta.label_lower, model._meta.verbose_name_plural, field.name, field.verbose_name]
    choices = ", ".join(f"{value} ({words})" for value, words in field.choices or ())
    return [*what, kind_of_value(field), choices]
