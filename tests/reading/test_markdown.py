from datetime import date

import pytest

from reading.formats import read


def markdown(text):
    return read(text.encode(), name="article.md")


def test_markdown_is_read_as_the_page_that_it_makes():
    document = markdown(
        "# Un\n\nDeux *trois*\nquatre  \ncinq, ~~six~~ [sept](https://a.fr)\n\n> huit\n\n- neuf\n\n<q>dix</q>"
    )
    assert document.text == "Un\n\nDeux trois quatre\ncinq, six sept\n\nhuit\n\nneuf\n\n“dix”"
    assert [mark.kind for mark in document.marks] == ["heading", "link", "blockquote", "item", "q"]


@pytest.mark.parametrize(
    ("head", "author", "day"),
    [
        ('title: "La ville"\nauthor: Anne Roy\ndate: 2020-03-04 10:00:00 +0100', "Anne Roy", date(2020, 3, 4)),
        (
            "title: La ville\nauthors:\n  - anne-roy\n  - luc\npublishDate: 2020-03-04",
            "anne-roy, luc",
            date(2020, 3, 4),
        ),
        ('title: \'La ville\'\nauthors: ["Anne Roy", "Luc Petit"]', "Anne Roy, Luc Petit", None),
        ("date: 2020-99-99\ntitle:    La ville   \nother:\n  title: Non", "", None),
    ],
)
def test_front_matter_says_title_author_and_day(head, author, day):
    document = markdown(f"---\n{head}\n---\nBonjour.\n")
    assert document.text == "La ville\n\nBonjour."
    assert (document.title, document.author, document.published_on) == ("La ville", author, day)


def test_front_matter_of_hugo_may_be_toml():
    document = markdown('+++\ntitle = "La ville"\ndate = 2020-03-04\n+++\n\n# La ville\n\nBonjour.\n')
    assert document.text == "La ville\n\nBonjour."
    assert document.published_on == date(2020, 3, 4)


@pytest.mark.parametrize(
    ("shortcode", "address"),
    [
        ("{{< tweet 601378918776623104 >}}", "https://twitter.com/i/status/601378918776623104"),
        ('{{< tweet user="anne" id="601378918776623104" >}}', "https://twitter.com/anne/status/601378918776623104"),
        ('{{< x user="anne" id="601378918776623104" >}}', "https://twitter.com/anne/status/601378918776623104"),
        ("{{% tweet 601378918776623104 %}}", "https://twitter.com/i/status/601378918776623104"),
        ("{% twitter https://twitter.com/anne/status/6013 %}", "https://twitter.com/anne/status/6013"),
        ("{% tweet https://x.com/anne/status/6013?s=20 align=center %}", "https://x.com/anne/status/6013"),
        ("{% include tweet.html id='6013' %}", "https://twitter.com/i/status/6013"),
    ],
)
def test_shortcodes_of_posts_become_their_address(shortcode, address):
    document = markdown(f"Avant.\n{shortcode}\nAprès.")
    assert document.text == f"Avant.\n\n{address}\n\nAprès."
    assert [(mark.kind, mark.value) for mark in document.marks] == [("tweet", address)]


def test_other_shortcodes_are_no_text():
    document = markdown(
        'Voir [ici]({{< ref "a.md" >}} "titre").\n{: .note}\n\n{% image "a.jpg", "b" %}{{< youtube x >}}\n\nFin.'
    )
    assert document.text == "Voir ici.\n\nFin."
