"""HTML in its author's own words, as far as a page may hold it: what is not on the list goes."""

from __future__ import annotations

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
"""What a cell may look like. Classes and ids are the page's own: those of others could take its place."""
_PICTURE = "data:image/"


def sanitised(html: str) -> Markup:
    """Keep texts, tables, lists, links and embedded pictures; nothing that runs, loads or leaves its place.

    Parameters
    ----------
    html : str
        HTML that a page was given: of a notebook's author, or of what they show.

    Returns
    -------
    markupsafe.Markup
        What may stand on a page; every element is closed.

    Examples
    --------
    >>> sanitised('<p onclick="run()">One <b>bold<script>run()</script></p><img src="http://a/b.png">')
    Markup('<p>One <b>bold</b></p><b><img></b>')
    """
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=_attribute,
            filter_style_properties=_STYLES,
            link_rel="noreferrer",
            url_schemes={"data", "http", "https", "mailto"},
        )
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep data in pictures alone, and of pictures those alone that are data."""
    is_picture = value.strip().lower().startswith(_PICTURE)
    if name == "src":
        return value if is_picture else None
    if name == "href" and value.strip().lower().startswith("data:"):
        return None
    return value
