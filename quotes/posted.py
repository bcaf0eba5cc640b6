"""What the address of a post tells of it, whatever writes: on which network it is, and under which number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.addresses import post_key
from curation.fields import LineField
from reading import networks


class Network(models.TextChoices):
    TWITTER = networks.TWITTER, "X (Twitter)"
    MASTODON = networks.MASTODON, "Mastodon"
    BLUESKY = networks.BLUESKY, "Bluesky"
    LINKEDIN = networks.LINKEDIN, "LinkedIn"
    OTHER = "other", _("autre")


def post_at(url):
    """(network, number) of the post at `url`; two empty texts if it is no post's address."""
    network, _slash, number = post_key(url or "").removeprefix("post:").partition("/")
    if not number:
        return "", ""
    return network if network in Network else Network.OTHER, number.rpartition("/")[2]


class NetworkField(models.CharField):
    """The network that a person chose, unless the address tells."""

    def pre_save(self, record, add):
        network, _number = post_at(record.url)
        if network:
            setattr(record, self.attname, network)
        return super().pre_save(record, add)


class NumberField(LineField):
    """The number that a person typed, or else that of the address."""

    def pre_save(self, record, add):
        if not getattr(record, self.attname):
            setattr(record, self.attname, post_at(record.url)[1])
        return super().pre_save(record, add)
