import pytest

from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "network", "number"),
    [
        ("https://x.com/lea/status/618000", "twitter", "618000"),
        ("https://mastodon.example/@lea/110000000000000001", "mastodon", "110000000000000001"),
        ("https://bsky.app/profile/lea.example/post/3kabcdefghij2", "bluesky", "3kabcdefghij2"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7000000000000000000", "linkedin", "7000000000000000000"),
        ("https://www.threads.net/@lea/post/C1aBcD", "other", "C1aBcD"),
    ],
)
def test_the_address_of_a_post_tells_its_network_and_its_number(url, network, number):
    post = make.tweet(url=url, network="other")
    assert (post.network, post.number) == (network, number)


def test_a_post_without_an_address_is_of_the_network_that_was_chosen():
    assert make.tweet(url=None, network="mastodon").network == "mastodon"


def test_only_what_was_written_on_twitter_is_called_a_tweet(client):
    tweet = make.tweet(handle="lea")
    message = make.tweet(handle="lea@mastodon.example", network="mastodon")
    assert "Tweet de" in client.get(tweet.get_absolute_url()).text
    page = client.get(message.get_absolute_url()).text
    assert "Message de" in page and "Mastodon" in page and "Tweet de" not in page
