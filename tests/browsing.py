"""Pages of ours in the system's Chromium: what they ask for, what they run, what it complains of."""

import shutil
from contextlib import contextmanager

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
SCREEN, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: on Debian, apt-get install chromium"
)


class Seen:
    """A page that was opened, with all that is folded on it.

    `requests` holds the addresses that were asked for beside its own, `complaints` what the browser said.
    """

    def __init__(self, page, file):
        self.page, self._own = page, file.as_uri()
        self._requests, self.complaints = [], []
        page.on("request", lambda request: self._requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script("window.runs = []; window.ran = (which) => window.runs.push(which);")
        page.goto(self._own)
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        page.wait_for_load_state("networkidle")

    @property
    def requests(self):
        return [each for each in self._requests if each[:5] != "data:" and each != self._own]

    @property
    def runs(self):
        """What called `ran`."""
        return self.page.evaluate("window.runs")

    def links(self):
        """Addresses as they are written."""
        return self.all("a", "each.getAttribute('href')")

    def all(self, what, told):
        """Tell something of each element that is so."""
        return self.page.evaluate(f"[...document.querySelectorAll({what!r})].map((each) => {told})")


@contextmanager
def opened(browser, file, size=SCREEN, *, has_policy=True):
    """Open a page; without its policy, what is stopped by nothing else would run."""
    context = browser.new_context(viewport=size, bypass_csp=not has_policy)
    try:
        yield Seen(context.new_page(), file)
    finally:
        context.close()
