import pytest

from events.recordings import at_second


@pytest.mark.parametrize(
    ("url", "at"),
    [
        ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=75s"),
        ("https://youtu.be/abc?t=3", "https://youtu.be/abc?t=75s"),
        ("https://www.dailymotion.com/video/x1", "https://www.dailymotion.com/video/x1?start=75"),
        ("https://tube.exemple.fr/w/abc", "https://tube.exemple.fr/w/abc?start=75s"),
        ("https://vimeo.com/12", "https://vimeo.com/12#t=75"),
        ("https://exemple.fr/film.webm?qualite=haute", "https://exemple.fr/film.webm?qualite=haute#t=75"),
        ("https://pasyoutube.com/film", "https://pasyoutube.com/film#t=75"),
    ],
)
def test_a_recording_plays_from_the_second_on(url, at):
    assert at_second(url, 75) == at
