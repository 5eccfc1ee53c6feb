"""The reading and writing of multipart/mixed by themselves: in any cut, of any bytes, in bounded memory."""

import hashlib
import io
import tracemalloc

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from course.statements.xapi.multipart_reading import IN_MEMORY, NotMultipart, Parts, read_mixed
from course.statements.xapi.multipart_writing import File, Mixed
from tests.lrs.mixing import BOUNDARY, body_of, part, sha2

NEAR = [b"\r\n", b"--", b"\r", b"\n", b"-", b"\r\n--", f"\r\n--{BOUNDARY[:-2]}".encode(), f"--{BOUNDARY}".encode(), b"x", b"\0"]
bytes_near_a_boundary = st.lists(st.sampled_from(NEAR), max_size=12).map(b"".join).filter(
    lambda data: f"\r\n--{BOUNDARY}".encode() not in b"\r\n" + data)
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cuts = st.lists(st.integers(1, 70), min_size=1, max_size=5)


def in_cuts(body, sizes):
    """A read() that gives as little as the network may."""
    stream, turn = io.BytesIO(body), iter(range(10**9))
    return lambda size: stream.read(min(size, sizes[next(turn) % len(sizes)]))


@quick
@given(st.lists(bytes_near_a_boundary, max_size=4), cuts)
def test_any_bytes_in_any_cut_are_read_as_they_are(files, sizes):
    body = body_of(({"Content-Type": "application/json"}, b'{"a":\r\n"--"}'), *map(part, files), before=b"hello\r\n")
    with Parts() as parts:
        assert read_mixed(in_cuts(body, sizes), BOUNDARY, parts) == b'{"a":\r\n"--"}'
        assert {name: parts.whole(name) for name in parts} == {sha2(data): data for data in files}
        assert all(parts.length(sha2(data)) == len(data) for data in files)


@quick
@given(st.lists(bytes_near_a_boundary, max_size=2), cuts, st.data())
def test_a_body_that_breaks_off_or_changes_is_refused_or_read_and_never_a_failure(files, sizes, data):
    body = bytearray(body_of(({"Content-Type": "application/json"}, b"{}"), *map(part, files)))
    place = data.draw(st.integers(0, len(body) - 1))
    if data.draw(st.booleans()):
        body[place] = data.draw(st.integers(0, 255))
    else:
        del body[place:]
    with Parts() as parts:
        try:
            read_mixed(in_cuts(bytes(body), sizes), BOUNDARY, parts)
        except NotMultipart:
            event("refused")
        assert all(sha2(parts.whole(name)) == name for name in parts)


@quick
@given(st.lists(st.binary(max_size=300), max_size=4, unique=True))
def test_what_is_written_is_read_again_and_has_the_length_foretold(files):
    kept = {sha2(data): data for data in files}
    mixed = Mixed('{"a":"ü"}', [File(name, len(data), "text/plain") for name, data in kept.items()])
    body = b"".join(mixed.stream(lambda name: [kept[name][:7], kept[name][7:]]))
    assert len(body) == mixed.length
    with Parts() as parts:
        assert read_mixed(io.BytesIO(body).read, mixed.boundary, parts).decode() == '{"a":"ü"}'
        assert {name: parts.whole(name) for name in parts} == kept


def test_a_type_that_is_no_header_is_sent_as_plain_bytes():
    assert b"Content-Type: application/octet-stream\r\n" in File("ab", 0, "text/plain; a=\u2028b").head


def test_sending_breaks_off_where_an_attachment_went_meanwhile():
    with pytest.raises(ConnectionAbortedError):
        list(Mixed("{}", [File("ab", 5, "text/plain")]).stream(lambda name: [b"abc"]))


def test_memory_does_not_grow_with_what_is_attached(tmp_path):
    """Three times of what may stay in memory, in two parts."""
    block, blocks = b"0123456789abcdef" * 4096, 3 * IN_MEMORY // 65536 // 2
    digest = hashlib.sha256()
    for _ in range(blocks):
        digest.update(block)
    heads = [f"--{BOUNDARY}\r\nContent-Type: application/json\r\n\r\n{{}}\r\n".encode(), *(
        f"--{BOUNDARY}\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {name}\r\n\r\n".encode()
        for name in (digest.hexdigest(), sha2(b"")))]

    def body():
        yield heads[0] + heads[1]
        for _ in range(blocks):
            yield block
        yield b"\r\n" + heads[2] + f"\r\n--{BOUNDARY}--".encode()
        yield b""

    pieces = body()
    tracemalloc.start()
    with Parts(tmp_path) as parts:
        read_mixed(lambda size: next(pieces), BOUNDARY, parts)
        for piece in parts.pieces(digest.hexdigest()):
            assert piece[:16] == block[:16]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert parts.length(digest.hexdigest()) == blocks * len(block) > IN_MEMORY
    assert peak < IN_MEMORY * 2.2
    assert list(tmp_path.iterdir()) == []
