import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from curation.images import UnreadableImage, encode, read_image, square, widths

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def picture(*, size=(40, 20), color=RED, mode="RGB", format="PNG", **options):
    """The file of a plain picture."""
    return saved(Image.new(mode, size, color), format=format, **options)


def saved(image, *, format="PNG", **options):
    file = BytesIO()
    image.save(file, format, **options)
    file.seek(0)
    return file


def halves(left, right):
    image = Image.new("RGB", (40, 20), left)
    image.paste(right, (20, 0, 40, 20))
    return image


def png_header(width, height):
    """A file of a few bytes that says it is a picture of that size."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")))


def is_near(color, expected):
    return all(abs(a - b) < 12 for a, b in zip(color, expected, strict=True))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_usual_formats_are_read(format):
    image = read_image(picture(format=format))
    assert (image.mode, image.size) == ("RGB", (40, 20))
    assert is_near(image.getpixel((5, 5)), RED)


def test_a_picture_is_turned_as_its_camera_was():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    image = read_image(saved(halves(RED, BLUE), format="JPEG", quality=95, exif=exif))
    assert image.size == (20, 40)
    assert is_near(image.getpixel((10, 5)), RED)
    assert is_near(image.getpixel((10, 35)), BLUE)


def test_nothing_of_the_files_metadata_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "Chez Ana, 12 rue des Lilas"
    file = picture(format="JPEG", exif=exif, comment=b"12 rue des Lilas")
    assert b"Lilas" in file.getvalue()
    image = read_image(file)
    assert (dict(image.getexif()), image.info) == ({}, {})
    assert b"Lilas" not in encode(image, longest=40)


def test_what_is_transparent_becomes_white():
    assert read_image(picture(mode="RGBA", color=(255, 0, 0, 0))).getpixel((5, 5)) == WHITE
    assert read_image(picture(mode="P", color=0, transparency=0)).getpixel((5, 5)) == WHITE


def test_of_an_animation_the_first_frame_is_kept():
    frames = [Image.new("RGB", (40, 20), color) for color in (RED, BLUE)]
    image = read_image(saved(frames[0], format="GIF", save_all=True, append_images=frames[1:]))
    assert image.getpixel((5, 5)) == RED


def test_printers_colours_and_sixteen_bits_of_grey_are_read():
    assert is_near(read_image(picture(mode="CMYK", color=(0, 255, 255, 0), format="JPEG")).getpixel((5, 5)), RED)
    assert is_near(read_image(picture(mode="I;16", color=128 * 256)).getpixel((5, 5)), (128, 128, 128))


@pytest.mark.parametrize("profile", [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"broken"])
def test_a_colour_profile_is_applied_or_ignored(profile):
    assert is_near(read_image(picture(format="JPEG", icc_profile=profile)).getpixel((5, 5)), RED)


def test_a_file_of_too_many_bytes_is_refused():
    with pytest.raises(UnreadableImage, match="dépasse 1 Mo"):
        read_image(BytesIO(b"x" * 1_000_001), max_bytes=1_000_000)


@pytest.mark.parametrize("size", [(7_000, 7_000), (60_000, 60_000), (1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    with pytest.raises(UnreadableImage, match="40 millions de pixels"):
        read_image(png_header(*size))


@pytest.mark.parametrize("content", [b"", b"bonjour", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(UnreadableImage, match="n’est pas une image"):
        read_image(BytesIO(content))


def test_a_format_that_we_do_not_take_is_refused():
    with pytest.raises(UnreadableImage, match="n’est pas une image"):
        read_image(picture(format="TIFF"))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_a_truncated_picture_is_refused(format):
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    content = saved(noise, format=format).getvalue()
    with pytest.raises(UnreadableImage, match="incomplète"):
        read_image(BytesIO(content[: len(content) // 2]))


@settings(max_examples=200)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "AVIF"]), st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(format, position, damage):
    content = bytearray(picture(format=format).getvalue())
    content[position : position + len(damage)] = damage
    try:
        image = read_image(BytesIO(content))
    except UnreadableImage:
        return
    assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("size", "longest", "encoded"),
    [((400, 200), 100, (100, 50)), ((200, 400), 100, (50, 100)), ((40, 20), 100, (40, 20))],
)
def test_a_picture_is_encoded_no_larger_than_it_is(size, longest, encoded):
    original = Image.new("RGB", size, RED)
    image = Image.open(BytesIO(encode(original, longest=longest)))
    assert (image.format, image.size, original.size) == ("WEBP", encoded, size)


def test_a_square_is_cut_around_what_matters():
    image = halves(RED, BLUE)
    assert square(image, side=10, focus=(0.1, 0.5)).getpixel((5, 5)) == RED
    assert square(image, side=10, focus=(1, 1)).getpixel((5, 5)) == BLUE
    assert square(image, side=10).getpixel((1, 5)) == RED
    assert square(image, side=10).getpixel((8, 5)) == BLUE


@pytest.mark.parametrize(("size", "side"), [((40, 20), 20), ((20, 40), 20), ((400, 300), 50)])
def test_a_square_is_never_enlarged(size, side):
    assert square(Image.new("RGB", size), side=50).size == (side, side)


@pytest.mark.parametrize(
    ("natural", "offered"),
    [(200, [200]), (640, [320, 640]), (800, [320, 640, 800]), (4000, [320, 640, 960, 1280, 1920])],
)
def test_the_widths_offered_do_not_exceed_the_picture(natural, offered):
    assert widths(natural) == offered
