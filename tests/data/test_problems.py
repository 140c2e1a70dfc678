"""One mistake at a time, in a copy of the shipped tables."""

import csv
import io
import pickle

import pandas as pd
import pytest

from copcalc.data import build, read_raw
from copcalc.errors import CopcalcError, DataError, Problem

OPSC, HOTLINE = "evidence/opsc.csv", "evidence/hotline.csv"
LISTS, GROUPS = "complete_lists.csv", "group_counts.csv"


class Editor:
    """Change cells of a raw table; rows are counted as a spreadsheet does, the header being 1."""

    def __init__(self, path):
        self.path = path
        self.rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))

    def set(self, row, **cells):
        for column, value in cells.items():
            self.rows[row - 1][self.rows[0].index(column)] = value
        return self

    def save(self):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.rows)
        self.path.write_text(text.getvalue(), encoding="utf-8")


@pytest.fixture
def edit(project):
    return lambda table: Editor(project / "data" / "raw" / table)


@pytest.fixture
def problems(project):
    """Build the changed project and return the problems, after a look at what must not change."""

    def find():
        processed = project / "data" / "processed"
        before = {path.name: path.read_bytes() for path in processed.iterdir()}
        with pytest.raises(DataError) as caught:
            build(project)
        assert {path.name: path.read_bytes() for path in processed.iterdir()} == before
        return [str(problem) for problem in caught.value.problems]

    return find


def only(lines, *parts):
    assert len(lines) == 1
    for part in parts:
        assert part in lines[0]


# Table, row, cells to set, and what the one line must name: column, value, mistake, fix.
CELLS = {
    "unknown code": (
        (OPSC, 126, {"iso3": "NMA"}),
        ["column iso3", "'NMA'", "no Member State's code", "NAM"],
    ),
    "code in small letters": (
        (OPSC, 126, {"iso3": "nam"}),
        ["column iso3", "'nam'", "Write NAM, the code of Namibia"],
    ),
    "a name where a code is meant": (
        (HOTLINE, 2, {"iso3": "Kenya"}),
        ["column iso3", "'Kenya'", "no Member State's code", "Write KEN"],
    ),
    "a name with a slip of the pen": (
        (HOTLINE, 2, {"iso3": "Kenia"}),
        ["column iso3", "'Kenia'", "Did you mean Kenya (KEN)"],
    ),
    "a name of two states": (
        (HOTLINE, 2, {"iso3": "Congo"}),
        ["'Congo' can mean", "COD", "COG", "Write the code"],
    ),
    "a name that is no state's": (
        (HOTLINE, 2, {"iso3": "Atlantis"}),
        ["column iso3", "'Atlantis'", "does not look like", "Check the spelling"],
    ),
    "a region where a state is meant": ((HOTLINE, 2, {"iso3": "africa"}), ["'africa'", "Check"]),
    "a name in the table of children": (
        ("children.csv", 2, {"area": "Kenya"}),
        ["column area", "'Kenya'", "Write KEN"],
    ),
    "unknown code of children": (
        ("children.csv", 2, {"area": "AFX"}),
        ["column area", "'AFX'", "no Member State's code", "AFG"],
    ),
    "another name of an unknown state": (
        ("area_names.csv", 2, {"iso3": "BOO"}),
        ["column iso3", "'BOO'", "BOL"],
    ),
    "wrong word": (
        (OPSC, 126, {"status": "Yes"}),
        ["column status", "'Yes'", "yes, no, unknown", "Use one of them"],
    ),
    "year in words": (
        (OPSC, 126, {"since": "two"}),
        ["column since", "'two'", "integer", "Correct it"],
    ),
    "year with decimals": ((OPSC, 126, {"since": "2002.5"}), ["column since", "'2002.5'"]),
    "year out of reach": ((OPSC, 126, {"since": "20002"}), ["column since", "'20002'", "2100"]),
    "date the other way round": (
        (OPSC, 126, {"since_date": "16.04.2002"}),
        ["column since_date", "'16.04.2002'", "date"],
    ),
    "date in another year": (
        (OPSC, 126, {"since_date": "2003-04-16"}),
        ["column since_date", "'2003-04-16'", "not in the year of 'since'", "one of the two"],
    ),
    "negative children": (
        ("children.csv", 2, {"children_thousands": "-1.5"}),
        ["column children_thousands", "'-1.5'", "below 0", "Correct it"],
    ),
    "no number of children": (
        ("children.csv", 2, {"children_thousands": "NaN"}),
        ["column children_thousands", "'NaN'"],
    ),
    "endless children": (
        ("children.csv", 2, {"children_thousands": "inf"}),
        ["column children_thousands", "'inf'", "Correct it"],
    ),
    "decimal comma": (
        ("children.csv", 2, {"children_thousands": "14320,087"}),
        ["column children_thousands", "'14320,087'", "number"],
    ),
    "unknown source": (
        (OPSC, 126, {"source": "untc-opsc-2051"}),
        ["column source", "'untc-opsc-2051'", "sources.csv", "untc-opsc-2015"],
    ),
    "empty cell": ((OPSC, 126, {"confidence": ""}), ["column confidence", "empty", "Fill it in"]),
    "no without until": (
        (OPSC, 126, {"status": "no", "since_means": "", "before": ""}),
        ["column until", "as long as someone looked", "last year"],
    ),
    "until before since": (
        (OPSC, 126, {"until": "2001"}),
        ["column until", "'2001'", "ends before it begins", "Correct one"],
    ),
    "until without since": (
        (
            OPSC,
            126,
            {"since": "", "since_means": "", "since_date": "", "before": "", "until": "2010"},
        ),
        ["column since", "a year in which a yes began", "Give it"],
    ),
    "before without since": (
        (OPSC, 126, {"since": "", "since_means": "", "since_date": ""}),
        ["column since", "a year in which a yes began", "Give it"],
    ),
    "a year that means nothing": (
        (OPSC, 126, {"since_means": "", "before": ""}),
        ["column since_means", "not said what the year", "Write began, passed or attested"],
    ),
    "a meaning without a year": (
        (OPSC, 126, {"since": "", "since_date": "", "before": ""}),
        ["column since_means, value 'began'", "no year of a yes", "Leave it blank"],
    ),
    "nothing before an attested year": (
        (OPSC, 126, {"since_means": "attested"}),
        ["column before, value 'no'", "only a year in which it began", "Leave it blank"],
    ),
    "a list that counts more than are named": (
        (LISTS, 3, {"listed": "48"}),
        ["column listed, value '48'", "name 47 states with budapest_convention by 2015", "correct"],
    ),
    "a group that has more members than are named": (
        (GROUPS, 2, {"members": "33"}),
        [
            "column members, value '33'",
            "name 32 members",
            "insafe-centres-2014",
            "31 are said",
            "correct",
        ],
    ),
    "a group of which more have it than are in it": (
        (GROUPS, 2, {"having": "33"}),
        ["column members, value '32'", "33 are said to have it", "correct the numbers"],
    ),
    "a list of an unknown source": (
        (LISTS, 2, {"source": "budapest-2007"}),
        ["column source", "'budapest-2007'", "sources.csv", "budapest-2008"],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", CELLS)
def test_a_wrong_cell_is_told_with_file_row_column_value_and_fix(mistake, edit, problems):
    (table, row, cells), parts = CELLS[mistake]
    edit(table).set(row, **cells).save()
    only(problems(), f"{table}, row {row},", *parts)


def test_a_list_misses_a_row_that_is_taken_away(edit, problems):
    table = edit("evidence/cooperation.csv")
    table.rows = [row for row in table.rows if row[:2] != ["budapest_convention", "POL"]]
    table.save()
    only(problems(), "complete_lists.csv, row 3", "name 46 states", "Add the rows")


def test_a_row_with_too_many_cells(edit, problems):
    table = edit(OPSC)
    table.rows[125].append("stray")
    table.save()
    only(problems(), f"{OPSC}, row 126", "'stray'", "more cells than the header", "comma")


def test_a_row_with_too_few_cells(edit, problems):
    table = edit(OPSC)
    table.rows[125].pop()
    table.save()
    lines = problems()
    assert any(
        f"{OPSC}, row 126, column source" in line and "fewer cells" in line and "commas" in line
        for line in lines
    )
    # Nobody wrote "None" there.
    assert not any("None" in line for line in lines)


@pytest.mark.parametrize("blank", [[], [""] * 15])
def test_a_blank_row(blank, edit, problems):
    table = edit(HOTLINE)
    table.rows.insert(3, blank)
    table.save()
    only(problems(), f"{HOTLINE}, row 4", "blank", "Remove it")


def test_a_key_that_stands_twice(edit, problems):
    table = edit("children.csv")
    table.rows.append(table.rows[1])
    table.save()
    only(problems(), f"children.csv, row {len(table.rows)}", "same key", "Keep one")


def test_a_state_that_stands_twice(edit, problems):
    table = edit("member_states.csv")
    table.rows.append(table.rows[1])
    table.save()
    lines = problems()
    assert all("member_states.csv, row 196" in line for line in lines)
    assert any("column iso3, value 'AFG'" in line and "Keep one" in line for line in lines)


def test_a_column_that_is_missing(edit, problems):
    table = edit("area_names.csv")
    table.rows = [row[:1] for row in table.rows]
    table.save()
    lines = problems()
    assert "area_names.csv, column iso3" in lines[0]
    assert "missing" in lines[0]
    assert "Add it to the header" in lines[0]


def test_a_column_with_another_name(edit, problems):
    table = edit(HOTLINE)
    table.rows[0][table.rows[0].index("confidence")] = "confidenc"
    table.save()
    only(problems(), f"{HOTLINE}, column confidence", "header differs", "Name the column")


def test_a_column_that_nobody_described(edit, problems):
    table = edit("area_names.csv")
    table.rows = [[*row, "x"] for row in table.rows]
    table.save()
    lines = problems()
    assert any("not known" in line and "datapackage.json" in line for line in lines)


@pytest.mark.parametrize("table", ["area_names.csv", "evidence/national_law.csv"])
@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_marks_than_commas_between_cells(table, mark, word, project, problems):
    # As spreadsheets save tables where the decimal sign is a comma.
    path = project / "data" / "raw" / table
    cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    path.write_text("\n".join(mark.join(row) for row in cells) + "\n", encoding="utf-8-sig")
    only(problems(), f"{table}: this file is separated by {word}.", "commas", "CSV UTF-8")


def test_a_note_for_spreadsheets_above_the_header(project, problems):
    path = project / "data" / "raw" / HOTLINE
    path.write_text("sep=,\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    only(problems(), f"{HOTLINE}, row 1", "'sep=,'", "Remove the line")


def test_a_row_that_stands_twice(edit, problems):
    table = edit(HOTLINE)
    table.rows.append(table.rows[4])
    table.save()
    last = len(table.rows)
    only(problems(), f"{HOTLINE}, row {last}", f"the same stands in {HOTLINE}, row 5", "Remove one")


def test_a_row_that_stands_in_two_tables(edit, problems):
    shipped, mine = edit(HOTLINE), edit("evidence/opsc.csv")
    mine.path = mine.path.with_name("mine.csv")
    mine.rows = [shipped.rows[0], shipped.rows[9]]
    mine.save()
    only(problems(), "evidence/mine.csv, row 2", f"the same stands in {HOTLINE}, row 10")


def test_names_are_not_offered_where_the_register_can_t_be_read(edit, problems):
    edit(HOTLINE).set(2, iso3="Kenya").save()
    edit("member_states.csv").set(2, iso2="").save()
    lines = problems()
    assert any("'Kenya': does not look like" in line for line in lines)


@pytest.mark.parametrize("content", ["", "\n"])
def test_an_empty_table(content, project, problems):
    (project / "data" / "raw" / "evidence" / "mine.csv").write_text(content)
    only(problems(), "evidence/mine.csv", "empty", "Remove")


@pytest.mark.parametrize("table", ["children.csv", "member_states.csv"])
def test_a_table_with_nothing_but_a_header(table, edit, problems):
    editor = edit(table)
    editor.rows = editor.rows[:1]
    editor.save()
    assert any(line.startswith(table) for line in problems())


def test_a_file_that_is_missing(project, problems):
    (project / "data" / "raw" / "area_names.csv").unlink()
    only(problems(), "area_names.csv", "not there", "Restore it")


def test_a_file_that_is_not_in_utf_8(project, problems):
    path = project / "data" / "raw" / "area_names.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("Turkey", "Türkei").encode("cp1252"))
    only(problems(), "area_names.csv", "not in UTF-8", "Save it as CSV UTF-8")


def test_what_spreadsheets_call_utf_8_is_read(project):
    # They put a byte order mark first and end lines with CR LF.
    path = project / "data" / "raw" / HOTLINE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    made = project / "data" / "processed" / "evidence.csv"
    before = made.read_bytes()
    made.unlink()
    build(project)
    assert made.read_bytes() == before


def test_a_world_row_that_is_missing(edit, problems):
    table = edit("children.csv")
    table.rows = [r for r in table.rows if r[:3] != ["WPP2012", "WORLD", "2014"]]
    table.save()
    only(problems(), "children.csv", "WPP2012", "WORLD", "2014", "Add the world's number")


@pytest.mark.parametrize(
    ("states", "thousands"), [(["AFG"], "914320.087"), (["AFG", "DZA", "ARG"], "0")]
)
def test_states_that_do_not_sum_to_the_world(states, thousands, edit, problems):
    # Too many children, and one per cent too few.
    table = edit("children.csv")
    for number, row in enumerate(table.rows, start=1):
        if (row[0], row[2]) == ("WPP2012", "2006") and row[1] in states:
            table.set(number, children_thousands=thousands)
    table.save()
    only(problems(), "children.csv", "WPP2012, 2006", "WORLD", "Correct the rows")


def test_an_unreadable_description_of_the_tables(project, refuses):
    (project / "data" / "raw" / "datapackage.json").write_text("{")
    with refuses(CopcalcError, "datapackage.json", "can't be read", "Restore it"):
        build(project)


def test_problems_of_all_tables_are_told_at_once(edit, problems):
    edit(OPSC).set(126, status="Yes").set(127, since="two").save()
    edit(HOTLINE).set(2, strength="name").save()
    edit("children.csv").set(2, children_thousands="-1").save()
    found = sorted(line.split(",")[0] for line in problems())
    assert found == ["children.csv", HOTLINE, OPSC, OPSC]


def test_problems_of_cells_do_not_hide_those_of_the_subject(edit, problems):
    edit(HOTLINE).set(2, strength="name").save()
    edit(OPSC).set(126, iso3="NMA").save()
    assert sorted(line.split(",")[0] for line in problems()) == [HOTLINE, OPSC]


def test_the_message_is_a_list_and_ends_as_its_last_line_does(edit, project):
    edit(OPSC).set(126, status="Yes").save()
    with pytest.raises(DataError) as caught:
        build(project)
    assert str(caught.value).startswith("1 problem in the tables:\n  evidence/opsc.csv, row 126")
    assert str(caught.value).endswith(str(caught.value.problems[-1]))


def test_a_header_that_is_wrong_names_the_column(project, problems):
    path = project / "data" / "raw" / HOTLINE
    header, *rest = path.read_text(encoding="utf-8").splitlines()
    for wrong, said in (
        (f"{header},remark", f"{HOTLINE}, column remark: this column is not known. Remove it"),
        (f"{header},since", f"{HOTLINE}, column since: this column stands twice in the header."),
        (f"{header},", f"{HOTLINE}: a column has no name. Name it"),
    ):
        path.write_text("\n".join([wrong, *(f"{line},x" for line in rest)]), encoding="utf-8")
        assert any(line.startswith(said) for line in problems()), problems()


def test_a_message_that_ends_with_a_question_has_no_full_stop_after_it():
    problem = Problem("is no code", "Did you mean KEN?", "mine.csv")
    assert (
        str(DataError([problem]))
        == "1 problem in the tables:\n  mine.csv: is no code. Did you mean KEN?"
    )


@pytest.mark.parametrize(
    "error",
    [
        DataError([Problem("is wrong", "Mend it.", "mine.csv", row=2)] * 2),
        CopcalcError("it is wrong", where="here", fix="Mend it."),
    ],
)
def test_an_error_comes_whole_out_of_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_problems_make_a_table_of_files_rows_and_columns(edit, project):
    edit(OPSC).set(126, status="Yes").save()
    (project / "data" / "raw" / "evidence" / "book.xlsx").write_text("x")
    with pytest.raises(DataError) as caught:
        build(project)
    table = pd.DataFrame(caught.value.problems)
    places = table[["file", "row", "column", "value"]].astype(object).fillna("")
    assert places.values.tolist() == [
        ["evidence/book.xlsx", "", "", ""],
        [OPSC, 126, "status", "Yes"],
    ]
    assert table["fix"].tolist() == [
        "Save it as CSV UTF-8 with a name that ends in .csv, or move it elsewhere.",
        "Use one of them.",
    ]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ({}, "book.xlsx: is wrong. Mend it."),
        ({"sheet": "Laws", "row": 2}, "book.xlsx, sheet Laws, row 2: is wrong. Mend it."),
        (
            {"column": "year", "value": "two"},
            "book.xlsx, column year, value 'two': is wrong. Mend it.",
        ),
    ],
)
def test_a_problem_is_told_as_far_as_its_place_is_known(places, told):
    assert str(Problem("is wrong", "Mend it.", "book.xlsx", **places)) == told


@pytest.mark.parametrize("name", ["UPPER.CSV", "book.xlsx", "notes.txt"])
def test_a_file_that_would_not_be_read_is_told(project, name):
    (project / "data" / "raw" / "evidence" / name).write_text("x")
    with pytest.raises(DataError, match=rf"evidence/{name}: is no evidence table\. Save it as CSV"):
        read_raw(project / "data" / "raw")


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"resources": []}'])
def test_a_description_that_says_nothing_is_told(project, text):
    (project / "data" / "raw" / "datapackage.json").write_text(text)
    with pytest.raises(CopcalcError, match=r"datapackage\.json: .*Restore it"):
        read_raw(project / "data" / "raw")
