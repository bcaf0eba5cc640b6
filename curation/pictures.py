"""The picture of a record: re-encoded when it comes in, and in the sizes that pages ask for."""

import secrets
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from .images import encode, read_image, square

LONGEST = 1600
SIDES = (96, 192, 384)


def reencoded(file):
    """The upload as our own WebP under a name that says nothing. Raises `images.UnreadableImage`."""
    return ContentFile(encode(read_image(file), longest=LONGEST), name=f"{secrets.token_hex(8)}.webp")


def picture_sizes(record):
    """[(address, side in pixels), …] of the squares around the point of interest, for a `srcset`."""
    if not record.picture:
        return []
    return [(record.picture.storage.url(_square_name(record, side)), side) for side in SIDES]


def picture_size(record):
    """(width, height) in pixels of the picture; None if its file is not there. Opened once: a name has one content."""
    try:
        return _size(record.picture.name)
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _size(name):
    with default_storage.open(name) as file, Image.open(file) as image:
        return image.size


def write_squares(record):
    """Make the squares that are missing; their names hold the point of interest, so that no cache shows an old one."""
    if not record.picture:
        return
    storage = record.picture.storage
    missing = [side for side in SIDES if not storage.exists(_square_name(record, side))]
    if not missing:
        return
    with storage.open(record.picture.name) as file:
        image = Image.open(BytesIO(file.read())).convert("RGB")
    for side in missing:
        crop = square(image, side=side, focus=(record.focus_x / 100, record.focus_y / 100))
        storage.save(_square_name(record, side), ContentFile(encode(crop, longest=side)))


def delete(name):
    """Delete the picture of that name from the storage, and its squares, those of former points of interest too."""
    with suppress(FileNotFoundError):  # nothing was ever uploaded; a bucket has no folders, and says that none is there
        for path in family(name):
            default_storage.delete(path)


def family(name):
    """The names in the storage of a picture and its squares. Raises `FileNotFoundError` if they have no folder."""
    path = PurePosixPath(name)
    there = default_storage.listdir(str(path.parent))[1]
    return [str(path.parent / file) for file in sorted(there) if file == path.name or file.startswith(f"{path.stem}-")]


def _square_name(record, side):
    path = PurePosixPath(record.picture.name)
    return str(path.with_name(f"{path.stem}-{record.focus_x}-{record.focus_y}-{side}.webp"))
