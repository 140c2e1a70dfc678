"""The typeface of pages and of the charts on them, cut down to the signs that a page shows."""

from __future__ import annotations

import base64
import io
from functools import cache, lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont
from markupsafe import Markup
from matplotlib.font_manager import FontProperties, findfont, get_font

from copcalc.charts.lettering import TYPEFACE

# Latin letters, punctuation and marks: every page has them, so that most pages share one cut.
_USUAL_BLOCKS = (
    (0x20, 0x7F),
    (0xA0, 0x180),
    (0x2010, 0x2027),
    (0x2030, 0x203B),
    (0x2212, 0x2213),
    (0x25A0, 0x25D0),
)
_USUAL = frozenset(chr(sign) for block in _USUAL_BLOCKS for sign in range(*block))
_WEIGHTS = {"normal": 400, "bold": 700}


def font_faces(text: str) -> Markup:
    """Write the typeface of a page as styles that hold the font itself.

    Parameters
    ----------
    text : str
        All that the page shows. A sign that the typeface lacks is left to the reader's fonts.

    Returns
    -------
    markupsafe.Markup
        One rule a weight.

    Examples
    --------
    >>> font_faces("A page")[:44]
    Markup('@font-face { font-family: "DejaVu Sans"; fon')
    """
    shown = {sign for sign in set(text) - _USUAL if sign.isprintable()}
    further = "".join(sorted(sign for sign in shown if ord(sign) in _drawable()))
    return Markup("\n").join(_font_face(weight, further) for weight in _WEIGHTS)


@cache
def _drawable() -> frozenset[int]:
    """The signs that the typeface has, in one weight or the other."""
    return frozenset(sign for weight in _WEIGHTS for sign in get_font(_file(weight)).get_charmap())


def _file(weight: str) -> str:
    face = FontProperties(family=TYPEFACE, weight=weight)
    return str(findfont(face, fallback_to_default=False))


@lru_cache(maxsize=32)
def _font_face(weight: str, further: str) -> Markup:
    data = base64.b64encode(_cut(weight, further)).decode("ascii")
    return Markup(
        f'@font-face {{ font-family: "{TYPEFACE}"; font-weight: {_WEIGHTS[weight]}; '
        f'src: url(data:font/woff;base64,{data}) format("woff"); }}'
    )


def _cut(weight: str, further: str) -> bytes:
    """The usual signs of the typeface and these, as WOFF."""
    options = subset.Options(hinting=False, layout_features=["*"], flavor="woff")
    options.drop_tables += ["FFTM"]  # of the font's makers
    font = TTFont(_file(weight), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(_USUAL)) + further)
    cutter.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()
