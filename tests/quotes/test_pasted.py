from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pasted import MAX_LENGTH, PastedTweet, UnreadableTweet, read_tweet
from reading.networks import hashtags, mentions

# The five tweets of the article on the Atelier Smart City, as it prints them.
LAB = ("Lab des Usages", "LabdesUsages")
PRINTED = [
    (
        "1/ Après @FA_SmartCity, les traces du numérique dans la ville… A 200m de l’HdV @Issylesmoul, "
        "l’abribus interactif ! pic.twitter.com/eTdZyQ6uXk",
        " — Lab des Usages (@LabdesUsages) 9 Juillet 2015",
        *LAB,
        date(2015, 7, 9),
    ),
    (
        "2/ Après @FA_SmartCity les traces du numérique ds la ville @Issylesmoul le livre en QR code "
        "#ouvrirloeil #motsdernité pic.twitter.com/93JTDmZeSq",
        " — Lab des Usages (@LabdesUsages) 9 Juillet 2015",
        *LAB,
        date(2015, 7, 9),
    ),
    (
        "3/ Après #fasmartcity, discuter avec 1 jeune à l’Office du Tourisme : « Le numérique à @Issylesmoul ? "
        "allez voir Le @lecubetwit !! »",
        " — Lab des Usages (@LabdesUsages) 9 Juillet 2015",
        *LAB,
        date(2015, 7, 9),
    ),
    (
        "#fasmartcity @carlosmorenoFR « Comment créer des services #numériques qui répondent au #liensocial? "
        "Au besoin primordial de l’humain? »",
        " — Kawaa (@kawaa_co) 8 Juillet 2015",
        "Kawaa",
        "kawaa_co",
        date(2015, 7, 8),
    ),
    (
        "@paslucianiboyer, biologiste de formation : « on ne vit pas une révolution, pas une transformation, "
        "mais une mutation » #fasmartcity",
        "\n— Lab des Usages (@LabdesUsages) 8 Juillet 2015",
        *LAB,
        date(2015, 7, 8),
    ),
]


@pytest.mark.parametrize(("text", "signature", "author_name", "handle", "posted_on"), PRINTED)
def test_a_tweet_printed_in_the_article_is_read_unaltered(text, signature, author_name, handle, posted_on):
    assert read_tweet(f"\n {text}{signature}\n") == PastedTweet(text, author_name, handle, posted_on)


def test_an_embed_is_read_with_its_address():
    html = (
        '<blockquote class="twitter-tweet" data-lang="fr"><p lang="fr" dir="ltr">La &quot;ville&quot; &amp; nous '
        '<a href="https://twitter.com/hashtag/fasmartcity?src=hash">#fasmartcity</a><br>demain '
        '<a href="https://t.co/eTdZyQ6uXk">pic.twitter.com/eTdZyQ6uXk</a></p>&mdash; Jean-Baptiste Roy (@jb_roy) '
        '<a href="https://twitter.com/jb_roy/status/618752?ref_src=twsrc%5Etfw">July 8, 2015</a></blockquote>\n'
        '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
    )
    assert read_tweet(html) == PastedTweet(
        'La "ville" & nous #fasmartcity\ndemain pic.twitter.com/eTdZyQ6uXk',
        "Jean-Baptiste Roy",
        "jb_roy",
        date(2015, 7, 8),
        "https://twitter.com/jb_roy/status/618752",
    )


def test_an_embed_signed_in_a_paragraph_of_its_own_is_read():
    html = "<blockquote>\n<p>Villes – demain</p>\n\n<p>&mdash; Ana (@ana) 12 mars 2018</p>\n</blockquote>"
    assert read_tweet(html) == PastedTweet("Villes – demain", "Ana", "ana", date(2018, 3, 12))


def test_a_quoted_tweets_address_is_not_the_tweets_own():
    html = (
        '<blockquote><p>Oui <a href="https://twitter.com/bob/status/1">twitter.com/bob/status/1</a></p>'
        '&mdash; Ana (@ana) <a href="https://x.com/ana/status/2">8 juil. 2015</a></blockquote>'
    )
    assert read_tweet(html).url == "https://x.com/ana/status/2"


def test_a_link_to_somebody_elses_tweet_is_not_the_tweets_address():
    assert read_tweet("Oui — Ana (@ana) 8 juillet 2015 https://twitter.com/bob/status/1").url is None


def test_hostile_html_leaves_only_words():
    html = (
        '<blockquote onclick="steal()"><p>Bonjour<script>steal()</script><img src=x onerror="steal()"></p>'
        '&mdash; Ana (@ana) <a href="javascript:steal()//twitter.com/ana/status/1">8 juillet 2015</a></blockquote>'
    )
    assert read_tweet(html) == PastedTweet("Bonjour", "Ana", "ana", date(2015, 7, 8))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8 Juillet 2015", date(2015, 7, 8)),
        ("1er août 2015", date(2015, 8, 1)),
        ("8 juil. 2015", date(2015, 7, 8)),
        ("10:32 - 8 déc. 2015", date(2015, 12, 8)),
        ("July 8, 2015", date(2015, 7, 8)),
        ("10:32 AM · Feb 8, 2015", date(2015, 2, 8)),
        ("8 jui 2015", None),
        ("31 juin 2015", None),
        ("hier", None),
        ("", None),
    ],
)
def test_the_date_is_read_in_french_and_english_or_left_empty(written, read):
    assert read_tweet(f"La ville — Ana (@ana) {written}").posted_on == read


@pytest.mark.parametrize(
    "pasted",
    [
        "La ville — demain – Ana - Roy (@ana)",
        "La ville — Ana (@ana)",
        "La ville – Ana (@ana)",
        "La ville - Ana (@ana)",
        "La ville\n—\nAna (@ana)",
        "La ville\n-\nAna (@ana)",
        "La ville— Ana\n(@ana)",
    ],
)
def test_any_dash_signs_a_tweet(pasted):
    assert astuple(read_tweet(pasted))[1:3] in [("Ana", "ana"), ("demain – Ana - Roy", "ana")]


def test_a_hyphen_within_the_text_or_the_name_does_not_sign():
    tweet = read_tweet("Issy-les-Moulineaux (92) - Jean-Baptiste Roy (@jb_roy) 8 juillet 2015")
    assert (tweet.text, tweet.author_name) == ("Issy-les-Moulineaux (92)", "Jean-Baptiste Roy")


def test_an_address_after_the_date_is_kept():
    pasted = "La ville — Ana (@ana) 8 juillet 2015 https://twitter.com/ana/status/42?s=20"
    assert read_tweet(pasted).url == "https://twitter.com/ana/status/42"


@pytest.mark.parametrize(
    "pasted", ["", "La ville", "— Ana (@ana) 8 juillet 2015", "Ana (@ana)", "<p>La ville</p>", "<blockquote"]
)
def test_what_is_no_tweet_is_refused_with_what_was_expected(pasted):
    with pytest.raises(UnreadableTweet, match="@identifiant"):
        read_tweet(pasted)


def test_too_long_a_text_is_refused_before_it_is_read():
    with pytest.raises(UnreadableTweet, match="trop long"):
        read_tweet("<" * (MAX_LENGTH + 1))


pieces = st.sampled_from(
    ["<p>", "<br", "&mdash;", "—", " - ", "Ana", "(@ana)", "8 mai 2015", "<a href=", '"', ">", "&"]
)


@given(st.text() | st.lists(pieces).map("".join))
def test_anything_pasted_is_read_or_refused(pasted):
    try:
        tweet = read_tweet(pasted)
    except UnreadableTweet:
        return
    assert tweet.text == tweet.text.strip() != ""


def test_hashtags_and_mentions_are_found_once_each_in_order():
    text = "#fasmartcity @Issylesmoul #FaSmartCity #motsdernité @lecubetwit, nom@exemple.fr page#ancre #1 &#39;"
    assert hashtags(text) == ["fasmartcity", "motsdernité"]
    assert mentions(text) == ["Issylesmoul", "lecubetwit"]
