"""A batch, wherever its reports are made: what is told of one is true of where it was made too."""

from concurrent.futures import CancelledError, Executor, Future

import pytest
from short_project import short_project, write_report

from copcalc.assessment import open_study
from copcalc.report.batch import make_reports
from copcalc.report.request import request_about


class Elsewhere(Executor):
    """Makes reports at once, after something has happened."""

    def __init__(self, happens):
        self._happens = happens

    def submit(self, fn, *args, **kwargs):
        future = Future()
        try:
            self._happens()
            future.set_result(fn(*args, **kwargs))
        except (Exception, CancelledError) as error:
            future.set_exception(error)
        return future


@pytest.fixture
def batch(tmp_path, monkeypatch):
    """Ask for Namibia's report in a project; it is made in no time."""
    project = short_project(tmp_path)
    write_report(project, "1")
    monkeypatch.setattr("copcalc.report.make.make_report", lambda *_, **__: None)

    def ask(happens):
        study = open_study("Namibia", root=project)
        (outcome,) = make_reports(
            [request_about(study, root=project, framework="connect2020")],
            executor=Elsewhere(lambda: happens(project)),
            framework=study.framework,
            root=project,
            reports=project / "reports",
        )
        return outcome

    return ask


def test_nothing_happens(batch):
    assert batch(lambda _: None).state == "made"


def test_a_notebook_that_changes_while_a_report_waits_is_told(batch):
    outcome = batch(lambda project: write_report(project, "2"))
    assert outcome.state == "failed"
    assert outcome.error.what == (
        "it would be made from something else than was asked for: notebooks/report.ipynb"
    )


def test_a_table_that_is_another_there_is_told(batch):
    def change(project):
        table = project / "data" / "raw" / "area_names.csv"
        table.write_text(table.read_text() + "Southwest,NAM\n")

    assert batch(change).error.what.endswith("than was asked for: data/raw/area_names.csv")


def test_what_is_called_off_is_told_in_plain_words(batch):
    def called_off(_):
        raise CancelledError

    assert batch(called_off).error.what == "its making was called off by where it was made"
