"""Pictures that curators send, decoded with distrust and encoded anew: nothing of the file itself is kept."""

from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MEGA = 1_000_000
WIDTHS = (320, 640, 960, 1280, 1920)


class UnreadableImage(ValueError):
    """The file is not a picture that we take; the message tells the curator why."""


def read_image(file, *, max_bytes=10 * MEGA, max_pixels=40 * MEGA):
    """The picture in `file`, upright, opaque, in sRGB, without metadata; of an animation, its first frame.

    Bytes and pixels are counted before anything is decoded. Raises `UnreadableImage`.
    """
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise UnreadableImage(_("Ce fichier dépasse %(limit)d Mo : réduisez l’image.") % {"limit": max_bytes // MEGA})
    # Pillow raises whatever its decoders stumble on, of a dozen classes: any error here is the file's.
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        too_large = image.width * image.height > max_pixels
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        too_large = True
    except Exception as error:
        raise UnreadableImage(_("Ce fichier n’est pas une image JPEG, PNG, WebP, GIF ou AVIF.")) from error
    if too_large:
        raise UnreadableImage(
            _("Cette image dépasse %(limit)d millions de pixels : réduisez-la.") % {"limit": max_pixels // MEGA}
        )
    try:
        image.load()
        return _opaque(_in_srgb(ImageOps.exif_transpose(image)))
    except Exception as error:
        raise UnreadableImage(_("Cette image est incomplète ou abîmée : enregistrez-la de nouveau.")) from error


def _in_srgb(image):
    """`image` in the colours of screens: a telephone's wider ones, or a printer's, would look dull without."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile does not make the picture unreadable
        return image


def _opaque(image):
    """A new picture with the pixels of `image` on white, and nothing else of it."""
    if image.mode.startswith("I;16"):  # 16 bits of grey, which Pillow would cut off at 255 instead of scaling
        image = image.point(lambda level: level / 256).convert("L")
    flat = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        flat.paste(image, mask=image)
    else:
        flat.paste(image.convert("RGB"))
    return flat


def encode(image, *, longest, format="WEBP"):
    """`image` as the bytes of a file, its longer side `longest` pixels at most."""
    smaller = image.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    file = BytesIO()
    smaller.save(file, format, quality=82)
    return file.getvalue()


def square(image, *, side, focus=(0.5, 0.5)):
    """The largest square of `image` around `focus` (shares of its width and height), `side` pixels wide at most."""
    edge = min(image.size)
    left, top = (
        min(max(share * length - edge / 2, 0), length - edge) for share, length in zip(focus, image.size, strict=True)
    )
    side = min(side, edge)
    return image.resize((side, side), Image.Resampling.LANCZOS, box=(left, top, left + edge, top + edge))


def widths(natural):
    """The widths in pixels to offer of an image `natural` pixels wide: never enlarged, at most the largest."""
    return sorted({*(width for width in WIDTHS if width < natural), min(natural, WIDTHS[-1])})
