"""A language that a machine makes of the English one: accented, two fifths longer, right to left.

What is read in it and has no accent was never told by a message. It is long as German is, and runs as
Arabic does, so that a page that holds it holds others.
"""

import re
import string

from fluent.runtime import FluentResource
from fluent.syntax import FluentSerializer
from fluent.syntax.ast import Message, TextElement
from fluent.syntax.visitor import Transformer

from copcalc.words.language import _FILES, Language
from copcalc.words.names import names_in

_ACCENTS = str.maketrans(
    "aceghijklnorsuwyzACEGHIJKLNORSUWYZbdfmpqtvxBDFMPQTVX",
    "àçéĝĥíĵķļñöŕšüŵýžÀÇÉĜĤÍĴĶĻÑÖŔŠÜŴÝŽƀđƒɱþɋţʋӿƁĐƑṀÞɊŢƲӾ",
)
_CODE = re.compile(r"(`[^`]*`)")


def pseudo(text: str) -> str:
    """Accent every letter and write each vowel twice, but in code."""
    pieces = _CODE.split(text)
    longer = (re.sub(r"([aeiouAEIOU])", r"\1\1", each).translate(_ACCENTS) for each in pieces[::2])
    return "".join(
        piece for pair in zip(longer, [*pieces[1::2], ""], strict=True) for piece in pair
    )


class _Accented(Transformer):
    def visit_Message(self, node: Message) -> Message:  # noqa: N802
        # This message is about the language, and is not in it.
        return node if node.id.name == "language" else self.generic_visit(node)

    def visit_TextElement(self, node: TextElement) -> TextElement:  # noqa: N802
        return TextElement(pseudo(node.value))


def names_as_messages(study) -> str:
    """What a translator writes for the names that data give."""
    told: dict[str, dict[str, str]] = {}
    for named in names_in(study).values():
        told[named.key] = dict(named.forms)
    lines = []
    for key, forms in told.items():
        lines.append(f"{key} = {forms['name']}")
        lines += [
            f"    .{form} = {text}" for form, text in forms.items() if form != "name" and text
        ]
    return "\n".join(lines)


def pseudo_language(study) -> Language:
    """Make the language, with the names of a study."""
    english = (_FILES / "en.ftl").read_text(encoding="utf-8")
    source = english.replace(".locale = en-GB", ".locale = he-IL") + "\n" + names_as_messages(study)
    accented = _Accented().visit(FluentResource(source))
    return Language("en-x-pseudo", [FluentSerializer().serialize(accented)])


assert not set(pseudo(string.ascii_letters)) & set(string.ascii_letters)
