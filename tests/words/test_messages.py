"""Code and message files know each other: no message is told that is not there, none is there in vain."""

import ast
import re
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax.ast import Message as Entry

from copcalc.words.language import _FILES

ROOT = Path(__file__).parents[2]
TREES = [ast.parse(file.read_text()) for file in sorted((ROOT / "copcalc").rglob("*.py"))]
PAGE = "".join(file.read_text() for file in sorted((ROOT / "copcalc").rglob("*.j2")))
NOTEBOOKS = "".join(file.read_text() for file in sorted((ROOT / "notebooks").glob("*.ipynb")))
IDS = {
    each.id.name
    for each in FluentResource((_FILES / "en.ftl").read_text(encoding="utf-8")).body
    if isinstance(each, Entry)
}
# Made of what stands in tables, whose tests are elsewhere.
OF_TABLES = ("code-", "column-")


def texts():
    """Every text in the code, with "*" for what it is put together with."""
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            parts = [getattr(part, "value", "*") for part in node.values]
            yield "".join(part if isinstance(part, str) else "*" for part in parts)


def as_pattern(text):
    return re.compile(".*".join(map(re.escape, text.split("*"))))


def test_every_message_is_told_somewhere():
    known = {text for text in texts() if re.fullmatch(r"[a-z_*][a-zA-Z_*-]*", text)}
    endings = {text.lstrip("*") for text in known if text.lstrip("*").startswith("_")}
    exact = known | set(re.findall(r"told\('([^']+)'", PAGE))
    exact |= set(re.findall(r'"id": "([^"]+)"', NOTEBOOKS))
    exact |= {f"heading-{each}" for each in re.findall(r'heading\(\\"([^"\\]+)\\"', NOTEBOOKS)}
    exact |= {f"table-{each}" for each in re.findall(r'name=\\"([^"\\]+)\\"', NOTEBOOKS)}
    patterns = [as_pattern(text) for text in known if "*" in text and text[:3].isalpha()]

    def is_told(message):
        return message in exact or any(pattern.fullmatch(message) for pattern in patterns)

    without = {
        message
        for message in IDS
        if not message.startswith(OF_TABLES) and not is_told(message)
        if not any(message.endswith(e) and is_told(message.removesuffix(e)) for e in endings if e)
    }
    assert without == set()


def test_every_message_that_code_names_is_there():
    named = {
        argument.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Message", "tell")
        for argument in ast.walk(node.args[0])
        if isinstance(argument, ast.Constant)
        and re.fullmatch(r"[a-z]+\W[a-z_\W]*[a-z]", argument.value)
    }
    assert len(named) > 50
    assert named <= IDS
