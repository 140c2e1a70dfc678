"""The index of reports: every area with its numbers and the true state of its report, on a page that needs no network."""

import hashlib
import io
import json
import os
import re
import shutil
from base64 import b64encode
from concurrent.futures import Executor
from html.parser import HTMLParser
from zipfile import ZipFile

import pandas as pd
import pytest
from pseudo import pseudo_language
from short_project import short_project, write_report

from copcalc.assessment import Observation, assess_pillar, by_indicator, open_study
from copcalc.assessment.covered import observe_children
from copcalc.errors import ReportError
from copcalc.framework import framework_file
from copcalc.report.batch import make_reports
from copcalc.report.found import Look
from copcalc.report.index import write_index
from copcalc.report.log import Log
from copcalc.report.manifest import (
    Origins,
    rewrite_manifest,
    write_manifest,
)
from copcalc.report.request import folder_of, request_about
from copcalc.words import in_language


class _Table(HTMLParser):
    """The rows of a page's tables: texts of their cells, and where they lead."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.links, self._is_in_cell = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._is_in_cell = True
        elif tag == "a" and self._is_in_cell:
            self.links.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._is_in_cell = False

    def handle_data(self, text):
        if self._is_in_cell:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {text}".split())


class Project:
    """A project whose reports are written by hand: all that the index reads of them."""

    def __init__(self, folder):
        self.root, self.reports = short_project(folder), folder / "reports"
        write_report(folder, "1")

    def study(self, area, **about):
        return open_study(area, root=self.root, **about)

    def request(self, study, framework="connect2020"):
        return request_about(study, root=self.root, framework=framework)

    def made(self, *areas, **about):
        for area in areas:
            study = self.study(area, **about)
            request = self.request(study, str(about.get("framework", "connect2020")))
            folder = self.reports / folder_of(request, study.framework)
            folder.mkdir(parents=True)
            numbers = [observe_children(study)["children"], *by_indicator(study).observations()]
            records = [each.as_record() for each in numbers]
            (folder / "results.json").write_text(json.dumps({"numbers": records}))
            (folder / "report.html").write_text("<p>")
            origin = Origins(self.root).of(request, study.framework)
            write_manifest(folder, origin, {})

    def failed(self, name):
        log = Log(self.reports / "logs" / f"{name}.log")
        log.tell("it is made", anew=True)
        log.fail(ReportError("a cell failed"))

    def batch(self, executor):
        """Ask for Namibia's report."""
        study = self.study("NAM")
        return list(
            make_reports(
                [self.request(study)],
                executor=executor,
                framework=study.framework,
                root=self.root,
                reports=self.reports,
            )
        )

    def page(self, *requests):
        write_index(self.reports, look=Look(self.root), requests=requests)
        return (self.reports / "index.html").read_text()

    def rows(self, *requests):
        return _Table(self.page(*requests)).rows[1:]


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def numbers_in(project):
    """What the file of all data tells."""
    project.page()
    with ZipFile(project.reports / "all-data.zip") as packed:
        return pd.read_csv(io.BytesIO(packed.read("numbers.csv")), dtype="object")


def files_in(folder):
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*.*") if each.is_file()}


def test_areas_stand_below_their_regions_with_what_their_reports_tell(project):
    project.made("ZWE", "world", "europe", "africa", "CIV", "DEU", "KEN")
    rows = project.rows()
    assert [row[0] for row in rows] == [
        *("World", "Africa", "Côte d'Ivoire", "Kenya", "Zimbabwe", "Europe", "Germany")
    ]
    by_area = {row[0]: row[1:] for row in rows}
    assert by_area["Africa"] == [
        *("449 million", "34.1 to 93.2 %", "4.5 to 90.9 %", "4.5 to 97.7 %", "0 to 93.2 %"),
        "fresh",
    ]
    indicators = ("national_law", "hotline", "forensics", "curriculum")
    for name, code in (("Côte d'Ivoire", "CIV"), ("Germany", "DEU"), ("Zimbabwe", "ZWE")):
        known = [project.study(code).status(each)[code] for each in indicators]
        assert by_area[name][1:] == [*known, "fresh"]


def test_of_the_world_what_was_published_goes_before_the_evidence(project):
    project.made("world")
    results = project.reports / "world" / "results.json"
    numbers = json.loads(results.read_text())["numbers"]
    published = assess_pillar(project.study("world"), "legal").observations()
    numbers += [each.as_record() for each in published]
    results.write_text(json.dumps({"numbers": numbers}))
    rewrite_manifest(project.reports / "world")
    ((_, _, legal, *_),) = project.rows()
    assert legal == "69 %"


def test_a_report_is_told_as_stale_or_failed_and_why(project):
    project.made("NAM", "KEN", "AGO")
    write_report(project.root, "2")
    project.failed("KEN")
    states = {row[0]: row[-1] for row in project.rows()[2:]}
    assert states == {
        "Angola": "stale notebooks/report.ipynb has changed",
        "Kenya": "failed log notebooks/report.ipynb has changed",
        "Namibia": "stale notebooks/report.ipynb has changed",
    }
    page = (project.reports / "index.html").read_text()
    assert "logs/KEN.log" in _Table(page).links
    assert "0 fresh, 2 stale, 1 failed." in page


def test_what_never_was_made_is_listed_if_it_failed(project):
    request = project.request(project.study("NAM"))
    project.failed("NAM")
    project.failed("nowhere")
    assert [row[0] for row in project.rows(request)] == ["World", "Africa", "Namibia"]
    links = _Table((project.reports / "index.html").read_text()).links
    assert links == ["logs/NAM.log"]
    # Also after a run that asked for another.
    project.made("KEN")
    assert [row[0] for row in project.rows()] == ["World", "Africa", "Kenya", "Namibia"]


def test_reports_of_another_year_stand_apart(project):
    project.made("NAM")
    project.made("NAM", year=2018, vintage="WPP2022")
    page = project.page()
    headings = re.findall("<h2 id.*?>(.*?)</h2>", page)
    assert [each.split(", ")[-1] for each in headings] == [
        "2014; children by WPP2012",
        "2018; children by WPP2022",
    ]
    assert _Table(page).links == [
        "NAM/report.html",
        "connect2020-2018-WPP2022/NAM/report.html",
    ]


def test_a_folder_that_tells_nothing_is_named(project):
    project.made("NAM", "KEN")
    (project.reports / "NAM" / "manifest.json").write_text("{")
    shutil.copytree(project.reports / "KEN", project.reports / "KEN.old")
    page = project.page()
    assert "NAM is not listed: its manifest.json can&#39;t be read." in page
    assert "KEN.old is not listed: it is the report KEN." in page
    assert _Table(page).links == ["KEN/report.html"]


def test_a_report_that_is_spoilt_is_not_fresh_and_gives_no_numbers(project):
    project.made("NAM", "KEN")
    (project.reports / "NAM" / "report.html").unlink()
    results = project.reports / "KEN" / "results.json"
    results.write_text(results.read_text().replace("KEN.2014", "KEN.2015"))
    page = project.page()
    assert _Table(page).rows[3:] == [
        ["Kenya", "", "stale results.json is not as it was written"],
        ["Namibia", "", "stale report.html is missing"],
    ]
    assert _Table(page).links == ["KEN/report.html"]


CHILDREN = {
    "key": "KEN.2014.WPP2012.children",
    "area": "KEN",
    "year": 2014,
    "vintage": "WPP2012",
    "measure": "children",
    "value": 2,
    "low": 1,
    "high": 3,
    "source": "a table",
}


@pytest.mark.parametrize(
    "numbers",
    [
        *([1], {"a": 1}, [{"key": []}], [{"key": CHILDREN["key"]}]),
        *([CHILDREN | {"low": 9}], [CHILDREN | {"source": 1}], [CHILDREN | {"measure": "other"}]),
    ],
)
def test_results_of_another_kind_give_no_numbers(project, numbers):
    project.made("KEN")
    folder = project.reports / "KEN"
    (folder / "results.json").write_text(json.dumps({"numbers": numbers}))
    rewrite_manifest(folder)
    assert project.rows()[-1] == ["Kenya", "", "fresh"]


def test_a_report_is_held_against_the_framework_that_was_asked_for(project):
    own = project.root / "mine.yaml"
    text = framework_file("connect2020").read_text().replace("id: connect2020", "id: mine", 1)
    own.write_text(text)
    project.made("NAM", framework=own)
    folder = project.reports / "mine-2014-WPP2012" / "NAM"
    (folder / "framework-mine.yaml").write_text(text)
    study = project.study("NAM", framework=own)
    assert project.rows()[-1][-1] == "fresh"
    own.write_text(text + "# another")
    look = Look(project.root, frameworks={"mine": str(own)})
    write_index(project.reports, look=look, requests=[project.request(study, str(own))])
    rows = _Table((project.reports / "index.html").read_text()).rows
    assert rows[-1][-1] == "stale framework mine has changed"


def test_the_page_needs_no_network_and_runs_no_script_but_its_own(project):
    project.made("NAM")
    page = project.page()
    assert not re.search(r"(src|href)=.(https?:)?//", page)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page


def test_an_area_is_found_by_each_of_its_names_and_by_its_region(project):
    project.made("CIV")
    (names,) = re.findall('class="part" id="CIV" data-names="(.*?)"', project.page())
    assert names == "ci civ cote divoire ivory coast Africa"


def test_nothing_but_numbers_and_reasons_is_without_words(project):
    project.made("NAM", "KEN")
    project.failed("KEN")
    with in_language(pseudo_language(project.study("NAM"))):
        page = project.page()
    assert 'dir="rtl"' in page
    text = re.sub("<(style|script)>.*?</(style|script)>|<[^>]*>", "", page, flags=re.DOTALL)
    # The name of a file stays.
    assert re.findall("[a-zA-Z]{3,}", text.replace("all-data.zip", "")) == ["WPP"]


def test_a_page_that_would_be_the_same_is_left_and_any_other_is_written(project):
    project.made("NAM", "KEN")
    first = project.page()
    index = project.reports / "index.html"
    os.utime(index, ns=(1, 1))
    assert project.page() == first
    assert index.stat().st_mtime_ns == 1
    index.write_text(first.replace("Kenya", "Kenia"))
    assert project.page() == first
    data = project.reports / "all-data.zip"
    whole = data.read_bytes()
    data.write_bytes(whole[:100])
    assert project.page() == first
    assert data.read_bytes() == whole
    names = project.root / "data" / "raw" / "member_states.csv"
    names.write_text(names.read_text().replace(",Kenya,", ",Kenia,"))
    assert "Kenia" in project.page()
    write_report(project.root, "2")
    changed = project.page()
    assert "2 stale" in changed
    with in_language(pseudo_language(project.study("NAM"))):
        assert project.page() != changed


def test_all_data_are_one_file(project):
    project.made("world", "africa", "KEN")
    project.made("NAM", year=2018, vintage="WPP2022")
    project.page()
    file = project.reports / "all-data.zip"
    with ZipFile(file) as packed:
        assert packed.testzip() is None
        numbers = pd.read_csv(io.BytesIO(packed.read("numbers.csv")), dtype="object")
        raw = project.root / "data" / "raw"
        tables = {f"data/raw/{each}" for each in files_in(raw)}
        assert {*packed.namelist()} == {"README.txt", "numbers.csv", *tables}
        for table in tables:
            assert packed.read(table) == (project.root / table).read_bytes()
        told = " ".join(packed.read("README.txt").decode().split())
        assert "numbers.csv: every number that the reports tell" in told
    results = sorted(project.reports.rglob("results.json"))
    records = [each for one in results for each in json.loads(one.read_text())["numbers"]]
    assert numbers["key"].is_unique
    assert {*numbers["key"]} == {each["key"] for each in records}
    of_kenya = numbers[numbers["key"] == "KEN.2014.WPP2012.children"].iloc[0]
    children = next(each for each in records if each["key"] == of_kenya["key"])
    for name in ("value", "low", "high"):
        assert float(of_kenya[name]) == children[name]
    assert [of_kenya["report"], of_kenya["report_state"], of_kenya["report_vintage"]] == [
        *("KEN", "fresh", "WPP2012")
    ]
    share = numbers[numbers["key"] == "world.2014.hotline.named.share_of_countries"].iloc[0]
    assert share["unit"].startswith("%")
    assert float(share["low"]) > 1
    first = file.read_bytes()
    file.unlink()
    project.page()
    assert file.read_bytes() == first


def test_a_number_stands_once_in_all_data_and_as_a_fresh_report_tells_it(project):
    project.made("world", "KEN")
    shared = json.loads((project.reports / "world" / "results.json").read_text())["numbers"][0]
    results = project.reports / "KEN" / "results.json"
    results.write_text(json.dumps({"numbers": [shared | {"value": 5, "low": 5, "high": 5}]}))
    rewrite_manifest(project.reports / "KEN")
    told = {}
    for stale in ("nobody", "world"):
        project.failed(stale)
        project.page()
        with ZipFile(project.reports / "all-data.zip") as packed:
            numbers = pd.read_csv(io.BytesIO(packed.read("numbers.csv")), index_col="key")
        told[stale] = numbers.loc[shared["key"], ["report", "value"]].tolist()
    assert told == {"nobody": ["world", shared["value"]], "world": ["KEN", 5]}


def test_frameworks_of_one_id_have_their_numbers_beside_each_other_and_one_place_each(project):
    text = framework_file("connect2020").read_text().replace("id: connect2020", "id: mine", 1)
    project.made("NAM")
    keys = len(numbers_in(project))
    own = project.root / "one.yaml"
    own.write_text(text)
    project.made("NAM", "KEN", framework=own)
    for each in ("NAM", "KEN"):
        folder = project.reports / "mine-2014-WPP2012" / each
        (folder / "framework-mine.yaml").write_text(text)
    other = text.replace("title: Child", "title: Children and child", 1)
    (folder / "framework-mine.yaml").write_text(other)
    numbers = numbers_in(project)
    assert (numbers["report"] == "NAM").sum() == keys
    assert (numbers["report"] == "mine-2014-WPP2012/NAM").sum() == keys
    ids = re.findall(' id="(.*?)"', project.page())
    assert len({*ids}) == len(ids)


def test_all_data_are_as_they_were_when_reports_were_looked_at(project):
    project.made("NAM")
    look = Look(project.root)
    package = project.root / "data" / "raw" / "datapackage.json"
    package.write_text(package.read_text() + "\n")
    write_index(project.reports, look=look)
    with ZipFile(project.reports / "all-data.zip") as packed:
        assert "data/raw/datapackage.json" not in packed.namelist()
        told = (
            "Left out, since it changed while the reports were looked at: data/raw/datapackage.json"
        )
        assert told in packed.read("README.txt").decode()
    # The next run finds it.
    project.page()
    with ZipFile(project.reports / "all-data.zip") as packed:
        assert packed.read("data/raw/datapackage.json") == package.read_bytes()
        assert "Left out" not in packed.read("README.txt").decode()


def test_a_folder_of_any_name_is_told(project):
    project.made("NAM")
    folder = project.reports / os.fsdecode(b"\xff<b>")
    folder.mkdir()
    (folder / "manifest.json").write_text("{")
    assert "?&lt;b&gt; is not listed" in project.page()


def test_a_page_is_led_to_where_its_area_stands(project):
    project.made("KEN")
    project.made("NAM", year=2018, vintage="WPP2022")
    (project.reports / "KEN" / "report.pdf").write_bytes(b"%PDF")
    page = project.page()
    other = "connect2020-2018-WPP2022"
    rows = re.findall('<tr class="(.*?)" id="(.*?)"', page)
    assert rows == [
        *(("whole", "world"), ("whole", "africa"), ("part", "KEN")),
        *(("whole", f"{other}/world"), ("whole", f"{other}/africa"), ("part", f"{other}/NAM")),
    ]
    assert _Table(page).links == [
        *("KEN/report.html", "KEN/report.pdf", f"{other}/NAM/report.html")
    ]


class Interrupted(Executor):
    """Makes nothing: somebody has had enough."""

    def submit(self, *_, **__):
        raise KeyboardInterrupt


def test_a_batch_that_is_interrupted_leaves_a_true_index(project):
    project.made("NAM")
    write_report(project.root, "2")
    with pytest.raises(KeyboardInterrupt):
        project.batch(Interrupted())
    assert _Table((project.reports / "index.html").read_text()).rows[-1][-1].startswith("stale")


@pytest.mark.parametrize("has_note", [True, False])
def test_what_failed_and_needs_not_be_made_any_more_is_fresh(project, has_note):
    project.made("NAM")
    project.failed("NAM")
    if has_note:
        (project.reports / "NAM" / "stale.txt").write_text("it failed")
    (outcome,) = project.batch(Interrupted())
    assert outcome.state == "fresh"
    assert _Table((project.reports / "index.html").read_text()).rows[-1][-1] == "fresh"


def test_an_index_that_cannot_be_written_is_told(project):
    project.made("NAM")
    project.page()
    for name in ("index.html", "all-data.zip"):
        (project.reports / name).unlink()
        (project.reports / name).mkdir()
        with pytest.raises(ReportError, match=f"{name}: what lists all reports can't be written"):
            project.page()
        # None is better than one that is not true any more.
        others = {"index.html", "all-data.zip"} - {name}
        assert not any((project.reports / each).exists() for each in others)
        if name == "index.html":
            (project.reports / name).rmdir()
            project.page()
    # What ended a batch goes before.
    write_report(project.root, "2")
    with pytest.raises(KeyboardInterrupt):
        project.batch(Interrupted())


def test_a_row_of_results_is_the_observation_it_was_made_of(project):
    study = project.study("africa")
    for each in [
        *assess_pillar(study, "legal").observations(),
        *by_indicator(study).observations(),
    ]:
        assert Observation.of_record(each.as_record()).as_record() == each.as_record()
