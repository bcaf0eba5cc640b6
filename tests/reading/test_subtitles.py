"""Subtitles are transcripts, whose words keep the second at which they are heard."""

import pytest

from reading.formats import Unreadable, read
from reading.parsing import parse

VTT = """WEBVTT - Table ronde

STYLE
::cue { color: red }

NOTE relu par Léa

1
00:00:04.000 --> 00:00:06.500 align:start
<v Rose Dumont>Nous avons semé <i>douze</i> rangs

2
00:00:06.500 --> 00:00:08.000
<v Rose Dumont>de lin &amp; de chanvre.

3
00:00:09.000 --> 00:00:10.000
<v Yanis Morel>C’est peu.

4
01:00:11.000 --> 01:00:12.000
<v Rose Dumont>Le reste viendra.
"""
SRT = VTT[VTT.index("1\n00:00") :].replace(".000 ", ",000 ").replace(".500 ", ",500 ")
TEXT = (
    "[00:00:04] Rose Dumont\u00a0: Nous avons semé douze rangs de lin & de chanvre.\n\n"
    "[00:00:09] Yanis Morel\u00a0: C’est peu.\n\n[01:00:11] Rose Dumont\u00a0: Le reste viendra."
)


@pytest.mark.parametrize(("data", "name"), [(VTT, "film.vtt"), (VTT, ""), (SRT, "film.srt"), (SRT, "film.txt")])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_subtitles_become_a_transcript(data, name, ends):
    document = read(data.replace("\n", ends).encode(), name=name)
    assert document.text == TEXT
    said = [(one.text, one.speaker, one.seconds) for one in parse(document) if one.kind == "quote"]
    assert said == [
        ("Nous avons semé douze rangs de lin & de chanvre.", "Rose Dumont", 4),
        ("C’est peu.", "Yanis Morel", 9),
        ("Le reste viendra.", "Rose Dumont", 3611),
    ]


def cues(*lines, every=2):
    times = [f"00:{n * every // 60:02}:{n * every % 60:02}.000" for n in range(len(lines) + 1)]
    shown = zip(times, times[1:], lines, strict=False)
    return "WEBVTT\n\n" + "".join(f"{begins} --> {ends}\n{line}\n\n" for begins, ends, line in shown)


def test_lines_that_roll_are_read_once():
    text = read(cues("bonjour à tous", "bonjour à tous\nnous semons", "nous semons\ndu lin").encode()).text
    assert text == "[00:00:00] bonjour à tous nous semons du lin"


def test_somebody_else_begins_a_paragraph():
    text = read(cues("Rose Dumont : Bonjour.", "- Bonjour.", ">> Semons.", "Et vite.").encode()).text
    assert text.split("\n\n") == [
        "[00:00:00] Rose Dumont : Bonjour.", "[00:00:02] Bonjour.", "[00:00:04] Semons. Et vite.",
    ]  # fmt: skip


def test_a_long_speech_has_paragraphs():
    paragraphs = read(cues(*[f"Nous avons semé {n} rangs de lin." for n in range(100)]).encode()).text.split("\n\n")
    assert len(paragraphs) > 5
    assert all(len(one) < 600 for one in paragraphs)


@pytest.mark.parametrize(
    "data", [b"WEBVTT\n\n", b"WEBVTT\n\nNOTE rien\n", b"WEBVTT\n\n00:00.000 --> 00:01.000\n<i></i>\n"]
)
def test_subtitles_without_words_are_refused(data):
    with pytest.raises(Unreadable) as told:
        read(data, name="film.vtt")
    assert told.value.code == "empty"
