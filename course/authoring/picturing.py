"""Files that a facilitator adds in the browser: named safely, of a kind that a course takes, and photographs without the words of
their camera."""

import io
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from course.content.arranging import slug
from course.content.from_html.escaping import escaped
from course.content.reading import LONGEST_FILE, LONGEST_TEXT, is_text
from course.errors import CourseError

PHOTOGRAPHS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
PICTURES = {*PHOTOGRAPHS, "gif", "svg", "avif"}
OTHERS = {"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "vtt", "zip", "epub", "mp3", "m4a", "ogg", "opus",
          "wav", "flac", "mp4", "webm", "ogv"}
MOST_PIXELS = 50_000_000  # a flood of them in a small file would fill the memory
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class FileDoesNotFit(CourseError):
    """Says what is wrong with the file, and what to do."""

    status = 422


def fitted(name, data):
    """(path in the course, bytes) of a file as it is kept. Raises FileDoesNotFit."""
    name = PurePosixPath(name.replace("\\", "/")).name
    stem, _, ending = name.rpartition(".")
    ending = ending.lower()
    if ending not in PICTURES | OTHERS or not stem:
        raise FileDoesNotFit(f"Files of this kind ({ending or 'without an ending'}) are not taken. Pictures: "
                             f"{', '.join(sorted(PICTURES))}; others: {', '.join(sorted(OTHERS))}.")
    limit = LONGEST_TEXT if is_text(name) else LONGEST_FILE
    if not data or len(data) > limit:
        raise FileDoesNotFit(f"The file has {len(data) / 1e6:.1f} MB. It must hold something, and at most "
                             f"{limit // 1_000_000} MB.")
    if ending in PHOTOGRAPHS:
        data = without_metadata(data, PHOTOGRAPHS[ending])
    elif is_text(name):
        data = _text(data)
    return f"files/{slug(stem)}.{ending}", data


def line_for(path, alt):
    """What shows a picture in a text."""
    return f"![{escaped(' '.join(alt.split()))}]({path})"


def without_metadata(data, kind):
    """A picture with its pixels, turned as the camera held it, and nothing else: no place, no day, no camera."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileDoesNotFit("The picture has more than 50 million points. Make it smaller; 2,000 across is plenty.")
            if getattr(picture, "n_frames", 1) > 1:
                raise FileDoesNotFit("The picture moves. Save it as a GIF or as a film, or take one image of it.")
            turned = ImageOps.exif_transpose(picture)
            clean = Image.frombytes(turned.mode, turned.size, turned.tobytes())
            if turned.mode == "P":
                clean.putpalette(turned.getpalette())
                if "transparency" in turned.info:
                    clean.info["transparency"] = turned.info["transparency"]
            out = io.BytesIO()
            clean.save(out, kind, **({"quality": 90} if kind != "PNG" else {"optimize": True}))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FileDoesNotFit(f"This is not a {kind} picture that can be read. Save it anew, and try again.") from None
    return out.getvalue()


def _text(data):
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        if "\0" in data.decode():
            raise FileDoesNotFit("This text holds a NUL. Is it another kind of file?")
    except UnicodeDecodeError:
        raise FileDoesNotFit("This text is not UTF-8. Save it as UTF-8, and try again.") from None
    return data
