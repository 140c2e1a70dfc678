"""Reports as PDF: what tools for tagged documents see in them, how they break into pages, and when they are made."""

import builtins
import json
import shutil
from dataclasses import replace

import matplotlib as mpl
import pandas as pd
import pytest
from pseudo import pseudo_language
from pypdf import PdfReader
from short_project import short_project, write_report

from copcalc import cli
from copcalc.assessment import by_region, open_study
from copcalc.charts import regions_chart
from copcalc.errors import CopcalcError, ReportError
from copcalc.report.again import write_again
from copcalc.report.blocks import Heading, Html, Prose, Report, Table
from copcalc.report.files import chart_of
from copcalc.report.manifest import Origin, add_to_manifest, read_manifest, write_manifest
from copcalc.report.page import page
from copcalc.report.pdf import printer, write_pdf
from copcalc.report.pictures import picture_of
from copcalc.words import Frame, Message, framework_name

mpl.use("Agg")
TITLE = "Kenya & others: Child Online Protection targets, 2014"


def chart():
    ax = regions_chart(by_region(open_study(), "hotline"))
    block = chart_of(ax, "hotlines")
    return replace(block, on_page=picture_of(ax, "h"))


def table(rows):
    cells = pd.DataFrame({"state": [f"State {n}" for n in range(rows)], "told": ["a text"] * rows})
    return Table("states", "All states", Frame(cells))


def printed(folder, *blocks):
    """Print a page of these blocks, and read it."""
    given = {"area": "Kenya & others", "framework": framework_name(open_study().framework)}
    report = Report(
        Message("page-title", {**given, "year": 2014}),
        Message("page-subtitle", {**given, "source": "a deck"}),
        ((Heading("First part"), *blocks),),
    )
    (folder / "report.html").write_text(page(report), encoding="utf-8")
    write_pdf(folder)
    return PdfReader(folder / "report.pdf")


def elements(pdf):
    """The kinds of all elements that the document's structure names, and what is told of figures."""
    kinds, told, waiting = [], [], [pdf.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += element
        elif isinstance(element, dict):
            kinds += [element["/S"]] if "/S" in element else []
            told += [element["/Alt"]] if "/Alt" in element else []
            waiting += [element["/K"]] if "/K" in element else []
    return kinds, told


def test_a_document_tells_readers_of_all_abilities_what_it_is(tmp_path):
    block = chart()
    pdf = printed(tmp_path, Prose(("A text.",)), table(3), block)
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == TITLE
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    kinds, told = elements(pdf)
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert block.description in told
    assert [each.title for each in pdf.outline if not isinstance(each, list)] == [TITLE]
    assert [each.title for each in pdf.outline[1]] == ["First part"]


def test_every_letter_is_in_the_document(tmp_path):
    pdf = printed(tmp_path, Prose(("A text: ● Ж",)), chart())
    fonts = {
        name: font.get_object()
        for each in pdf.pages
        for name, font in each["/Resources"]["/Font"].get_object().items()
    }
    assert fonts
    for font in fonts.values():
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert "DejaVu-Sans" in descriptor["/FontName"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_pages_are_a4_and_numbered_below_their_title_and_part(tmp_path):
    pdf = printed(tmp_path, table(150))
    count = len(pdf.pages)
    assert count > 2
    for number, each in enumerate(pdf.pages, 1):
        assert [round(float(side)) for side in each.mediabox[2:]] == [595, 842]
        lines = each.extract_text()
        assert f"{number} / {count}" in lines
        assert TITLE in lines
        assert "First part" in lines


def test_the_part_at_the_head_of_a_page_is_the_one_that_it_begins_in(tmp_path):
    pdf = printed(tmp_path, table(60), Heading("Second part"), table(60))
    texts = [each.extract_text() for each in pdf.pages]
    begins = next(n for n, text in enumerate(texts) if "Second part" in text)
    assert 0 < begins < len(texts) - 1
    assert [text.count("First part") for text in texts[1 : begins + 2]] == [1] * begins + [0]
    assert [text.count("Second part") for text in texts[begins:]] == [1] * (len(texts) - begins)


def test_no_part_of_a_table_stands_without_its_head(tmp_path):
    pdf = printed(tmp_path, table(150))
    texts = [each.extract_text() for each in pdf.pages]
    assert sum("State 1" in text for text in texts) >= len(pdf.pages) - 1
    for text in texts:
        if "State " in text:
            assert "told" in text.split("State ")[0]


def test_nothing_is_printed_that_is_folded_or_for_a_screen_alone(tmp_path):
    folded = Heading("Rarely read", is_folded=True)
    pdf = printed(tmp_path, chart(), folded, Prose(("Hidden.",)))
    text = "".join(each.extract_text() for each in pdf.pages)
    # Of the two forms of a chart one is printed.
    assert text.count("Africa") == 1
    assert "First part" in text
    assert not any(word in text for word in ("Hidden", "Rarely read", "Contents", "Cite as"))


def test_text_behind_what_is_folded_is_kept(tmp_path):
    inside = "<p>Before <details><summary>More</summary>Hidden</details> behind.</p>"
    pdf = printed(tmp_path, Html(inside))
    text = "".join(each.extract_text() for each in pdf.pages)
    assert "behind." in text
    assert "Hidden" not in text


def test_links_beside_the_page_stay_beside_it(tmp_path):
    pdf = printed(tmp_path, Html('<p><a href="https://example.org/a">a source</a></p>'))
    actions = [
        note.get_object()["/A"]["/URI"]
        for each in pdf.pages
        for note in each.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert actions == ["https://example.org/a", "results.json"]


def test_nothing_is_loaded_but_what_the_page_holds(tmp_path):
    picture = tmp_path / "mine.png"
    picture.write_bytes(chart().picture)
    here = printed(tmp_path, Html(f'<img src="{picture.as_uri()}" alt="mine">'))
    assert not any(each.images for each in here.pages)


def test_the_same_page_is_the_same_bytes(tmp_path):
    block = chart()
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        printed(folder, block, table(30))
    assert (first / "report.pdf").read_bytes() == (second / "report.pdf").read_bytes()


@pytest.mark.parametrize(
    ("raised", "told", "fix"),
    [
        (ImportError("no"), "is not installed", ".[pdf]"),
        (OSError("cannot load library 'libpango'\nmore"), "'libpango'", "libpango-1.0-0"),
    ],
)
def test_what_is_missing_to_print_is_told_before_anything_is_made(
    tmp_path, monkeypatch, capsys, raised, told, fix
):
    load = builtins.__import__

    def broken(name, *rest):
        if name == "weasyprint":
            raise raised
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(CopcalcError, match="WeasyPrint") as error:
        printer()
    assert told in error.value.what
    assert fix in error.value.fix
    monkeypatch.chdir(short_project(tmp_path))
    assert cli.main(["report", "NAM", "--pdf"]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "reports").exists()


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(short_project(tmp_path))
    write_report(
        tmp_path,
        "import copcalc as cop\n"
        "study = cop.open_study(area, year=year)\n"
        "record = cop.Record(study, 'report', save_to=save_to)\n"
        "record.table(cop.by_indicator(study))",
        "record.finish()",
    )
    return tmp_path


@pytest.mark.slow
def test_a_pdf_is_made_once_and_is_part_of_the_report(project, capsys):
    folder = project / "reports" / "NAM"
    assert cli.main(["report", "NAM"]) == 0
    made = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    assert not (folder / "report.pdf").exists()
    # Only the PDF is missing: nothing else is made again.
    assert cli.main(["report", "NAM", "--pdf"]) == 0
    assert "1 report: 1 made." in capsys.readouterr().out
    kept = [file for file, when in made.items() if file.stat().st_mtime_ns == when]
    assert {file.name for file in made} - {file.name for file in kept} == {"manifest.json"}
    assert PdfReader(folder / "report.pdf").metadata.title.startswith("Namibia")
    assert "report.pdf" in read_manifest(folder).files
    capsys.readouterr()
    assert cli.main(["report", "NAM", "--pdf"]) == 0
    assert cli.main(["report", "NAM"]) == 0
    assert capsys.readouterr().out.count("1 report: 1 fresh.") == 2
    assert cli.main(["verify", "--sample", "1"]) == 0
    # One that is damaged or gone is made again, with the rest, whether it is asked for or not.
    (folder / "report.pdf").write_bytes(b"%PDF")
    assert cli.main(["report", "NAM"]) == 0
    assert len(PdfReader(folder / "report.pdf").pages) == 1
    (folder / "report.pdf").unlink()
    assert cli.main(["report", "NAM"]) == 0
    assert len(PdfReader(folder / "report.pdf").pages) == 1


@pytest.mark.slow
def test_a_page_that_is_written_again_has_its_pdf_too(project):
    folder = project / "reports" / "NAM"
    assert cli.main(["report", "NAM"]) == 0
    assert cli.main(["page", str(folder), "--pdf"]) == 0
    before = (folder / "report.pdf").read_bytes()
    told = json.loads((folder / "report.json").read_text().replace("end of", "END OF"))
    (folder / "report.json").write_text(json.dumps(told))
    assert cli.main(["page", str(folder)]) == 0
    assert (folder / "report.pdf").read_bytes() == before
    assert not [*read_manifest(folder).damage(folder)]
    assert "report.pdf" in read_manifest(folder).files
    language = pseudo_language(open_study())
    other = write_again(folder, language=language, with_pdf=True)
    titles = [PdfReader(each / "report.pdf").metadata.title for each in (folder, other)]
    assert titles[0] != titles[1]
    # It lies one folder deeper.
    for each, up in ((folder, ".."), (other, "../..")):
        assert f'<a href="{up}/index.html#africa">' in (each / "report.html").read_text()
    # One that is there is written again in any case.
    (other / "report.pdf").write_bytes(b"%PDF")
    write_again(folder, language=language)
    assert PdfReader(other / "report.pdf").metadata.title == titles[1]


def test_a_pdf_vouches_for_no_other_file(tmp_path):
    printed(tmp_path, Prose(("A text.",)))
    (tmp_path / "report.pdf").unlink()
    write_manifest(tmp_path, Origin({}, {}, {}, {}), {})
    write_pdf(tmp_path)
    add_to_manifest(tmp_path, "report.pdf")
    assert [*read_manifest(tmp_path).files] == ["report.html", "report.pdf"]
    (tmp_path / "report.html").write_text("changed meanwhile")
    with pytest.raises(ReportError, match="not as it was written"):
        add_to_manifest(tmp_path, "report.pdf")


@pytest.mark.slow
def test_a_pdf_that_can_not_be_written_fails_alone(project, monkeypatch, capsys):
    folder = project / "reports" / "NAM"
    assert cli.main(["report", "NAM"]) == 0
    (folder / "report.pdf").mkdir()
    assert cli.main(["report", "NAM", "--pdf"]) == 1
    shown = capsys.readouterr()
    assert "1 report: 1 failed." in shown.out
    assert "Traceback" not in shown.err
    # The report itself is as fresh as before.
    assert not (folder / "stale.txt").exists()
    (folder / "report.pdf").rmdir()
    assert cli.main(["report", "NAM", "--pdf"]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("area", "pages"), [("world", 8), ("africa", 6), ("KEN", 2)])
def test_a_report_fits_the_pages_that_it_may_take(shipped, tmp_path, area, pages):
    shutil.copy(shipped / area / "report.html", tmp_path)
    write_pdf(tmp_path)
    pdf = PdfReader(tmp_path / "report.pdf")
    assert 1 < len(pdf.pages) <= pages
    kinds, told = elements(pdf)
    # A chart each tells what is seen on it.
    assert len(told) == kinds.count("/Figure") > 0
    text = "".join(each.extract_text() for each in pdf.pages)
    assert "Cite as: “" in text
    assert "newest source of 20" in " ".join(text.split())
