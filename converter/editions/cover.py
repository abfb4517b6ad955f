"""The cover: the user's own image, or one drawn from title, subtitle, author and what the stylesheet says of `.cover`.

In: a document, and the style. Out: a JPEG, ours of the shape of the style's page. It is the EPUB's cover image, and
page one of a PDF whose style has `--matter: cover`, or whose user gave an image. Pillow draws it, in a twentieth of
the time that a page by WeasyPrint would take.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from converter import fontfiles
from converter.document import Document
from converter.editions import matter, tree
from converter.editions.cascade import Look, Sheet, ask
from converter.editions.cover_lines import balanced
from converter.editions.watch import messages
from converter.errors import UsageError
from converter.resources import Style
from converter.settings import COVER_DRAWN, COVER_NONE, Settings

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 1200  # pixels
QUALITY: Final = 85
LARGEST: Final = 20_000_000  # bytes of a user's image
MOST_PIXELS: Final = 50_000_000
TWO_EM_DASH: Final = "\u2e3a"
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
SMALLEST_TITLE: Final = 0.5  # of the size that the stylesheet gives it
MOST_LINES: Final = 5
PAGE: Final = (
    '<html lang="{language}"><body><section class="cover" id="Cover"><div class="frame" id="Frame"></div>'
    '<p class="title" id="Title">x</p><p class="subtitle" id="Subtitle">x</p><p class="byline" id="Author">x</p>'
    '<p class="publisher" id="Publisher">x</p></section></body></html>'
)


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    look: Look
    size: float  # points


def image(document: Document, settings: Settings, style: Style) -> bytes | None:
    """The cover as a JPEG; None when the user wants none, or no face is installed to draw it in (that is warned of).

    Raises UsageError for an image that cannot be read or is too large.
    """
    match settings.cover:
        case str(wanted) if wanted == COVER_NONE:
            return None
        case str(wanted) if wanted == COVER_DRAWN:
            return _drawn(document, style)
        case path:
            return _given(Path(path))


def check(settings: Settings) -> None:
    """Raise UsageError when the user's cover is no image that can be used."""
    if settings.cover not in (COVER_NONE, COVER_DRAWN):
        _given(Path(settings.cover))


def on_paper(settings: Settings, style: Style) -> bool:
    """Whether the PDF begins with the cover."""
    given = settings.cover not in (COVER_NONE, COVER_DRAWN)
    return given or (settings.cover == COVER_DRAWN and matter.COVER in style.matter)


def description(document: Document) -> str:
    """What who cannot see the cover is told of it."""
    return f"{matter.words(document)['cover']}：{tree.title_of(document)}"


def pixels(data: bytes) -> tuple[int, int] | None:
    """How wide and how high a picture is; None for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size if min(picture.size) > 0 else None
    except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, OSError, SyntaxError):
        return None


# ---- the user's


@lru_cache(maxsize=2)
def _given(path: Path) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        if not path.is_file():
            raise UsageError(f"--cover {path}: no such image; give a JPEG or PNG file, or {COVER_NONE}")
        if path.stat().st_size > LARGEST:
            raise UsageError(f"--cover {path}: larger than {LARGEST // 1_000_000} MB; save it smaller")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(path, formats=FORMATS)
        if opened.width * opened.height > MOST_PIXELS:
            raise UsageError(f"--cover {path}: {opened.width} by {opened.height} pixels are too many; save it smaller")
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((2 * WIDTH, 3 * WIDTH))
        return _jpeg(_flat(picture))
    except Image.DecompressionBombError:
        raise UsageError(f"--cover {path}: so many pixels are too many; save it smaller") from None
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError) as error:
        reason = getattr(error, "strerror", None) or "not a JPEG or PNG that can be read"
        raise UsageError(f"--cover {path}: {reason}; give another image, or {COVER_NONE}") from None


def _flat(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue, white where it was transparent."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


# ---- ours


def _drawn(document: Document, style: Style) -> bytes | None:
    from PIL import Image, ImageDraw

    language = tree.language(document)
    with messages():
        sheet = ask(PAGE.format(language=language), style.css, style.page)
    looks = sheet.looks
    found = {name: _file(looks[name], language) for name in ("Title", "Subtitle", "Author", "Publisher")}
    fonts = {name: file for name, file in found.items() if file is not None}
    if len(fonts) < len(found):
        warnings.warn(f"no cover was drawn: no face for {language} is installed (see `dingben doctor`)", stacklevel=2)
        return None
    scale = WIDTH / sheet.page.width
    picture = Image.new("RGB", (WIDTH, round(sheet.page.height * scale)), f"#{looks['Cover'].background or 'FFFFFF'}")
    draw = ImageDraw.Draw(picture)
    _frame(draw, picture.size, looks["Frame"], scale)
    subtitle = document.meta.subtitle
    y = 0.0
    for name, words in (("Title", tree.title_of(document)), ("Subtitle", tree.plain(subtitle) if subtitle else "")):
        y = _down(draw, list(_lines(words, looks[name], sheet)), fonts[name], y, scale) if words else y
    bottom = picture.height / scale
    for name, words in (
        ("Publisher", matter.given(document, "publisher")),
        ("Author", "\u3000".join(tree.authors_of(document))),
    ):
        if words:
            lines = list(_lines(words, looks[name], sheet))
            bottom -= looks[name].after + sum(line.look.pitch for line in lines)
            _down(draw, lines, fonts[name], bottom - looks[name].before, scale)
    return _jpeg(picture)


def _file(look: Look, language: str) -> fontfiles.FontFile | None:
    return fontfiles.find(fontfiles.families_of(language, look.families), bold=look.bold)


def _frame(draw: ImageDraw.ImageDraw, size: tuple[int, int], look: Look, scale: float) -> None:
    """A line all around where the stylesheet draws one above and below, only above or below where it draws that."""
    inset, (width, height) = look.left * scale, size
    if look.top and look.bottom:
        box = (inset, inset, width - inset, height - inset)
        draw.rectangle(box, outline=f"#{look.top.colour}", width=max(round(look.top.width * scale), 1))
    elif look.top:
        draw.rectangle((inset, inset, width - inset, inset + look.top.width * scale), fill=f"#{look.top.colour}")


def _lines(words: str, look: Look, sheet: Sheet) -> Iterator[_Line]:
    """The words in lines that fit, smaller when they are too many."""
    room = sheet.page.width - look.left - look.right
    size = look.size
    lines = balanced(words, room / (size + look.tracking))
    while len(lines) > MOST_LINES and size > look.size * SMALLEST_TITLE:
        size *= 0.9
        lines = balanced(words, room / (size + look.tracking))
    for line in lines:
        yield _Line(line, look, size)


def _down(draw: ImageDraw.ImageDraw, lines: list[_Line], file: fontfiles.FontFile, y: float, scale: float) -> float:
    """Draw lines one below the other from a height in points; the height below them."""
    y += lines[0].look.before
    for line in lines:
        font = _font(file, round(line.size * scale))
        pitch = line.look.pitch * line.size / line.look.size
        _line(draw, line, font, y + pitch / 2, scale)
        y += pitch
    return y + lines[0].look.after


@lru_cache(maxsize=16)
def _font(file: fontfiles.FontFile, size: int) -> ImageFont.FreeTypeFont:
    """A face in a size of pixels; a batch draws one cover after the other."""
    from PIL import ImageFont

    return ImageFont.truetype(file.path, size, file.place, layout_engine=ImageFont.Layout.BASIC)


def _line(draw: ImageDraw.ImageDraw, line: _Line, font: ImageFont.FreeTypeFont, middle: float, scale: float) -> None:
    """One line, its characters spaced as the stylesheet says, in the middle of the page or at its side."""
    look, gap = line.look, line.look.tracking * scale
    words = line.words.replace("——", TWO_EM_DASH)  # two glyphs would leave a gap between them
    length = sum(font.getlength(c) + gap for c in words) - gap
    width = draw.im.size[0]
    left, right = look.left * scale, width - look.right * scale
    x = {"center": (left + right - length) / 2, "right": right - length}.get(look.align, left)
    for c in words:
        draw.text((x, middle * scale), c, fill=f"#{look.colour or '000000'}", font=font, anchor="lm")
        x += font.getlength(c) + gap
