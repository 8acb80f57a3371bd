"""Draws a picture again: run by `pictures.py` in a process of its own, without network of ours.

Started by its path, it imports nothing of Filrouge. Reads the picture on its entry, writes one line
and then the new picture: "ok JPEG", "ok PNG", "pixels" (too many, seen in the header) or "damaged".
What comes out holds pixels and nothing else: no place, no date, no device, no comment.
"""

from __future__ import annotations

import io
import resource
import sys
from contextlib import suppress

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

MEMORY = 1024 * 1024 * 1024
SECONDS = 10
HEAVY_PNG = 3 * 1024 * 1024
QUALITY = 85
KNOWN = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""The decoders that may be met: naming them here loads these and no others."""


def bound() -> None:
    """Little memory, little time, no file written, no picture of the memory left behind."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # some systems do not know them all
            resource.setrlimit(what, (most, most))


def redraw(content: bytes, form: str, pixels: int, side: int) -> tuple[str, bytes]:
    """What to answer, and the new picture."""
    with Image.open(io.BytesIO(content), formats=[form]) as read:
        if read.width * read.height > pixels:
            return "pixels", b""
        if read.mode in {"P", "PA"} or "transparency" in read.info:
            picture: Image.Image = read.convert("RGBA")
        else:
            picture = read
        picture.thumbnail((side, side))
        turned = ImageOps.exif_transpose(picture)
        through = turned.mode in {"RGBA", "LA", "La", "RGBa"}
        drawn = _alone(turned.convert("RGBA" if through else "RGB"))
    if form == "PNG":
        kept = _saved(drawn, "PNG")
        if through or len(kept) <= HEAVY_PNG:
            return "ok PNG", kept
    return "ok JPEG", _saved(_on_white(drawn), "JPEG")


def _alone(picture: Image.Image) -> Image.Image:
    """The same pixels, without anything that was read beside them."""
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    if form == "PNG":
        picture.save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def main() -> None:
    form, pixels, side = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    bound()
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        said, content = redraw(sys.stdin.buffer.read(), form, pixels, side)
    except Image.DecompressionBombError:
        said, content = "pixels", b""
    except Exception:  # whatever a decoder makes of a hostile file
        said, content = "damaged", b""
    sys.stdout.buffer.write(said.encode() + b"\n" + content)


if __name__ == "__main__":
    main()
