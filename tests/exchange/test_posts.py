"""Posts that come in from an account's archive: drafts of an event, whose they are, once, and taken back."""

from datetime import UTC, date, datetime

import pytest

from curation.models import Revision, Seeded, Status
from exchange.imports.importing import bring_in, take_back
from exchange.imports.planning import NEW, Plan
from exchange.models import Import, Written
from exchange.posts.told import NoAccount, PostsFile
from privacy.forgetting import forget
from privacy.gone import key_of_name
from privacy.models import Forgotten
from privacy.persons import Person
from quotes.models import Tweet
from reading.archives.archive import OTHER_HASHTAG, Archive, ArchivedPost
from reading.networks import MASTODON
from reading.programmes.programme import NO_EVENT
from tests import builders as make

pytestmark = pytest.mark.django_db
DAY = date(2015, 7, 8)


def post(number, text="La rue est à nous. #Rues15", **fields):
    fields = {
        "author": "Anne Roy", "handle": "anneroy", "day": DAY, "posted_at": datetime(2015, 7, 8, 9, tzinfo=UTC),
        "url": f"https://twitter.com/anneroy/status/{number}", "hashtags": ("Rues15",), "language": "fr",
    } | fields  # fmt: skip
    return ArchivedPost(network=fields.pop("network", "twitter"), number=str(number), text=text, **fields)


def archive(*posts, network="twitter"):
    return Archive(network, list(posts))


@pytest.fixture
def event():
    return make.event(title="Les rues", hashtag="rues15", starts_on=DAY)


@pytest.fixture
def bring(curator):
    """Import posts; give the `Import`."""

    def bring(*posts, event=None, choices=None):
        batch = Import.objects.create(name="tweets.js", system="X (Twitter)", by=curator, choices=choices or {})
        bring_in(PostsFile(archive(*posts), event=event), batch, by=curator)
        return batch

    return bring


def states(*posts, **options):
    """{name of each record: its state}"""
    return {item.name: str(item.state) for item in Plan(PostsFile(archive(*posts)), **options).items}


def test_a_post_comes_as_a_draft_of_the_event_whose_hashtag_it_bears(bring, event, curator):
    batch = bring(post(618))
    tweet = Tweet.objects.get()
    assert (tweet.text, tweet.author_name, tweet.handle) == ("La rue est à nous. #Rues15", "Anne Roy", "anneroy")
    assert (tweet.event, tweet.posted_on, tweet.network, tweet.number) == (event, DAY, "twitter", "618")
    assert (tweet.url, tweet.status) == ("https://twitter.com/anneroy/status/618", Status.DRAFT)
    revision = Revision.objects.of(tweet).get()
    assert (revision.action, revision.by, revision.comment) == ("added", curator, "tweets.js")
    assert batch.report["counts"]["tweet"] == {"new": 1}


def test_what_no_column_holds_is_counted(bring, event):
    batch = bring(post(618, warning="bruit"))
    assert batch.report["unheld"] == {"post.hour": 1, "post.warning": 1}


def test_a_post_of_no_event_or_of_two_is_left_out_and_counted(bring, event):
    make.event(title="Encore les rues", hashtag="Rues15", starts_on=DAY)
    batch = bring(post(1), post(2, hashtags=()), post(3, hashtags=("autre",)))
    assert (Tweet.objects.count(), batch.report["left_out"]) == (0, {NO_EVENT: 3})


def test_a_hashtag_of_another_year_is_of_another_edition(bring, event):
    bring(post(1, day=date(2019, 7, 8)))
    assert not Tweet.objects.exists()


def test_all_are_of_the_event_that_one_says(bring):
    other = make.event()
    bring(post(1), post(2, hashtags=()), event=other)
    assert set(Tweet.objects.values_list("event", flat=True)) == {other.pk}


def test_who_posts_is_who_has_the_handle(bring, event):
    anne, house = make.speaker(name="Anne Leroy", handle="AnneRoy"), make.organization(handle="larue")
    bring(post(1), post(2, text="Venez. #Rues15", handle="LaRue", author="La Rue"))
    assert set(Tweet.objects.values_list("speaker", "organization")) == {(anne.pk, None), (None, house.pk)}


def test_an_equal_name_alone_is_a_question_and_the_answer_holds(bring, event):
    anne = make.speaker(name="Anne Roy")
    assert states(post(1))["Anne Roy"] == "asked"
    bring(post(1), choices={"speaker/@anneroy": str(anne.pk)})
    assert Tweet.objects.get().speaker == anne
    choices = {"speaker/@anneroy": str(anne.pk)}
    assert states(post(1), post(2, text="Encore. #Rues15"), choices=choices) == {
        "Anne Roy": "same", "Les rues": "same", "La rue est à nous. #Rues15": "same", "Encore. #Rues15": "new",
    }  # fmt: skip


def test_an_account_that_was_taken_from_a_person_gives_her_no_post(bring, event):
    anne = make.speaker(name="Anne Leroy", handle="anneroy")
    bring(post(1))
    anne.handle = None
    anne.save()
    Tweet.objects.update(speaker=None)
    bring(post(1), post(2, text="Autre. #Rues15"))
    assert set(Tweet.objects.values_list("speaker", flat=True)) == {None}


def test_another_answer_corrects_the_posts_that_nobody_touched(bring, event, curator):
    wrong, right = make.speaker(name="Anne Roy"), make.speaker(name="Anne Roy")
    bring(post(1), choices={"speaker/@anneroy": str(wrong.pk)})
    assert states(post(1))["Anne Roy"] == "asked"
    batch = bring(post(1), choices={"speaker/@anneroy": str(right.pk)})
    assert Tweet.objects.get().speaker == right
    assert Seeded.objects.get(key="speaker/@anneroy").object_id == right.pk
    assert take_back(batch, by=curator) == []
    assert Tweet.objects.get().speaker == wrong


def test_the_posts_of_an_account_become_those_of_who_is_said_to_have_it(bring, event):
    bring(post(1, mentions=("bolind",)))
    anne, bo = make.speaker(name="Anne Leroy", handle="anneroy"), make.speaker(handle="bolind")
    batch = bring(post(1, mentions=("bolind",)))
    tweet = Tweet.objects.get()
    assert batch.report["counts"]["tweet"] == {"changed": 1}
    assert (tweet.speaker, list(tweet.mentioned_speakers.all())) == (anne, [bo])


def test_whose_a_post_is_by_the_choice_of_staff_stays_so(bring, event):
    bring(post(1))
    zoe = make.speaker(name="Zoé Blanc")
    Tweet.objects.update(speaker=zoe)
    make.speaker(name="Anne Leroy", handle="anneroy")
    assert bring(post(1)).report["counts"]["tweet"] == {"left": 1}
    assert Tweet.objects.get().speaker == zoe


def test_who_is_nobody_here_stays_a_handle(bring, event):
    make.speaker(name="Anne Roy")
    bring(post(1), choices={"speaker/@anneroy": NEW})
    bring(post(2, author="Zoé Blanc", handle="zoe"))
    assert [(one.handle, one.speaker) for one in Tweet.objects.order_by("pk")] == [("anneroy", None), ("zoe", None)]


def test_who_is_mentioned_and_has_the_handle_is_noted(bring, event):
    bo, house = make.speaker(handle="bolind"), make.organization(handle="larue")
    bring(post(1, mentions=("BoLind", "larue", "inconnue")))
    tweet = Tweet.objects.get()
    assert (list(tweet.mentioned_speakers.all()), list(tweet.mentioned_organizations.all())) == ([bo], [house])


def test_the_same_again_writes_nothing(bring, event):
    make.speaker(handle="bolind")
    bring(post(1, mentions=("bolind",)), post(2, text="Deux. #Rues15"))
    rows = (Revision, Seeded, Tweet)
    before = [list(model.objects.order_by("pk").values()) for model in rows]
    batch = bring(post(1, mentions=("bolind",)), post(2, text="Deux. #Rues15"))
    assert [list(model.objects.order_by("pk").values()) for model in rows] == before
    assert (batch.written.exists(), batch.report["counts"]["tweet"]) == (False, {"same": 2})


def test_tomorrow_only_what_changed_is_written_and_what_staff_wrote_stays(bring, event):
    bring(post(1), post(2, text="Deux. #Rues15"))
    first, second = Tweet.objects.order_by("pk")
    second.text = "Deux, relu. #Rues15"
    second.save()
    batch = bring(post(1, text="La rue est à toutes. #Rues15"), post(2, text="Deux, changé. #Rues15"), post(3, "Trois"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.text) == ("La rue est à toutes. #Rues15", "Deux, relu. #Rues15")
    assert batch.report["counts"]["tweet"] == {"changed": 1, "left": 1, "new": 1}


def test_a_post_is_known_by_its_address_whatever_the_form(bring, event):
    held = make.tweet(event=event, handle="anneroy", url="https://x.com/AnneRoy/status/618?s=20", text="Autre texte")
    batch = bring(post(618))
    held.refresh_from_db()
    assert (Tweet.objects.count(), held.text, batch.report["counts"]["tweet"]) == (1, "Autre texte", {"left": 1})


def test_a_post_without_address_is_known_by_its_words_or_asked_about(event):
    make.tweet(event=event, handle="AnneRoy", text="La rue est à nous ! #rues15", posted_on=DAY)
    make.tweet(event=event, handle="anneroy", text="Deux pas de plus vers la place du bourg", posted_on=DAY)
    found = states(post(1), post(2, text="Deux pas de plus vers la place du port"), post(3, text="Trois"))
    assert {name: found[name] for name in list(found)[-3:]} == {
        "La rue est à nous. #Rues15": "left", "Deux pas de plus vers la place du port": "asked", "Trois": "new",
    }  # fmt: skip


def test_what_staff_deleted_does_not_come_back(bring, event):
    bring(post(1))
    Tweet.objects.get().delete()
    assert states(post(1))["La rue est à nous. #Rues15"] == "deleted"


def test_nothing_comes_of_who_asked_to_be_forgotten(bring, event):
    Forgotten.objects.create(keys=[key_of_name("Anne Roy")], counts={})
    batch = bring(post(1))
    assert (Tweet.objects.count(), batch.report["counts"]["tweet"]) == (0, {"forgotten": 1})


def test_nothing_comes_of_the_account_of_who_was_forgotten_either(bring, event, curator):
    """The archive calls her as she calls herself there."""
    anne = make.speaker(name="Anne Roy", handle="anneroy")
    forget(Person(anne.name, speaker=anne), Forgotten.Way.ERASED, by=curator)
    bring(post(1, author="Nana 🌻"))
    assert Tweet.objects.count() == 0


@pytest.mark.parametrize("way", Forgotten.Way.values)
def test_who_is_forgotten_after_an_import_stays_so(bring, event, curator, way):
    anne = make.speaker(name="Anne Roy", handle="anneroy")
    bring(post(1))
    forget(Person(anne.name, speaker=anne), Forgotten.Way(way), by=curator)
    bring(post(1))
    assert not Tweet.objects.filter(author_name="Anne Roy").exists()
    kept = [*Seeded.objects.values_list("key", "said"), *Written.objects.values_list("key", "said", "before")]
    assert "Anne" not in str(kept)
    assert "anneroy" not in str(kept)


def test_it_is_taken_back_whole(bring, event, curator):
    bo, zoe = make.speaker(handle="bolind"), make.speaker(handle="zoe")
    first = bring(post(1, mentions=("bolind",)))
    second = bring(post(1, text="Autrement. #Rues15", mentions=("zoe",)), post(2, text="Deux. #Rues15"))
    tweet = Tweet.objects.get(number="1")
    assert list(tweet.mentioned_speakers.all()) == [zoe]
    assert take_back(second, by=curator) == []
    tweet.refresh_from_db()
    assert (tweet.text, list(tweet.mentioned_speakers.all())) == ("La rue est à nous. #Rues15", [bo])
    assert take_back(first, by=curator) == []
    assert [model.objects.count() for model in (Tweet, Seeded)] == [0, 0]
    assert Written.objects.exists()  # the journal


def test_what_hangs_on_a_post_keeps_it(bring, event, curator):
    batch = bring(post(1), post(2, text="Deux. #Rues15"))
    make.quote(event=event, tweet=Tweet.objects.get(number="1"))
    assert [one.number for one in take_back(batch, by=curator)] == ["1"]


def test_an_archive_that_does_not_say_whose_it_is_needs_a_handle(event):
    alone = archive(post(1, handle="", author=""))
    with pytest.raises(NoAccount):
        PostsFile(alone)
    with pytest.raises(NoAccount):
        PostsFile(alone, handle="anne roy")
    [tweet] = PostsFile(alone, handle="anneroy").of("tweet")
    assert (tweet.said["handle"], tweet.said["author_name"]) == ("anneroy", "anneroy")


def test_posts_of_mastodon_are_known_by_their_host(bring, event, curator):
    url = "https://{}/@anne/618"
    posts = [post(618, text=f"{host} #Rues15", network=MASTODON, handle=f"anne@{host}", url=url.format(host))
             for host in ("a.example", "b.example")]  # fmt: skip
    batch = Import.objects.create(name="outbox.json", by=curator)
    bring_in(PostsFile(archive(*posts, network=MASTODON)), batch, by=curator)
    assert set(Tweet.objects.values_list("network", "number", "handle")) == {
        ("mastodon", "618", "anne@a.example"), ("mastodon", "618", "anne@b.example"),
    }  # fmt: skip


def test_what_was_left_out_by_the_reader_is_told(event):
    told = archive(post(1))
    told.left_out[OTHER_HASHTAG] = 4
    assert PostsFile(told).left_out == {OTHER_HASHTAG: 4}
