from datetime import date
from email.message import EmailMessage

import pytest

from reading.formats import Unreadable, read

PLAIN = "Bonjour,\n\n« La ville », dit-elle.\n"
HTML = "<p>Bonjour,</p><blockquote><p>La ville, la ville encore.</p></blockquote>"


def message(*, plain=PLAIN, html=None, **headers):
    built = EmailMessage()
    built["Subject"] = "Compte rendu : été"
    built["From"] = "Hélène Roy <helene@exemple.fr>"
    built["Date"] = "Wed, 08 Jul 2015 23:30:00 +0200"
    built.set_content(plain)
    if html:
        built.add_alternative(html, subtype="html")
    return built


def eml(built):
    return read(built.as_bytes(), name="message.eml")


def test_a_message_says_its_subject_sender_and_day():
    document = eml(message())
    assert document.text == PLAIN
    assert (document.title, document.author) == ("Compte rendu : été", "Hélène Roy")
    assert document.published_on == date(2015, 7, 8)


def test_the_part_in_html_is_read_if_it_says_as_much():
    assert eml(message(html=HTML)).text == "Bonjour,\n\nLa ville, la ville encore."
    assert eml(message(html="<p>Voir l’autre partie</p>")).text == PLAIN
    assert eml(message(html="<script>x</script>")).text == PLAIN


def test_what_is_attached_is_not_read():
    built = message()
    built.add_attachment(
        "<p>Autre chose de bien plus long que le message lui-même</p>", subtype="html", filename="a.html"
    )
    assert eml(built).text == PLAIN


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: =?utf-8?b?%%%?=\nFrom: =?x-unknown?q?a?=\nDate: hier\n\nBonjour",
        b"Content-Type: text/plain; charset=punycode\nContent-Transfer-Encoding: base64\n\nQm9uam91cg==",
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nBonjo=75r",
        b"Subject: " + b"a <" * 100_000 + b"\n\nBonjour",
        b"\n\nBonjour",
    ],
)
def test_broken_headers_do_no_harm(data):
    assert read(data, name="a.eml").text.strip() == "Bonjour"


def test_a_message_without_text_or_of_endless_parts_is_refused():
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000))
    for data in (b"Content-Type: image/png\n\nabc", nested):
        with pytest.raises(Unreadable):
            read(data, name="a.eml")


@pytest.mark.parametrize(
    ("kind", "lines", "text"),
    [
        (
            "format=flowed",
            "« La halle \nsera rouverte », \ndit-elle.\n\n> Merci \n> à tous\nFin \n-- \nAnne",
            "« La halle sera rouverte », dit-elle.\n\n> Merci à tous\nFin",
        ),
        ("format=flowed; delsp=yes", "La mairie, l’anti \ncipation  \net nous", "La mairie, l’anticipation et nous"),
        ("format=fixed", "La halle \nsera rouverte", "La halle \nsera rouverte"),
    ],
)
def test_lines_that_flow_are_joined(kind, lines, text):
    data = f"Subject: x\nContent-Type: text/plain; charset=utf-8; {kind}\nContent-Transfer-Encoding: 8bit\n\n{lines}"
    assert read(data.encode(), name="a.eml").text == text


LETTER = "Chers amis,\n\nLa fête du lin s’est tenue le 28 février. « Semons encore », a dit Yanis Morel.\n\nRose"
HEADERS = (
    "De : Rose Dumont <r@exemple.fr>\nDate : 1 mars 2026 à 18:02\nObjet : RE: La fête du lin\nÀ : liste@exemple.fr"
)


@pytest.mark.parametrize(
    "line",
    [
        "---------- Message transféré ----------", "-----Message d’origine-----", "---- Forwarded message ----",
        "Début du message réexpédié :", "Begin forwarded message:",
    ],
)  # fmt: skip
def test_of_what_is_forwarded_the_letter_is_read_with_its_own_author_day_and_title(line):
    document = eml(message(plain=f"Bonjour,\n\nVoir ci-dessous.\n\n{line}\n\n{HEADERS}\n\n{LETTER}\n"))
    assert document.text == LETTER
    assert (document.title, document.author) == ("La fête du lin", "Rose Dumont")
    assert document.published_on == date(2026, 3, 1)


def test_a_long_answer_to_a_short_letter_is_what_is_read():
    answer = f"{LETTER}\n\nEt bien d’autres choses encore, que l’on ne saurait taire.\n\n"
    document = eml(message(plain=f"{answer}-----Message d’origine-----\n{HEADERS}\n\nMerci ?\n"))
    assert document.text.startswith(LETTER)


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nRose Dumont\nPrésidente du Lin\n06 00 00 00 00\n",
        "Le dim. 1 mars 2026, Paul Ney <p@exemple.fr> a écrit :\n> « Je viens demain », dit Paul Ney.\n>\n> Paul\n",
        "On Sun, 1 Mar 2026, Paul Ney wrote:\n> See you.\n",
        "-- \nRose\n\nLe dim. 1 mars 2026, Paul Ney a écrit :\n> Merci.\n",
    ],
)
def test_signatures_and_what_was_answered_are_no_part_of_a_letter(tail):
    assert eml(message(plain=f"{LETTER}\n\n{tail}")).text == LETTER


def test_answers_between_the_lines_are_kept():
    plain = "Rose a écrit :\n> Et le gel ?\n\nIl passe, a dit Yanis.\n\n> Et le chanvre ?\n\nIl tient.\n"
    assert eml(message(plain=plain)).text == plain


@pytest.mark.parametrize("prefix", ["TR : ", "RE: ", "Fwd: ", "TR : RE: Fwd : "])
def test_a_title_says_not_how_it_came(prefix):
    built = message()
    built.replace_header("Subject", f"{prefix}La fête")
    assert eml(built).title == "La fête"
