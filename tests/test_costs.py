"""What public pages cost: as many queries for 300 rows as for one."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Appearance, TalkLink
from quotes.models import Quote, QuoteLink, Tweet
from speakers.models import SpeakerAlias
from tests import builders as make

pytestmark = pytest.mark.django_db

COSTS = {
    "home": 15,
    "events": 12,
    "event": 26,
    "talks": 14,
    "talk": 19,
    "themes": 3,
    "theme": 24,
    "speakers": 4,
    "speaker": 22,
    "organizations": 4,
    "organization": 13,
    "quotes": 9,
    "quote": 14,
    "share": 6,
    "card": 4,
    "tweets": 8,
    "tweet": 8,
    "cited talk": 3,
    "cited quote": 5,
    "cited tweet": 3,
    "talk file": 3,
}


def crowd(number):
    """A row of each kind with `number` of each thing that can hang on it; {name: address of its page}."""
    theme, person, house = make.theme(), make.speaker(), make.organization()
    event = make.event(organizer=house)
    talk = make.talk(event=event, themes=[theme])
    source = make.source(event=event, url="https://exemple.fr/")
    said = {"talk": talk, "speaker": person, "source": source, "themes": [theme]}
    quote, tweet = make.quote(**said, position=number // 4), make.tweet(talk=talk, themes=[theme])
    for place in range(number):
        hang_one_more(place, theme, person, house, event, talk, said, quote, tweet)
    return {
        "home": "/",
        "events": "/evenements/",
        "event": event.get_absolute_url(),
        "talks": "/interventions/",
        "talk": talk.get_absolute_url(),
        "themes": "/themes/",
        "theme": theme.get_absolute_url(),
        "speakers": "/intervenants/",
        "speaker": person.get_absolute_url(),
        "organizations": "/organisations/",
        "organization": house.get_absolute_url(),
        "quote": quote.get_absolute_url(),
        "share": f"{quote.get_absolute_url()}partager/",
        "card": f"/citations/{quote.pk}.png",
        "quotes": "/citations/",
        "tweets": "/tweets/",
        "tweet": tweet.get_absolute_url(),
        "cited talk": f"{talk.get_absolute_url()}citer/",
        "cited quote": f"{quote.get_absolute_url()}citer/",
        "cited tweet": f"{tweet.get_absolute_url()}citer/",
        "talk file": f"/interventions/{talk.slug}.ris",
    }


def hang_one_more(place, theme, person, house, event, talk, said, quote, tweet):
    day = {"starts_on": date(2014, 1, 1) + timedelta(days=place)}
    other = make.theme(parent=theme)
    somebody, body = make.speaker(), make.organization()
    SpeakerAlias.objects.create(speaker=person, name=f"alias {place}")
    # Elsewhere, before and after.
    past = make.event(**day, organizer=house, themes=[theme])
    coming = make.event(starts_on=timezone.localdate() + timedelta(days=place), themes=[theme], organizer=house)
    Appearance.objects.create(event=coming, speaker=somebody, role="host")
    make.event(starts_on=None)
    past.part_of.add(event)
    event.part_of.add(make.event(**day))
    event.themes.add(other)
    talk.themes.add(other)
    apart = make.talk(event=past, speakers=[person, somebody], themes=[theme, other])
    # At the event, in the talk and around it.
    near = make.talk(event=event, speakers=[make.speaker()], themes=[theme], position=place)
    make.source(event=event)
    Appearance.objects.create(event=event, talk=talk, speaker=somebody, organization=body)
    Appearance.objects.create(event=event, speaker=somebody, organization=body, role="host")
    Appearance.objects.create(event=past, talk=apart, organization=house, job_title="une fonction")
    TalkLink.objects.create(source=talk, target=near, kind="echoes")
    TalkLink.objects.create(source=near, target=talk, kind="extends")
    make.reference(talk=talk, themes=[theme])
    # Words.
    posted = make.tweet(talk=near, speaker=person, organization=house, themes=[theme])
    posted.mentioned_speakers.add(person)
    posted.mentioned_organizations.add(house)
    make.tweet(talk=talk, speaker=somebody)
    tweet.mentioned_speakers.add(somebody)
    tweet.mentioned_organizations.add(body)
    close = make.quote(**said, position=place)
    told = make.quote(**said, kind=Quote.Kind.PARAPHRASE, position=place)
    make.quote(**said | {"talk": apart, "speaker": somebody, "source": make.source()}, tweet=tweet)
    QuoteLink.objects.create(source=quote, target=close, kind="echoes")
    QuoteLink.objects.create(source=told, target=quote, kind="contradicts")


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_pages_cost(client, number):
    found, addresses = {}, crowd(number)
    ContentType.objects.get_for_models(Quote, Tweet)  # a process asks once
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[name] = len(queries)
    assert found == COSTS
