"""How text is laid out and marked: as a browser shows it, blocks an empty line apart."""

import pytest

from reading.formats import read


def page(markup, language="fr"):
    return read(
        f'<html lang="{language}"><body>{markup}</body></html>'.encode(), name="a.html", address="https://a.fr/b/c"
    )


def marked(markup, **options):
    """The (kind, text, value) of each mark."""
    document = page(markup, **options)
    return [(mark.kind, document.text[mark.start : mark.end], mark.value) for mark in document.marks]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>un\n  deux</p>\n<p>trois</p>", "un deux\n\ntrois"),
        ("<p>un<p>deux<div>trois<h2>quatre</h2>cinq</div>", "un\n\ndeux\n\ntrois\n\nquatre\n\ncinq"),
        ("<p>un<br>deux<br/><br />trois</p>", "un\ndeux\n\ntrois"),
        ("<p>un <b>deux</b> <i> trois</i>, <u>quatre </u>cinq</p>", "un deux trois, quatre cinq"),
        ("<p>a<b>b</b>c&nbsp;: d</p>", "abc\u00a0: d"),
        ("<ul><li>un<ul><li>deux</ul><li><p>trois</p></ul>", "un\n\ndeux\n\ntrois"),
        ("<p>de <del>500</del> <ins>600</ins></p>", "de 500 600"),
        ("<p>a<img alt='non'>b</p><p><br></p><p> </p><p>c</p>", "ab\n\nc"),
        ("<pre>un\n  deux\n</pre><p>trois</p>", "un\n  deux\n\ntrois"),
        ("<blockquote><p>un</p>— deux</blockquote>trois", "un\n— deux\n\ntrois"),
        ("<blockquote><p>un</p><p>deux</p></blockquote>", "un\n\ndeux"),
        ("<table><tr><td>9 h<td>Ouverture<tr><td>10 h<td><p>Table ronde</table>",
         "9 h\nOuverture\n\n10 h\n\nTable ronde"),
        ("<p>e<b>&#x301;</b>t&#x202e;e\u0301 \u2066a</p>", "été a"),
        ("<p>a<script>b</script><style>c</style><template>d</template><svg>e</svg><span hidden>f</span></p>", "a"),
        ('<p>a<span style="color:red; display: none">b</span><span aria-hidden="true">c</span></p>', "a"),
    ],
)  # fmt: skip
def test_text_is_laid_out_as_a_browser_shows_it(markup, text):
    assert page(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text", "language"),
    [
        ("Il dit <q>oui</q>.", "Il dit «\u00a0oui\u00a0».", "fr"),
        ("Il dit <q>oui <q>et</q> non</q>.", "Il dit «\u00a0oui “et” non\u00a0».", "fr"),
        ("He says <q>yes <q>and</q> no</q>.", "He says “yes ‘and’ no”.", "en"),
        ("Il dit « <q>oui</q> ».", "Il dit « oui ».", "fr"),
        ("Il dit <q>« oui »</q>.", "Il dit « oui ».", "fr"),
        ("Il dit <q> <b>oui </b></q>, <q></q>non.", "Il dit «\u00a0oui\u00a0», non.", "fr"),
    ],
)
def test_quotations_have_the_marks_of_their_language_once(markup, text, language):
    assert page(f"<p>{markup}</p>", language=language).text == text


@pytest.mark.parametrize(
    ("markup", "marks"),
    [
        ("<h2> Un <b>titre</b></h2>", [("heading", "Un titre", "2")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", [("blockquote", "a\n\nb", "")]),
        ("<p>x <q>a <q>b</q></q></p>", [("q", "a “b”", ""), ("q", "b", "")]),
        ("<ul><li><p>a</p></li><li></li></ul>", [("item", "a", "")]),
        ("<p>x <a href=' ../d?e '>a </a></p>", [("link", "a", "https://a.fr/d?e")]),
        ("<p><a href='mailto:a@b.fr'>a</a><a href='javascript:x'>b</a><a>c</a><a href='http://['>d</a></p>",
         [("link", "a", "mailto:a@b.fr")]),
        ("<figure><img><figcaption>a</figcaption></figure>", [("caption", "a", "")]),
        ("<div class=wp-caption><img><p class=wp-caption-text>a</p></div>", [("caption", "a", "")]),
        ("<p><img alt=z>\n<em>a</em></p><p><img> b <em>c</em></p>", [("caption", "a", "")]),
    ],
)  # fmt: skip
def test_marks_lie_over_what_the_markup_says(markup, marks):
    assert marked(markup) == marks


STATUS = "https://twitter.com/anne/status/601378918776623104"
SIGNED = f'&mdash; Anne (@anne) <a href="{STATUS}?ref_src=x">May 21, 2015</a>'
BSKY = "https://bsky.app/profile/anne.fr/post/3k2a"


@pytest.mark.parametrize(
    ("markup", "text", "address"),
    [
        (f'<blockquote class="twitter-tweet"><p lang="en">Hi</p>{SIGNED}</blockquote>',
         "Hi\n— Anne (@anne) May 21, 2015", STATUS),
        (f'<blockquote class="twitter-video"><p>Hi</p><p>{SIGNED}</p></blockquote>',
         "Hi\n\n— Anne (@anne) May 21, 2015", STATUS),
        ("<blockquote class=twitter-tweet><p>Hi</p>— Anne (@anne) May 21, 2015</blockquote>",
         "Hi\n— Anne (@anne) May 21, 2015", ""),
        (f'<blockquote class="twitter-tweet"><a href="{STATUS}"></a></blockquote>', STATUS, STATUS),
        ("<amp-twitter data-tweetid=601378918776623104></amp-twitter>",
         "https://twitter.com/i/status/601378918776623104", "https://twitter.com/i/status/601378918776623104"),
        (f"<p><a href='{STATUS}'>{STATUS}</a></p>", STATUS, STATUS),
        (f"<p>{STATUS}</p>", STATUS, STATUS),
        (f"<figure class='wp-block-embed wp-block-embed-twitter'><div>\n{STATUS}\n</div></figure>", STATUS, STATUS),
        ("<figure class='wp-block-embed-twitter'><div><blockquote class=twitter-tweet>"
         f"<p>Hi</p>{SIGNED}</blockquote></div></figure>",
         "Hi\n— Anne (@anne) May 21, 2015", STATUS),
        ("<iframe src='https://platform.twitter.com/embed/Tweet.html?id=601378918776623104'>non</iframe>",
         "https://twitter.com/i/status/601378918776623104", "https://twitter.com/i/status/601378918776623104"),
        ("<iframe src='https://mastodon.social/@anne/110000000000/embed'></iframe>",
         "https://mastodon.social/@anne/110000000000", "https://mastodon.social/@anne/110000000000"),
        ("<iframe src='https://embed.bsky.app/embed/anne.fr/app.bsky.feed.post/3k2a?id=1'></iframe>", BSKY, BSKY),
        (f"<blockquote class=bluesky-embed><p>Hi</p>— Anne (@anne.fr) <a href='{BSKY}'>2024</a></blockquote>",
         "Hi\n— Anne (@anne.fr) 2024", BSKY),
        ("<div class=tweet><div class=tweet-text>Hi</div><span class=username>@anne</span>"
         f" <a class=date href='{STATUS}'>21 mai</a></div>",
         "Hi\n\n@anne 21 mai", STATUS),
    ],
)  # fmt: skip
def test_a_post_is_one_mark_with_its_address(markup, text, address):
    document = page(f"<p>Avant, on parlait.</p>{markup}<p>Après, on parlait.</p>")
    (tweet,) = [mark for mark in document.marks if mark.kind == "tweet"]
    assert document.text == f"Avant, on parlait.\n\n{text}\n\nAprès, on parlait."
    assert (document.text[tweet.start : tweet.end], tweet.value) == (text, address)
    assert "blockquote" not in {mark.kind for mark in document.marks}


def test_other_frames_and_links_are_no_posts():
    markup = "<iframe src='https://video.example/@a/1'>x</iframe><p>Voir https://twitter.com/anne et dire.</p>"
    assert marked(markup) == []
