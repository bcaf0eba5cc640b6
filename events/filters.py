"""What lists of events, of talks and of their references are filtered by."""

from django.db.models import Q

from curation import filtering

_WHO = filtering.by_speaker("appearances__speaker", when=Q(appearances__is_public=True))

OF_EVENTS = (
    filtering.by_year(),
    filtering.by_kind(),
    _WHO,
    filtering.by_theme(),
    filtering.by_town("city_slug"),
    filtering.by_organization("organizer"),
    filtering.by_video("talks__recordings"),
)
OF_TALKS = (
    filtering.by_year(),
    filtering.by_kind(),
    _WHO,
    filtering.by_theme(),
    filtering.by_town("event__city_slug"),
    filtering.by_organization("appearances__organization", when=Q(appearances__is_public=True)),
    filtering.by_language(),
    filtering.by_video("recordings"),
)
OF_REFERENCES = (
    filtering.by_year(),
    filtering.by_speaker("talk__appearances__speaker", when=Q(talk__appearances__is_public=True)),
    filtering.by_theme(),
    filtering.by_town("talk__event__city_slug"),
    filtering.by_organization("talk__appearances__organization", when=Q(talk__appearances__is_public=True)),
    filtering.by_language("talk__language"),
    filtering.by_video("talk__recordings"),
)
