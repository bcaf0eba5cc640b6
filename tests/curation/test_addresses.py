import pytest

from curation.addresses import address_key, post_key

ONE_POST = {
    "post:twitter/777": [
        "https://twitter.com/lea_d/status/777",
        "https://x.com/lea_d/status/777",
        "https://mobile.twitter.com/lea_d/status/777?s=20",
        "https://twitter.com/Lea_D/status/777",
        "http://twitter.com/lea_d/status/777/",
        "https://www.twitter.com/lea_d/statuses/777?ref_src=twsrc%5Etfw",
        "https://x.com/lea_d/status/777/photo/1",
        "https://x.com/lea_renamed/status/777?s=46&t=AbC#m",
        "https://twitter.com/i/web/status/777",
        "https://twitter.com/#!/lea_d/status/777",
        "https://nitter.net/lea_d/status/777#m",
        "https://nitter.privacy.example/lea_d/status/777",
        "https://fxtwitter.com/lea_d/status/777",
        "twitter.com/lea_d/status/777",
        " HTTPS://X.COM/lea_d/status/777 ",
    ],
    "post:mastodon/piaille.example/1234": [
        "https://piaille.example/@lea/1234",
        "https://piaille.example/users/lea/statuses/1234",
        "http://piaille.example/web/@lea/1234/",
        "https://piaille.example/@lea@ailleurs.example/1234",
    ],
    "post:bluesky/3kabcdefghij2": [
        "https://bsky.app/profile/lea.bsky.social/post/3kabcdefghij2",
        "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kabcdefghij2/",
        "https://bsky.app/profile/did%3Aplc%3Az72i7hdynmk6r22z27h6tvur/post/3kabcdefghij2?ref_src=embed",
        "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kabcdefghij2",
    ],
    "post:linkedin/activity/7123": [
        "https://www.linkedin.com/feed/update/urn:li:activity:7123/",
        "https://fr.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123?trk=public_post",
        "https://www.linkedin.com/posts/lea-d_share-2015-ville-activity-7123-AbCd?utm_source=share&rcm=x",
        "urn:li:activity:7123",
    ],
    "post:youtube/dQw4-w9_XcQ": [
        "https://www.youtube.com/watch?v=dQw4-w9_XcQ&t=42s",
        "https://m.youtube.com/watch?list=PL1&v=dQw4-w9_XcQ",
        "https://youtu.be/dQw4-w9_XcQ?si=abc",
        "https://www.youtube-nocookie.com/embed/dQw4-w9_XcQ",
    ],
}
ONE_ARTICLE = {
    "a.example/x": [
        "https://a.example/x",
        "https://a.example/x/",
        "http://a.example/x",
        "https://www.a.example/x",
        "https://A.Example:443/x?utm_source=y&UTM_medium=z",
        "http://a.example:80/x/?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&xtor=RSS-1#haut",
        "a.example/x",
        "//a.example/x",
        "https://a.example./x#:~:text=mots",
    ],
    "a.example": [
        "https://a.example",
        "https://a.example/",
        "http://www.a.example/?utm_campaign=c",
        "https://a.example?",
    ],
    "a.example/x?id=1&p=12": ["https://a.example/x?p=12&id=1", "https://a.example/x/?id=1&p=12&at_medium=mail"],
    "a.example/caf%C3%A9": [
        "https://a.example/café",
        "https://a.example/cafe\u0301",
        "https://a.example/caf%c3%a9",
        "https://a.example/%63af%C3%A9",
    ],
    "xn--cole-9oa.example/x": ["https://École.example/x", "https://xn--cole-9oa.example/x"],
    "a.example/x?q=la%20ville": ["https://a.example/x?q=la+ville", "https://a.example/x?q=la%20ville"],
    "a.example#!/x": ["https://a.example/#!/x", "http://www.a.example/?utm_source=y#!/x"],
}


@pytest.mark.parametrize("key", ONE_POST)
def test_a_post_has_one_key_under_all_its_addresses(key):
    assert {address_key(url) for url in ONE_POST[key]} == {key}
    assert {post_key(url.strip()) for url in ONE_POST[key]} == {key}


@pytest.mark.parametrize("key", ONE_ARTICLE)
def test_an_article_has_one_key_under_all_its_addresses(key):
    assert {address_key(url) for url in ONE_ARTICLE[key]} == {key}
    assert {post_key(url) for url in ONE_ARTICLE[key]} == {""}


OTHERS = [
    "https://a.example/?p=12",
    "https://a.example/?p=13",
    "https://a.example/x",
    "https://a.example/X",
    "https://a.example:8080/x",
    "https://b.a.example/x",
    "https://a.example/x?id=",
    "https://a.example/x?id=1&id=2",
    "https://a.example/x?id=2&id=1",
    "https://a.example/x?s=20",
    "https://a.example/x?ref=20",
    "https://a.example/a%2Fb",
    "https://a.example/a/b",
    "https://a.example/x?q=a%26b",
    "https://a.example/x?q=a&b",
    "https://a.example/#!/x",
    "https://a.example/#!/y",
    "ftp://a.example/x",
    "https://twitter.com/lea_d/status/777",
    "https://twitter.com/lea_d/status/778",
    "https://twitter.com/lea_d",
    "https://x.com/search?q=ville",
    "https://x.com/search?q=rue",
    "https://netflix.example/lea_d/status/777",
    "https://fedex.com/lea_d/status/777",
    "https://piaille.example/@lea/777",
    "https://autre.example/@lea/777",
    "https://bsky.app/profile/lea.bsky.social/post/court",
    "https://bsky.app/profile/noe.bsky.social/post/court",
    "https://www.linkedin.com/feed/update/urn:li:activity:777/",
    "https://www.linkedin.com/feed/update/urn:li:share:777/",
    "https://www.youtube.com/watch?v=abc",
    "https://www.youtube.com/watch?v=ABC",
    "https://web.archive.org/web/2015/https://a.example/x",
    *(
        f"https://a.example/x?{name}={value}"
        for name in ("pk_id", "pk", "fb_id", "fb_page", "mtm_id", "piwik_id", "matomo_page", "hsa_id", "at_id", "utm")
        for value in (12, 13)
    ),
    *(f"https://a.example/x?{name}=12" for name in ("at_campaigns", "at_formation", "mc_id", "pk_campaigns", "utm_x")),
]
TRACKERS = """
    utm_source utm_medium utm_campaign utm_term utm_content utm_id
    pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid
    mtm_campaign mtm_kwd mtm_source mtm_medium mtm_content mtm_cid mtm_group mtm_placement
    matomo_campaign matomo_kwd matomo_keyword piwik_campaign piwik_kwd
    fb_action_ids fb_action_types fb_source fb_ref fbclid hsa_acc hsa_cam at_medium at_campaign at_custom1 PK_Campaign
"""


@pytest.mark.parametrize("name", TRACKERS.split())
def test_what_only_counts_visits_makes_no_other_address(name):
    assert address_key(f"https://a.example/x?{name}=12&id=1") == "a.example/x?id=1"


def test_addresses_of_different_things_stay_apart():
    keys = {url: address_key(url) for url in OTHERS}
    assert len(set(keys.values())) == len(OTHERS), sorted(keys.items(), key=lambda item: item[1])


@pytest.mark.parametrize("url", ["", None, "  "])
def test_no_address_has_no_key(url):
    assert address_key(url) == ""


@pytest.mark.parametrize(
    "url",
    ["mailto:lea@a.example", "http://[", "http://a.example:x/", "/relative", "https://é..example/x", "\ud800", "%"],
)
def test_what_is_no_address_is_the_same_as_itself(url):
    assert address_key(url)
    assert address_key(url) == address_key(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.threads.net/@lea.d/post/C7abcDEF", "https://threads.com/@lea.d/post/C7abcDEF?x=1"),
        ("https://www.instagram.com/p/C7abcDEF/", "https://instagram.com/lea.d/p/C7abcDEF/?igsh=9"),
        ("https://m.facebook.com/asso/posts/12", "https://www.facebook.com/asso/posts/12"),
        ("https://journal.example/a/", "https://journal.example/a/amp/"),
        ("https://journal.example/a;jsessionid=8F2", "https://journal.example/a"),
        ("https://www.linkedin.com/pulse/x?trk=12", "https://linkedin.com/pulse/x"),
    ],
)
def test_pages_are_shown_again_under_other_addresses(one, other):
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://asso.example/#/a/3", "https://asso.example/#/a/4"),
        ("https://www.linkedin.com/pulse/mon-share-12-ans", "https://www.linkedin.com/pulse/ton-share-12-mois"),
        ("https://asso.example/page?trk=12", "https://asso.example/page?trk=13"),
        ("https://www.instagram.com/p/C7abcDEF/", "https://www.instagram.com/p/C7ABCdef/"),
    ],
)
def test_and_what_is_another_page_stays_another(one, other):
    assert address_key(one) != address_key(other)
