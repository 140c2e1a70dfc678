"""Reports and their index in a browser, as readers of all abilities have them: nothing runs, nothing is loaded."""

import io
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, needs_chromium, opened

PAGES = ["world/report.html", "africa/report.html", "KEN/report.html", "index.html"]
pytestmark = [pytest.mark.slow, needs_chromium]


@pytest.fixture(scope="module", params=PAGES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def seen(shipped, browser, name):
    with opened(browser, shipped / name) as seen:
        yield seen


def test_nothing_hinders_readers_of_any_ability(seen):
    found = Axe().run(seen.page).response
    assert len(found["passes"]) > 20
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []


def test_a_page_asks_for_nothing_and_nothing_complains(seen):
    seen.page.mouse.wheel(0, 100_000)
    seen.page.wait_for_load_state("networkidle")
    assert seen.requests == []
    assert seen.complaints == []


def test_whatever_is_seen_is_described_in_words(seen, name):
    described = seen.page.evaluate(
        """[...document.querySelectorAll("img, [role=img], svg")]
            .filter((each) => each.checkVisibility() && !each.parentElement.closest("[role=img]"))
            .map((each) => each.alt ?? each.ariaLabel ?? "")"""
    )
    assert bool(described) == (name != "index.html")
    assert len({*described}) == len(described)
    for words in described:
        assert re.search(r"\d", words), words
        assert len(words.split()) > 12, words
        assert not re.search("no description|image of|untitled|lorem", words, re.IGNORECASE)


OVER_THE_EDGE = """
(() => {
  const isScrolled = (each) => each.closest(".table") !== null && !each.matches(".table");
  const shown = [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility());
  return shown
    .filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return !isScrolled(each) && (right > innerWidth + 0.5 || left < -0.5);
    })
    .map((each) => `${each.tagName} ${each.className.baseVal ?? each.className}: ${each.textContent.slice(0, 40)}`);
})()
"""


def test_on_a_phone_nothing_stands_over_the_edge(shipped, browser, name):
    with opened(browser, shipped / name, PHONE) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert seen.page.evaluate(OVER_THE_EDGE) == []


def test_a_table_on_a_phone_is_scrolled_by_keys_and_keeps_the_names_of_its_rows(shipped, browser):
    with opened(browser, shipped / "index.html", PHONE) as seen:
        table, name = seen.page.locator(".table"), seen.page.locator("tbody th").first
        before = name.bounding_box()["x"]
        table.focus()
        for _ in range(200):
            seen.page.keyboard.press("ArrowRight")
            seen.page.wait_for_timeout(20)
            if (scrolled := table.evaluate("(each) => each.scrollLeft")) > 100:
                break
        assert scrolled > 100
        assert name.bounding_box()["x"] == pytest.approx(before, abs=1)


def test_every_link_leads_somewhere(seen, shipped, name):
    links = seen.links()
    assert links
    for link in links:
        told = urlsplit(link)
        if told.netloc:
            assert told.scheme in ("http", "https"), link
            continue
        file = (shipped / name).parent / unquote(told.path) if told.path else shipped / name
        assert file.is_file(), link
        if told.fragment:
            assert f'id="{unquote(told.fragment)}"' in file.read_text(), link


def test_one_gets_from_the_index_to_each_report_and_back_to_its_place(shipped, browser):
    with opened(browser, shipped / "index.html") as seen:
        page = seen.page
        for code, name, up in (("africa", "Africa", "World"), ("KEN", "Kenya", "Africa")):
            page.get_by_role("link", name=name, exact=True).click()
            assert page.url == (shipped / code / "report.html").as_uri()
            ways = page.get_by_role("navigation", name="Other reports")
            ways.get_by_role("link", name=up, exact=True).click()
            assert page.locator("tr:target th").inner_text() == up
        page.get_by_role("searchbox").fill("kenya")
        assert page.locator("tbody tr:visible").count() == 1


@pytest.mark.parametrize(("name", "kind"), [("KEN/report.html", ".csv"), ("index.html", ".zip")])
def test_what_is_offered_can_be_downloaded(shipped, browser, name, kind):
    with opened(browser, shipped / name) as seen:
        offered = [each for each in seen.links() if each.endswith(kind)]
        assert offered
        for each in offered:
            with seen.page.expect_download() as started:
                seen.page.locator(f'a[href="{each}"]').click()
            file = (shipped / name).parent / each
            assert Path(started.value.path()).read_bytes() == file.read_bytes()


def keys_in(file):
    if file.suffix == ".json":
        return {each["key"] for each in json.loads(file.read_text())["numbers"]}
    with ZipFile(file) as packed:
        return {*pd.read_csv(io.BytesIO(packed.read("numbers.csv")), dtype="object")["key"]}


def test_each_number_on_a_page_stands_in_the_file_that_it_offers(seen, shipped, name):
    (file,) = {each for each in seen.links() if each.endswith((".json", ".zip"))}
    shown = {*seen.all("data[data-key]", "each.dataset.key")}
    assert len(shown) > 10
    assert shown <= keys_in((shipped / name).parent / file)
