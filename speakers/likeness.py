"""Which people and organisations may be there twice: names that are alike. Each compares with all who share a word."""

from collections import defaultdict

from curation.likeness import Likeness, sharing
from language.folding import fold
from language.names import likely_same

from .models import Organization, Speaker, SpeakerAlias
from .namesakes import main_words


def people(keys):
    """Reads the names of all."""
    names = [*Speaker.objects.values_list("pk", "name"), *SpeakerAlias.objects.values_list("speaker", "name")]
    having = defaultdict(list)
    for key, name in names:
        for word in _words(name):
            having[word].append((key, name))
    pairs = set()
    for key, name in names:
        if key in keys:
            others = {other for word in _words(name) for other in having[word] if other[0] != key}
            pairs |= {(key, other) for other, called in others if likely_same(name, called)}
    return pairs


def organizations(keys):
    """Reads the names of all."""
    return sharing([(key, main_words(name)) for key, name in Organization.objects.values_list("pk", "name")], keys)


def _words(name):
    return set(fold(name).split())


COMPARED = (Likeness(Speaker, ("names",), people), Likeness(Organization, ("names",), organizations))
