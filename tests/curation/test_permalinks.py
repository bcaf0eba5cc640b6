"""A path that is filled in is the one that Django would look up."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from curation.permalinks import path_of

PATHS = [
    ("quotes:quote_detail", 7, "la-ville"),
    ("quotes:tweet_detail", 7_700_000_000),
    ("speakers:speaker_detail", "7700000000"),
    ("events:theme_detail", "Ville_2015"),
    ("quote_short", 12),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("asked", PATHS)
def test_is_what_django_says(asked, language):
    name, *parts = asked
    with override(language):
        assert path_of(*asked) == path_of(*asked) == reverse(name, args=parts)


@pytest.mark.parametrize("part", ["", "a/b", "é", "a%2Fb", "x\n"])
def test_what_is_no_part_of_a_path_is_refused(part):
    with pytest.raises(NoReverseMatch):
        path_of("events:theme_detail", part)
