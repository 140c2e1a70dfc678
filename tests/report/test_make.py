"""Reports from end to end: the world's figures, the page, all of it or nothing."""

import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from copcalc.assessment import open_study
from copcalc.errors import ReportError
from copcalc.execution.execute import PLAYGROUND, execute
from copcalc.execution.kernel import one_kernel
from copcalc.framework import load_framework
from copcalc.report.again import write_again
from copcalc.report.chapters import Chapter, chapters
from copcalc.report.folder import _swap
from copcalc.report.make import _numbers, make_report
from copcalc.report.request import Request
from copcalc.report.stored import NUMBERS_TYPE

ROOT = Path(__file__).parents[2]
FRAMEWORK = load_framework("connect2020")

# Reports are made by kernels.
pytestmark = pytest.mark.slow


def make(area, reports, *, root=ROOT, year=2014):
    study = open_study(area, year=year, root=root)
    parts = tuple(chapters(root / "notebooks", study.area, FRAMEWORK, year=year))
    request = Request(study.area, parts, year, "WPP2012", "connect2020", ())
    return make_report(request, framework=FRAMEWORK, root=root, reports=reports)


@pytest.fixture(scope="module")
def world(shipped):
    return shipped / "world"


@pytest.fixture(scope="module")
def results(world):
    return json.loads((world / "results.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def number(results):
    numbers = {n["key"]: n for n in results["numbers"]}
    return lambda key: numbers[f"world.2014.{key}"]


@pytest.fixture(scope="module")
def page(world):
    return (world / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "low", "high"),
    [
        ("technical.published.attainable_share", 26.4, 26.4, 26.4),
        ("legal.published.gap_points", 21, 20.5, 21.5),
        ("technical.published.gap_points", 44, 43.5, 44.5),
        ("technical.published.to_add", 85, 85, 85),
        ("technical.target_count", 136, 136, 136),
        ("technical.published.fitting_denominators", None, 193, 200),
        ("goal.gap_points", 18, 17.5, 18.5),
        ("goal.pace_points", 3.0, 2.9, 3.1),
        ("goal.growth", 4.3, 4.2, 4.5),
        ("goal.reduction", 10.1, 9.9, 10.3),
        ("goal.equal.combined_at_baseline", 52.5, 52, 53),
        ("goal.attainment.attained_at_baseline", 61.8, 61.2, 62.5),
        ("goal.two_to_one.combined_at_baseline", 62.7, 62.2, 63.2),
        ("goal.equal.combined_at_target", 80, 80, 80),
        ("goal.two_to_one.combined_at_target", 83.3, 83.3, 83.3),
        ("opsc.named.yes", 169, 169, 169),
        ("opsc.named.share_of_countries", 87.6, 87.6, 87.6),
        ("opsc.named.WPP2012.share_of_children", 96.6, 96.6, 96.6),
        ("hotline.named.share_of_countries", None, 24.9, 94.8),
        ("organisational.group.unreported", 158, 158, 158),
        ("capacity.group.unreported", 173, 173, 173),
    ],
)
def test_the_worlds_figures(number, key, value, low, high):
    found = number(key)
    rounded = [None if found[p] is None else round(found[p], 1) for p in ("value", "low", "high")]
    assert rounded == [value, low, high]


def test_the_weight_that_the_baseline_needs(number):
    weight = number("goal.weight_at_baseline")
    assert (round(weight["low"], 3), round(weight["high"], 3)) == (0.639, 0.672)
    assert number("goal.weight_at_target")["value"] == 0.5


def test_verdicts_on_the_rules(world):
    rules = pd.read_csv(world / "tables" / "rules.csv").set_index("rule")["baseline_verdict"]
    rules = rules.dropna()  # the first row is what the rules are set against
    assert rules.to_dict() == {
        "Target 1 counts twice": "fits within the rounding",
        "Equal weights": "ruled out",
        "Mean of how far each target is attained": "fits",
        "Children covered by both": "ruled out",
        "Children covered by at least one": "ruled out",
    }


def test_every_number_is_whole(results):
    keys = [n["key"] for n in results["numbers"]]
    assert len(keys) == len(set(keys))
    for n in results["numbers"]:
        assert n["unit"]
        assert n["source"]
        assert (n["low"] is None) == (n["high"] is None)
        if n["low"] is not None:
            middle = n["low"] if n["value"] is None else n["value"]
            assert n["low"] <= middle <= n["high"]


def test_no_share_of_children_is_called_one_of_countries(results):
    for n in results["numbers"]:
        if "children" in n["measure"]:
            assert n["unit"] in ("% of children", "children"), n["key"]
        if n["measure"].endswith("of_countries"):
            assert n["unit"] == "% of countries", n["key"]


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


def test_the_page_loads_nothing_and_runs_nothing(page):
    tags = Page(page)
    assert not tags.all("script")
    assert not tags.all("link")
    assert all(image["src"].startswith("data:image/png;base64,") for image in tags.all("img"))
    assert {each.get("href", "#")[0] for each in tags.all("use")} == {"#"}
    assert set(re.findall(r"url\((data:font/woff|#)?", page)) == {"data:font/woff", "#"}
    policy = [m["content"] for m in tags.all("meta") if m.get("http-equiv")]
    assert policy == [
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        "img-src data:; font-src data:; style-src 'unsafe-inline'"
    ]


def test_the_page_describes_its_charts_and_heads_its_tables(page):
    tags = Page(page)
    charts = [each for each in tags.all("div") if each.get("role") == "img"]
    assert len(charts) >= 16
    assert len(tags.all("svg")) == len(charts)
    assert all(len(chart["aria-label"]) > 60 for chart in charts)
    assert all(image["alt"] for image in tags.all("img"))
    names = [attrs["id"] for _, attrs in tags.tags if "id" in attrs]
    assert len(names) == len(set(names))
    assert len(tags.all("caption")) == len(tags.all("table"))
    assert len(tags.all("h1")) == 1
    assert tags.all("html") == [{"lang": "en", "dir": "ltr"}]


def test_every_link_of_the_page_leads_somewhere(page, world, tables):
    tags = Page(page)
    ids = {attrs["id"] for _, attrs in tags.tags if "id" in attrs}
    sources = {url.split()[0] for url in tables.sources["url"].dropna()}
    targets = [link["href"] for link in tags.all("a")]
    for target in targets:
        is_inside = target[1:] in ids if target.startswith("#") else (world / target).is_file()
        assert is_inside or target in sources, target
    # Every source has its link.
    assert sources <= set(targets)


def test_every_number_in_the_text_leads_to_results_json(page, results):
    numbers = {n["key"]: n for n in results["numbers"]}
    marked = Page(page).all("data")
    assert len(marked) > 40
    for mark in marked:
        found = numbers[mark["data-key"]]
        assert str(found["value"] if found["value"] is not None else found["low"]) == mark["value"]


def test_no_code_and_no_address_of_a_machine_is_on_the_page(page):
    assert "record." not in page
    assert "import copcalc" not in page
    assert str(ROOT) not in page


def test_the_first_screen_answers_three_questions_in_order_beside_one_picture(page):
    opening = page.split('<div class="opening">')[1].split("<nav")[0]
    tiles = re.findall(r'<dd class="value">(.*?)</dd>', opening)
    assert [re.sub("<.*?>|\\s", "", each) for each in tiles] == [
        "62%",
        "80%",
        "18points",
        "52.2to100%",
    ]
    shown = re.findall(r"<h2[^>]*>([^<]*)<|<(ul|figure)\b", opening)
    assert [title or kind for title, kind in shown] == [
        "figure",
        "Where it stood",
        "ul",
        "Where it was heading, and how sure that is",
        "ul",
        "What it would have taken",
        "ul",
    ]


def test_tables_and_charts_lie_beside_the_page(world):
    names = {file.name for file in (world / "charts").iterdir()}
    assert {"standing.png", "standing.svg", "rules.png", "rules.svg"} <= names
    assert (world / "tables" / "gaps.csv").is_file()
    assert {f.stem for f in (world / "notebooks").iterdir()} >= {"report", "gap-legal", "data"}


def test_the_picture_in_the_readme_is_the_worlds(world):
    shown = ROOT / "reports" / "example" / "standing.svg"
    assert shown.read_bytes() == (world / "charts" / "standing.svg").read_bytes()


def test_a_report_written_again_is_the_same_bytes(world, tmp_path):
    again = shutil.copytree(world, tmp_path / "again")
    # That of a cell that is not on the page is no part of what the report shows.
    apart = again / "tables" / "tables.csv"
    for file in {again / "report.html", *again.glob("charts/*"), *again.glob("tables/*")} - {apart}:
        file.unlink()
    (again / "charts" / "mine.txt").write_text("mine")
    assert write_again(again) == again
    files = sorted(f.relative_to(world) for f in world.rglob("*") if f.is_file())
    assert [f for f in files if (again / f).read_bytes() != (world / f).read_bytes()] == []
    assert (again / "charts" / "mine.txt").read_text() == "mine"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    return tmp_path


def edit(notebook, old, new):
    text = notebook.read_text(encoding="utf-8")
    assert old in text
    notebook.write_text(text.replace(old, new), encoding="utf-8")


def test_a_failing_cell_names_itself_and_leaves_the_old_report_whole(project):
    report = make("NAM", project / "reports", root=project)
    before = {f: f.read_bytes() for f in report.rglob("*") if f.is_file()}
    edit(
        project / "notebooks" / "report.ipynb",
        "record.say(cop.words.about_short_names(study))",
        "gaps.nothing",
    )
    with pytest.raises(
        ReportError, match=r"report\.ipynb, cell 14 \(gaps\.nothing\): AttributeError"
    ):
        make("NAM", project / "reports", root=project)
    assert {f: f.read_bytes() for f in report.rglob("*") if f.is_file()} == before
    assert sorted(f.name for f in (project / "reports").glob("[!.]*")) == ["NAM", "logs"]


@pytest.mark.parametrize("ending", ["import sys; sys.exit(0)", "import os; os._exit(0)"])
def test_a_notebook_that_stops_early_makes_no_report(project, ending):
    edit(
        project / "notebooks" / "report.ipynb",
        "record.say(cop.words.about_short_names(study))",
        ending,
    )
    with pytest.raises(ReportError, match=r"report\.ipynb"):
        make("NAM", project / "reports", root=project)
    assert [f.name for f in (project / "reports").glob("[!.]*")] == ["logs"]


def test_an_unknown_parameter_is_refused(tmp_path):
    with pytest.raises(ReportError, match=r"no parameter 'aera'.*area, year"):
        execute(ROOT / "notebooks" / "report.ipynb", {"aera": "NAM"}, root=ROOT, folder=tmp_path)


def written(project, name, *sources):
    new = nbformat.v4
    file = project / f"{name}.ipynb"
    nbformat.write(new.new_notebook(cells=[new.new_code_cell(each) for each in sources]), file)
    return file


def test_notebooks_that_share_a_kernel_find_it_empty_and_leave_none_behind(project):
    leaves = "import matplotlib.pyplot as plt\nleft = plt.figure()"
    looks = "import matplotlib.pyplot as plt\n'left' in globals(), plt.get_fignums()"
    first = written(project, "first", leaves, "import os; os.getpid()")
    second = written(project, "second", looks, "import os; os.getpid()")
    with one_kernel() as kernel:
        made = [
            execute(each, {}, root=project, folder=project, kernel=kernel)
            for each in (first, second)
        ]
    process, same = (each.cells[-1].outputs[-1].data["text/plain"] for each in made)
    assert process == same
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)
    alone = execute(second, {}, root=project, folder=project)
    assert made[1].cells[0] == alone.cells[0]
    assert made[1].cells[0].outputs[0].data["text/plain"] == "(False, [])"
    assert [cell.execution_count for cell in made[1].cells] == [1, 2]


def test_a_shared_kernel_that_dies_is_told_by_the_notebook_that_needed_it(project):
    first, second = (
        written(project, "first", "1"),
        written(project, "dies", "import os; os._exit(3)"),
    )
    with one_kernel() as kernel:
        execute(first, {}, root=project, folder=project, kernel=kernel)
        with pytest.raises(
            ReportError,
            match=r"dies\.ipynb, cell 1 \(import os; os\._exit\(3\)\): it did not run to its end",
        ):
            execute(second, {}, root=project, folder=project, kernel=kernel)


def test_cells_to_play_with_are_not_run_in_a_report(project):
    new = nbformat.v4
    play = new.new_code_cell("1 / 0", metadata={"tags": [PLAYGROUND]})
    nbformat.write(new.new_notebook(cells=[new.new_code_cell("1"), play]), project / "plays.ipynb")
    made = execute(project / "plays.ipynb", {}, root=project, folder=project, leave_out=PLAYGROUND)
    assert [cell.execution_count for cell in made.cells] == [1, None]
    with pytest.raises(ReportError, match="ZeroDivisionError"):
        execute(project / "plays.ipynb", {}, root=project, folder=project)


def recorded(*numbers):
    new = nbformat.v4
    output = new.new_output("display_data", {NUMBERS_TYPE: list(numbers)})
    return new.new_notebook(cells=[new.new_code_cell("record.finish()", outputs=[output])])


def test_two_chapters_with_different_numbers_of_one_name_are_refused():
    one, two = (Chapter(name, Path(f"{name}.ipynb"), {}) for name in ("one", "two"))
    first, second = ({"key": "a", "value": value} for value in (1, 2))
    assert _numbers([(one, recorded(first)), (two, recorded(first))]) == [first]
    assert _numbers([(one, recorded())]) == []
    with pytest.raises(
        ReportError, match=r"two\.ipynb: two chapters give different numbers for 'a'"
    ):
        _numbers([(one, recorded(first)), (two, recorded(second))])


def test_a_chapter_without_numbers_did_not_run_to_its_end():
    nothing = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("record.finish()")])
    with pytest.raises(ReportError, match=r"one\.ipynb: it recorded no numbers"):
        _numbers([(Chapter("one", Path("one.ipynb"), {}), nothing)])


def test_a_report_that_can_not_be_put_in_place_leaves_the_old_one(tmp_path, monkeypatch):
    work, final = tmp_path / ".new", tmp_path / "NAM"
    for folder, text in ((work, "new"), (final, "old")):
        folder.mkdir()
        (folder / "report.html").write_text(text)
    rename = os.rename

    def refuse_the_second(source, target):
        if Path(source) == work:
            raise PermissionError(13, "Permission denied")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse_the_second)
    with pytest.raises(ReportError, match=r"can't be put in its place \(Permission denied\)"):
        _swap(work, final, tmp_path / ".old" / "NAM")
    assert (final / "report.html").read_text() == "old"


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("chapters: [{notebook: gone.ipynb, areas: [state]}]", "there is no gone.ipynb"),
        ("chapters: [{notebook: report.ipynb, areas: [world]}]", "no notebook makes a report"),
        ("chapters: [{notebook: report.ipynb}]", "list of chapters can't be read"),
        ("nothing", "list of chapters can't be read"),
    ],
)
def test_a_list_of_chapters_that_makes_no_sense_is_explained(project, listed, message):
    (project / "notebooks" / "report.yaml").write_text(listed)
    with pytest.raises(ReportError, match=message):
        make("NAM", project / "reports", root=project)
