"""What lists of events and of talks are filtered by."""

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
