import re
from io import BytesIO

import pytest
from django.core.cache import caches
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from curation.models import Status
from quotes.cards import content, drawing, fonts
from quotes.cards.setting import balanced, fitted, shortened, words
from quotes.cards.shaping import glyphs, width
from quotes.models import Quote
from tests import builders as make

LONG = (
    "Une phrase longue, comme on en dit quand on parle sans notes : elle s’arrête, repart, énumère des chiffres "
    "– 618 000, 10 000 –, des doutes ; puis elle conclut : pour qui construit-on la ville ? "
) * 4
HARD = st.sampled_from("aé «»!?;:–-\n\u0301\u0323مשب2😀👩\u200d中")
ANY = st.one_of(st.text(max_size=700), st.text(HARD, max_size=900))


def card(text, **said):
    said = {"opening": "«\u202f", "closing": "\u202f»", "overline": "", "author": "Camille Martin"} | said
    return drawing.Card(**{"words": text, "place": "Atelier", "day": "8 juillet 2015", "site": "Le site"} | said)


def drawn(card, shape="wide", theme="light"):
    return Image.open(BytesIO(drawing.png(card, shape=shape, theme=theme)))


def unit(text):
    return len(text)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "size"), [("wide", (1200, 630)), ("square", (1080, 1080))])
def test_a_card_has_its_size_and_the_paper_of_its_theme(shape, size, theme):
    image = drawn(card("La ville écoute."), shape, theme)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", size)
    assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((0, 0))) == drawing.THEMES[theme]["paper"]


def test_the_colours_are_those_of_the_site(settings):
    css = (settings.BASE_DIR / "static/site/site.css").read_text()
    light, dark = re.findall(r":root \{\s+(--paper.*?)\}", css, re.DOTALL)[:2]
    for theme, found in (("light", light), ("dark", dark)):
        tokens = dict(re.findall(r"--(\w+): (#\w+)", found))
        assert {name: tokens[name] for name in drawing.THEMES[theme]} == drawing.THEMES[theme]


@settings(max_examples=60)
@given(ANY, ANY, st.sampled_from(["wide", "square"]))
@example(LONG * 3, LONG, "wide")
@example("Anticonstitutionnellement" * 30, "m" * 400, "wide")
@example("a" + "\u0301\u0323" * 300, "é", "square")
@example("המילה הזאת" * 60, "عمر", "square")
@example("😀" * 600, "👩\u200d💻", "wide")
@example("", "", "wide")
@example("W" * 3000, "W", "square")
def test_no_text_fails_nor_leaves_the_card(text, author, shape):
    image = drawn(card(text, author=author, place=author), shape)
    width, height = image.size
    paper = Image.new("RGB", image.size, image.getpixel((0, 0)))
    left, top, right, bottom = ImageChops.difference(image, paper).getbbox()
    assert left >= 10 and top >= 24 and right <= width - 10 and bottom <= height - 24


@pytest.mark.parametrize("length", [1, 20, 140, 300, 600])
@pytest.mark.parametrize("box", [(976, 350), (856, 800)])
def test_lines_are_even_and_as_large_as_the_box_allows(length, box):
    text = shortened(LONG, length)
    setting = fitted(text, width=width, box=box, sizes=drawing.SIZES)
    lengths = [width(line) * setting.size for line in setting.lines]
    assert max(lengths) <= box[0]
    assert len(setting.lines) * setting.leading <= box[1]
    assert min(lengths) > 0.6 * max(lengths)
    assert " ".join(setting.lines) == " ".join(words(text))
    larger = next((size for size in reversed(drawing.SIZES) if size > setting.size), None)
    if larger:
        assert fitted(text, width=width, box=box, sizes=(larger, larger)) is None


@given(st.lists(st.text("abé", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 40))
def test_balancing_keeps_every_word_and_no_line_is_too_long(whole, line):
    count = 1
    while (lines := _balanced(whole, count, line)) is None:
        count += 1
    assert len(lines) == count
    assert " ".join(lines) == " ".join(whole)
    assert max(map(len, lines)) <= line


def _balanced(whole, count, line):
    try:
        return balanced(whole, count, line=line, width=unit)
    except KeyError:  # too few lines
        return None


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("il dit « oui » !", ["il", "dit", "«\u00a0oui\u00a0»\u00a0!"]),
        ("«\u202foui\u202f»\u00a0: non", ["«\u202foui\u202f»\u00a0:", "non"]),
        ("des chiffres – 618, 10 –, puis", ["des", "chiffres", "–\u00a0618,", "10\u00a0–,", "puis"]),
        ("peut-être", ["peut-être"]),
        ("a\n\nb", ["a", "b"]),
    ],
)
def test_no_line_breaks_inside_guillemets_nor_before_high_marks(text, tied):
    assert words(text) == tied


def test_a_last_line_is_no_lone_word():
    lines = balanced(["aaaa", "bbbb", "cccc", "dddd", "ee"], 2, line=19, width=unit)
    assert lines == ["aaaa bbbb", "cccc dddd ee"]


def test_a_short_word_goes_with_the_next_one_if_lines_stay_even():
    lines = balanced(["des", "rues,", "des", "places", "à", "vivre,", "habiter,", "marche"], 2, line=30, width=unit)
    assert lines == ["des rues, des places", "à vivre, habiter, marche"]
    assert balanced(["ici", "à", "marche"], 2, line=6, width=unit) == ["ici à", "marche"]


def test_a_word_is_broken_only_where_it_would_be_too_small():
    long = fitted("anticonstitutionnellement", width=width, box=(976, 350), sizes=drawing.SIZES)
    assert len(long.lines) == 1 and long.size > 44
    longer = fitted("anticonstitutionnellement" * 3, width=width, box=(976, 350), sizes=drawing.SIZES)
    assert len(longer.lines) == 2 and longer.size == 44
    assert "".join(longer.lines) == "anticonstitutionnellement" * 3


def test_what_is_longer_is_cut_after_a_word():
    assert shortened("un mot, deux mots", 9) == "un mot…"
    assert shortened("un mot", 6) == "un mot"
    assert shortened("u" * 20, 9) == "u" * 9 + "…"


def test_faces_stand_in_for_each_other_and_what_none_has_is_a_quiet_mark():
    assert {fonts.face_of(char).partition("-wght")[0] for char in "aéœ«…"} == {"source-serif-4-latin"}
    assert [fonts.face_of(char) in fonts.FACES for char in "Жλשع😀ế"] == [True] * 6
    assert fonts.known("𝗯𝗼𝗹𝗱 ﬁn 👩🏽\u200d💻 🇫🇷") == "bold fin 👩💻 FR"
    assert [glyph.is_lost for glyph in glyphs(fonts.known("a中"))] == [False, True]


def test_lines_are_parted_as_words_are():
    one, other = (drawing.png(card(f"Deux vers{gap}se suivent"), shape="wide", theme="light") for gap in "\n ")
    assert one == other


def test_letters_are_kerned_and_ligatures_drawn_as_the_face_wants():
    assert width("To") < width("T") + width("o")
    assert width("L’État") < sum(map(width, "L’État"))
    assert len(glyphs("affiné")) < len("affiné")


def test_a_letter_wears_its_marks():
    bare, dotted = glyphs("ש"), glyphs("שׁ")
    assert width("שׁ") == width("ש") and dotted != bare
    assert width("e\u0301") == width("é")
    assert fonts.known("e" + "\u0301\u0323" * 300) == "e\u0301\u0323\u0301"
    assert fonts.known("\u0301a \u0301b") == "a b"


def visual(text, *, leftward):
    return "".join(text[glyph.place] for glyph in glyphs(text, leftward=leftward))


def test_lines_that_run_leftward_are_drawn_so():
    assert visual("אב גד", leftward=True) == "דג בא"
    assert visual("ville אב vit", leftward=False) == "ville בא vit"
    assert visual("אב 2015, ville !", leftward=True) == "! ville ,2015 בא"
    assert [glyph.number for glyph in glyphs("(א)", leftward=True)] == [
        *(glyph.number for glyph in glyphs("(")), *(glyph.number for glyph in glyphs("א")),
        *(glyph.number for glyph in glyphs(")")),
    ]  # fmt: skip


def test_arabic_letters_are_joined_to_their_neighbours():
    alone = sum(map(width, "بيت"))
    assert width("بيت") < alone
    assert width("ب\u200cي\u200cت") == pytest.approx(alone)
    assert glyphs("لا")[-1].number != glyphs("ل")[0].number


@pytest.mark.django_db
@pytest.mark.any_engine
def test_verbatim_words_wear_guillemets_and_reported_speech_says_what_it_is():
    said = content.card_of(make.quote(text="la ville vit !"))
    assert (said.opening, said.words, said.closing) == ("«\u202f", "la ville vit\u202f!", "\u202f»")
    assert (said.overline, said.author, said.day) == ("", "Une spectatrice", "8 juillet 2015")
    told = content.card_of(make.quote(text="la ville serait", kind=Quote.Kind.PARAPHRASE))
    assert (told.opening, told.closing, told.overline) == ("", "", "Propos rapporté")
    english = content.card_of(make.quote(text="the city", language="en"))
    assert (english.opening, english.words, english.closing) == ("“", "the city", "”")
    noted = make.quote(text="la ville vit", kind=Quote.Kind.TRANSCRIPTION, translated_from="en")
    assert content.card_of(noted).overline == "Transcription, traduit de l’anglais"
    assert content.alternative(noted).endswith("\u202f» — Une spectatrice, transcription, traduit de l’anglais")


@pytest.mark.django_db
@pytest.mark.any_engine
def test_a_picture_is_drawn_once_for_each_content(client, monkeypatch):
    quote, drawings = make.quote(text="la ville vit"), []
    monkeypatch.setattr(drawing, "png", lambda *args, **said: drawings.append(said) or b"png")
    address = content.address(quote)
    for _ in range(2):
        assert client.get(address).content == b"png"
    assert len(drawings) == 1
    assert client.get(content.address(quote, shape="square", theme="dark")).status_code == 200
    assert drawings[1:] == [{"shape": "square", "theme": "dark"}]
    quote.text = "la ville vivra"
    quote.save()
    assert content.address(quote) != address
    client.get(content.address(quote))
    assert len(drawings) == 3


@pytest.mark.django_db
@pytest.mark.any_engine
def test_a_browser_keeps_a_picture_for_as_long_as_its_address_lasts(client):
    quote = make.quote()
    answer = client.get(content.address(quote))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/citations/{quote.pk}.png?v=autre").headers["Cache-Control"] == "public, max-age=3600"
    again = client.get(content.address(quote), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" in again.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.any_engine
def test_the_card_of_a_draft_is_for_staff_and_never_kept(client):
    draft = make.quote(status=Status.DRAFT)
    assert client.get(content.address(draft)).status_code == 404
    client.force_login(make.user(role="curator"))
    answer = client.get(content.address(draft))
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))
    assert "public" not in answer.headers["Cache-Control"]
    assert caches["cards"].get(content.key(content.card_of(draft), shape="wide", theme="light")) is None


@pytest.mark.django_db
@pytest.mark.any_engine
def test_a_disk_that_is_full_costs_time_and_not_the_picture(client, monkeypatch):
    def full(*args, **said):
        raise OSError("no space left")

    monkeypatch.setattr(type(caches["cards"]), "set", full)
    assert client.get(content.address(make.quote())).status_code == 200


@pytest.mark.django_db
@pytest.mark.any_engine
def test_a_link_to_a_quote_shows_its_card_and_says_its_words(client):
    quote = make.quote(text="la ville vit", speaker=make.speaker(name="Camille Martin"))
    html = client.get(quote.get_absolute_url()).content.decode()
    address = content.address(quote).replace("&", "&amp;")
    assert f'<meta property="og:image" content="http://testserver{address}">' in html
    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:height" content="630">' in html
    assert '<meta property="og:image:alt" content="«\u202fla ville vit\u202f» — Camille Martin">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


@pytest.mark.django_db
@pytest.mark.any_engine
def test_the_page_to_share_from_has_the_cards_their_text_and_plain_links(client):
    quote = make.quote(text="la ville vit & va", speaker=make.speaker(name="Camille Martin"))
    assert f"{quote.get_absolute_url()}partager/" in client.get(quote.get_absolute_url()).content.decode()
    html = client.get(f"{quote.get_absolute_url()}partager/").content.decode()
    assert len(re.findall(r'<img src="/citations/\d+(?:-carre)?\.png\?[^"]*v=\w{16}"', html)) == 4
    assert html.count('alt="«\u202fla ville vit &amp; va\u202f» — Camille Martin"') == 4
    assert f'value="http://testserver/c/{quote.pk}"' in html
    links = re.findall(r'<a href="([^"]+)" rel="noreferrer noopener">', html)
    assert [link.partition(":")[0] for link in links] == ["mailto", "https", "https", "https"]
    assert all(f"%2Fc%2F{quote.pk}" in link for link in links)
    moved = client.get(f"/citations/{quote.pk}-autre/partager/")
    assert (moved.status_code, moved.url) == (301, f"{quote.get_absolute_url()}partager/")


@pytest.mark.django_db
@pytest.mark.any_engine
def test_what_reported_speech_says_in_its_place_promises_no_words(client):
    quote = make.quote(text="la ville serait", kind=Quote.Kind.PARAPHRASE)
    assert content.alternative(quote) == "la ville serait (propos rapporté, une spectatrice)"
