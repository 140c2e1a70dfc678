"""HTML in its author's own words, as far as a page may hold it: what is not on the list goes."""

from __future__ import annotations

import re

import css_inline
import nh3
from markupsafe import Markup

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd"),
    *("del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s"),
    *("samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "time", "tr", "u", "ul", "var"),
}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
_STYLES = {"background-color", "color", "font-style", "font-weight", "text-align"}
"""What a cell may look like. Classes and ids are the page's own: those of others could take their place."""
_SCHEMES = {"data", "http", "https", "mailto"}
_LEFT_OUT = re.compile(r"[\x00-\x20]")
"""Signs that a browser does not read in an address."""
_INLINE = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def is_picture(address: str) -> bool:
    """Tell whether an address is a picture itself.

    Examples
    --------
    >>> is_picture("data:image/png;base64,AA=="), is_picture("https://example.org/a.png")
    (True, False)
    """
    return _plain(address).startswith("data:image/")


def sanitised(html: str) -> Markup:
    """Keep texts, tables, lists, links and embedded pictures; nothing that runs, loads or leaves its place.

    Parameters
    ----------
    html : str
        HTML that a page was given: of a notebook's author, or of what they show. What its styles say of
        the cells of tables stays, as far as it is their colours and letters.

    Returns
    -------
    markupsafe.Markup
        What may stand on a page; every element is closed.

    Examples
    --------
    >>> sanitised('<p onclick="run()">One <b>bold<script>run()</script></p><img src="http://a/b.png">')
    Markup('<p>One <b>bold</b></p><b><img></b>')
    """
    # A styled table of pandas has its styles apart.
    whole = _INLINE.inline(html) if "<style" in html.lower() else html
    return Markup(
        nh3.clean(
            whole,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=_attribute,
            filter_style_properties=_STYLES,
            link_rel="noreferrer",
            url_schemes=_SCHEMES,
        )
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Allow pictures only where they are the address itself, and such addresses of pictures only."""
    if name == "src":
        return value if is_picture(value) else None
    if name == "href" and _plain(value).startswith("data:"):
        return None
    return value


def _plain(address: str) -> str:
    return _LEFT_OUT.sub("", address).lower()
