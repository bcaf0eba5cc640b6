"""Any bytes are an archive or are refused."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.archives import formats
from reading.programmes.programme import UnreadableProgramme
from tests.reading.archives.test_mastodon import activity, outbox
from tests.reading.archives.test_x import TWEET, script
from tests.reading.programmes.samples import zipped

FILES = [
    script([TWEET]), outbox(activity()), zipped({"data/tweets.js": script([TWEET])}),
    zipped({"outbox.json": outbox(activity())}),
]  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_archives_are_read_or_refused(data):
    file = bytearray(data.draw(st.sampled_from(FILES)))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(file)))
        file[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.sampled_from([b"", b"1", b"null", b'"x"', b"[]", b"{}", b"\xff", b"\0"])
        )
    try:
        formats.read(bytes(file))
    except UnreadableProgramme:
        return
