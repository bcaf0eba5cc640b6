"""What stands in a row of each kind of record: {title: what it is of a row}, the rows loaded `with_…` as named."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from curation.jsonld import public
from curation.permalinks import permanent
from curation.sheets import of_rows
from quotes.models import Quote, Tweet
from quotes.sources import evidence


def events(name, rows, request):
    """Loads the organiser and themes."""
    columns = {
        _("Titre"): lambda row: row.title,
        _("Nature"): lambda row: row.get_kind_display(),
        **_days(),
        _("Lieu"): lambda row: row.venue,
        _("Ville"): lambda row: row.city,
        _("Pays"): lambda row: row.country,
        _("État"): lambda row: row.get_state_display(),
        _("Organisateur"): lambda row: public(row.organizer),
        _("Thèmes"): _themes,
        _("Présentation"): lambda row: row.exported_summary,
        _("Site web"): lambda row: row.website,
    }
    return of_rows(name, columns | _address(request), rows.select_related("organizer").with_themes())


def talks(name, rows, request):
    columns = {
        _("Titre"): lambda row: row.exported_name,
        _("Nature"): lambda row: row.nature,
        **_days(),
        _("Début"): lambda row: row.when.starts_at and f"{row.when.starts_at:%H:%M}",
        _("Évènement"): lambda row: row.event.title,
        _("Parcours"): lambda row: row.track,
        _("État"): lambda row: row.get_state_display(),
        _("Intervenants"): lambda row: ", ".join(map(str, row.people)),
        _("Thèmes"): _themes,
        _("Langue"): lambda row: row.language,
        _("Résumé"): lambda row: row.exported_abstract,
    }
    return of_rows(name, columns | _address(request), rows.with_event().with_people().with_themes())


def speakers(name, rows, request):
    columns = {
        _("Nom"): lambda row: row.name,
        _("Nom de classement"): lambda row: row.filed_as,
        _("En un mot"): lambda row: row.headline,
        _("Participations"): lambda row: row.appearance_count,
        _("Propos"): lambda row: row.quote_count,
        **_reachable(),
        _("ORCID"): lambda row: row.orcid,
    }
    return of_rows(name, columns | _address(request), rows.with_counts())


def organizations(name, rows, request):
    columns = {
        _("Nom"): lambda row: row.name,
        _("Nature"): lambda row: row.get_kind_display(),
        _("Présentation"): lambda row: row.description,
        **_reachable(),
    }
    return of_rows(name, columns | _address(request), rows)


def themes(name, rows, request):
    columns = {
        _("Nom"): lambda row: row.name,
        _("Nom en anglais"): lambda row: row.label_en,
        _("Thème plus large"): lambda row: public(row.parent),
        _("Définition"): lambda row: row.description,
        _("Synonymes"): lambda row: ", ".join(row.synonym_list),
        _("Interventions"): lambda row: row.talk_count,
        _("Propos"): lambda row: row.quote_count,
        _("Tweets"): lambda row: row.tweet_count,
    }
    return of_rows(name, columns | _address(request), rows.with_counts().select_related("parent"))


def quotes(name, rows, request):
    return of_rows(name, said(request), rows.with_context().with_themes())


tweets = quotes


def said(request):
    """The columns of what was said and written: quotes and tweets may stand in one list."""
    return {
        _("Nature"): _nature,
        _("Paroles"): lambda row: row.text,
        _("Langue"): lambda row: row.language,
        _("Auteur"): lambda row: f"{row.author_name} (@{row.handle})" if isinstance(row, Tweet) else row.author,
        **_days(),
        _("Évènement"): lambda row: row.event.title,
        _("Intervention"): lambda row: row.talk and row.talk.exported_name,
        _("Thèmes"): _themes,
        capfirst(_("traduit de")): lambda row: "" if isinstance(row, Tweet) else row.translated_from,
        _("Source"): lambda row: evidence(row)[0],
        _("Adresse de la source"): lambda row: evidence(row)[1],
    } | _address(request)


def _nature(row):
    if isinstance(row, Tweet):
        return _("tweet") if row.is_tweet else _("message, %(network)s") % {"network": row.get_network_display()}
    return Quote.Kind(row.kind).label


def _days():
    return {_("Date"): lambda row: row.when.day, _("Jusqu’au"): lambda row: row.when.last_day}


def _themes(row):
    return ", ".join(theme.label for theme in row.shown_themes)


def _reachable():
    return {
        _("Site web"): lambda row: row.website,
        _("Identifiant"): lambda row: row.handle,
        _("Wikidata"): lambda row: row.wikidata,
    }


def _address(request):
    return {_("Adresse permanente"): lambda row: permanent(row, request)}
