"""Nothing on a page is left untold by a message: written again in a language that a machine made."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from pseudo import pseudo_language

from copcalc import open_study, raw_tables
from copcalc.report.again import write_again
from copcalc.report.blocks import Report, Way
from copcalc.report.chapters import chapters
from copcalc.report.shown import blocks_of
from copcalc.report.stored import to_json
from copcalc.words import Message, area_name, framework_name

ROOT = Path(__file__).parents[2]
# What no message tells: quoted from sources, or read by machines.
_MACHINES = re.compile(
    r"https?://\S+|data/(?:raw|processed)[\w/.-]*(?: \(WPP\d+, \d+\))?|results\.json|WPP\d{4}|PNG|SVG|CSV"
)


class Texts(HTMLParser):
    """The texts of a page, with what is read out of pictures and tables."""

    def __init__(self, text):
        super().__init__()
        self.found, self._inside = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._inside.append(tag)
        self.found += [v for k, v in attributes if k in ("alt", "aria-label") and v]

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {"style", "code"} & set(self._inside):
            self.found.append(data.strip())


def shown(study, folder, monkeypatch):
    """What an area's report shows, each notebook's cells run here and now, in English."""
    notebooks = []
    listed = chapters(ROOT / "notebooks", study.area, study.framework, year=study.year)
    for chapter in listed:
        notebook = nbformat.read(chapter.notebook, as_version=4)
        shared = {"area": study.area.code, "year": study.year, "save_to": str(folder)}
        parameters = shared | chapter.parameters
        names: dict[str, object] = {}
        for cell in notebook.cells:
            if cell.cell_type == "code" and "record.finish()" not in cell.source:
                cell.outputs = run(cell, names, monkeypatch)
                if "parameters" in cell.metadata.get("tags", []):
                    names |= {k: v for k, v in parameters.items() if k in names}
        notebooks.append(notebook)
    about = {
        "area": area_name(study.area),
        "framework": framework_name(study.framework),
        "year": study.year,
        "source": study.framework.source.citation,
    }
    chapters_told = tuple(map(blocks_of, notebooks))
    ways = (
        Way(Message("page-all_reports"), "../index.html"),
        Way(Message("page-area", {"area": about["area"]}), "../index.html#" + study.area.code),
    )
    return Report(
        Message("page-title", about), Message("page-subtitle", about), chapters_told, ways
    )


def run(cell, names, monkeypatch):
    outputs = []

    def display(data, *, raw, metadata=None):
        texts = {kind: "" if kind == "image/png" else data[kind] for kind in data}
        outputs.append(nbformat.v4.new_output("display_data", data=texts, metadata=metadata or {}))

    monkeypatch.setattr("copcalc.report.record.display", display)
    if "not-on-page" not in cell.metadata.get("tags", []):
        exec(cell.source, names)
    return outputs


def untold(study):
    """What sources and tables themselves say, which is not translated."""
    tables, framework = study.tables, study.framework
    frames = [
        tables.sources.reset_index(),
        tables.evidence[["detail", "source"]],
        tables.not_counted,
        raw_tables(ROOT).reset_index(),
    ]
    texts = {str(text) for frame in frames for column in frame for text in frame[column]}
    texts |= {each.target.statement for each in framework.pillars} | {framework.source.citation}
    texts |= {each.baseline.count.note for each in framework.pillars if each.baseline.count}
    texts |= {framework.goal.note, *framework.glossary}
    texts |= set(study.register.states.index) | set(study.register.states["m49_subregion"])
    texts |= set(tables.status["iso3"])
    return {text.strip() for text in texts if len(text) > 2 and re.search("[A-Za-z]", text)}


@pytest.mark.slow
@pytest.mark.parametrize("area", ["world", "africa", "NAM", "VAT"])
def test_no_word_on_a_page_is_left_out_of_the_messages(area, monkeypatch, tmp_path):
    study = open_study(area, root=ROOT)
    for module in ("record", "again"):  # files of charts are not looked at here
        monkeypatch.setattr(f"copcalc.report.{module}.save_chart", lambda *_: None)
    report = to_json(shown(study, tmp_path, monkeypatch))
    (tmp_path / "report.json").write_text(json.dumps(report))
    (tmp_path / "results.json").write_text("{}")
    language = pseudo_language(study)
    text = (write_again(tmp_path, language=language) / "report.html").read_text()
    assert '<html lang="en-x-pseudo" dir="rtl">' in text
    told = sorted(untold(study), key=len, reverse=True)
    left = []
    for found in Texts(text).found:
        rest = re.sub(r"[\u2068\u2069]", "", html.unescape(found))
        for quoted in told:
            rest = rest.replace(quoted, "")
        if re.search(r"[A-Za-z]{2,}", _MACHINES.sub("", rest)):
            left.append(found)
    assert left == []
