"""What staff have not published is nowhere: not its words, not its name, not through what hangs on it."""

import pytest

from curation.models import Status
from events.models import Appearance, TalkLink
from quotes.models import QuoteLink
from speakers.models import SpeakerAlias
from tests import builders as make
from tests.addresses import public
from tests.shown import is_kept

pytestmark = pytest.mark.django_db

# Each stands in one hidden row or in what hangs on it; all begin alike, so that one search asks for them all.
WORDS = [
    "zztheme", "zzdefinition", "zzparent", "zzenfant", "zzpersonne", "zzdevise", "zzalias", "zzorganisation",
    "zzserie", "zzpartie", "zzevenement", "zzlieu", "zzintervention", "zzresume", "zzreference", "zzecho",
    "zzretour", "zzcitation", "zzcontexte", "zzregard", "zztweet", "zzauteur", "zzsource", "zzexpose",
    "zzparole", "zzgazouillis", "zzattribue", "zztraduit", "zzsourcee", "zztweetee",
]  # fmt: skip
SEARCHES = [
    "/recherche/?q=zz",
    *(
        f"/recherche/?q=zz&type={kind}"
        for kind in ("interventions", "intervenants", "organisations", "evenements", "themes")
    ),
    "/citations/recherche/?q=zz",
    "/citations/recherche/?q=zz&kind=tweet",
    "/citations/recherche/",
]


def world(status):
    """Published rows, and rows of `status` that hang on them in every way there is. Returns them all."""
    hidden = {"status": status}
    theme = make.theme(parent=make.theme(name="zzparent", **hidden))
    house = make.organization(name="zzorganisation", **hidden)
    event = make.event(organizer=house)
    person, other = make.speaker(), make.speaker(name="zzpersonne", headline="zzdevise", **hidden)
    SpeakerAlias.objects.create(speaker=other, name="zzalias")
    near = make.theme(name="zztheme", description="zzdefinition", **hidden)
    themes = [theme, near]
    talk = make.talk(event=event, speakers=[person, other], themes=themes)
    source = make.source(title="zzsource", event=event, **hidden)
    tweet = make.tweet(text="zztweet", author_name="zzauteur", talk=talk, themes=themes, speaker=person, **hidden)
    rows = [theme, theme.parent, house, event, person, other, near, talk, source, tweet]
    rows += [make.theme(name="zzenfant", parent=theme, **hidden)]

    whole, part = make.event(title="zzserie", **hidden), make.event(title="zzpartie", themes=[theme], **hidden)
    event.part_of.add(whole)
    part.part_of.add(event)
    draft = make.event(title="zzevenement", venue="zzlieu", organizer=make.organization(), **hidden)
    rows += [whole, part, draft, draft.organizer]
    for place in ({"event": event}, {"event": event, "talk": talk}):
        Appearance.objects.create(**place, organization=house)
    Appearance.objects.create(event=event, speaker=other)
    Appearance.objects.create(event=event, speaker=make.speaker(), organization=house)

    unsaid = make.talk(
        title="zzintervention", abstract="zzresume", event=event, speakers=[person], themes=themes, **hidden
    )
    away = make.talk(title="zzexpose", event=draft, speakers=[person], themes=[theme])
    TalkLink.objects.create(source=talk, target=unsaid, kind="echoes", note="zzecho")
    TalkLink.objects.create(source=unsaid, target=talk, kind="extends", note="zzretour")
    make.reference(talk=talk, label="un chiffre", themes=themes)
    make.reference(talk=unsaid, label="zzreference", themes=[theme])
    rows += [unsaid, away]

    said = {"speaker": person, "themes": themes}
    plain = make.quote(text="la ville vit", talk=talk, **said)
    quotes = [
        plain,
        make.quote(text="zzcitation", context="zzcontexte", talk=talk, **said, **hidden),
        make.quote(text="zzparole", talk=away, **said),
        make.quote(text="zzattribue", talk=talk, speaker=other, themes=[theme]),
        make.quote(text="zztraduit", talk=unsaid, **said),
        make.quote(text="zzsourcee", talk=talk, source=source, **said),
        make.quote(text="zztweetee", talk=talk, tweet=tweet, **said),
    ]
    QuoteLink.objects.create(source=plain, target=quotes[1], kind="contradicts", note="zzregard")
    QuoteLink.objects.create(source=quotes[1], target=plain, kind="extends")
    shown = make.tweet(talk=talk, speaker=other, organization=house, themes=themes)
    shown.mentioned_speakers.set([person, other])
    shown.mentioned_organizations.set([house])
    tweet.mentioned_speakers.set([person])
    return [*rows, *quotes, shown, make.tweet(text="zzgazouillis", talk=away, speaker=person, themes=[theme])]


def everywhere(rows):
    return [*public(rows), *SEARCHES, f"/themes/{rows[0].slug}/?avec=zztheme"]


def seen(answers):
    """{address: the WORDS that it shows}, for those that show any; a 404 may repeat what was asked for."""
    found = {}
    for address, answer in answers.items():
        text = answer.content.decode(errors="replace").replace("\r\n ", "")  # calendars fold their lines
        if words := [word for word in WORDS if word in text and word not in address]:
            found[address] = words
    return found


@pytest.mark.any_engine  # but for searches, as follows
def test_drafts_and_what_hangs_on_them_are_nowhere(client):
    """The visitor alone asks for what is kept, as everybody is answered the same."""
    answers = {address: client.get(address) for address in everywhere(world(Status.DRAFT))}
    assert seen(answers) == {}
    client.force_login(make.user(role="member"))
    assert seen({address: client.get(address) for address, one in answers.items() if not is_kept(one)}) == {}


def test_no_search_finds_them(client):
    world(Status.DRAFT)
    client.force_login(make.user(role="member"))
    assert seen({address: client.get(address) for address in SEARCHES}) == {}


def test_searches_find_them_once_published(client):
    world(Status.PUBLISHED)
    client.force_login(make.user(role="member"))
    found = seen({address: client.get(address) for address in SEARCHES if "q=zz" in address})
    assert set(found) == {address for address in SEARCHES if "q=zz" in address}


@pytest.mark.any_engine
def test_all_of_it_is_somewhere_once_published(client):
    rows = world(Status.PUBLISHED)
    client.force_login(make.user(role="member"))
    found = seen({address: client.get(address) for address in everywhere(rows)})
    assert {word for words in found.values() for word in words} == set(WORDS)
