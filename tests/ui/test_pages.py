"""The desk's pages, run without a browser: each opens on each sample, and a session goes through all of them."""

from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan
from planner.office.desks import Desk
from planner.office.draft import plan_grid
from planner.replanning import may_move
from planner.ui import state
from planner.ui.serving.door import SCRIPT
from planner.workbook.writing.layout import lay_out
from planner.workbook.writing.xlsx_out import xlsx_bytes
from tests.scenes.desk_works import ended

ROOT = Path(__file__).parents[2]
INPUTS = ROOT / "inputs"
PLANNED = ROOT / "tests" / "papers" / "golden" / "morning.xlsx"
"""The small sample with a plan."""
PAGES = sorted(path.stem for path in (ROOT / "planner" / "ui" / "pages").glob("*.py"))
BESIDE_ERRORS = (
    *("plan", "not_placed", "why_and_where", "lines", "fairness", "robustness", "scenarios", "today", "exchange"),
    "papers",
)
"""The pages that show the last state without an error while there is one."""

PATIENCE = 600.0
"""Seconds after which a solve of a small event has failed, the compilation of its search included."""


@pytest.fixture
def page() -> AppTest:
    """The desk with an event of the small sample."""
    return choose_sample(visit(), "morning")


def visit() -> AppTest:
    """The desk at the address of a page that needs no event."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
    return app.switch_page(str(state.PAGES / "rule_book.py")).run()


def turned(app: AppTest, name: str) -> AppTest:
    """The page of this name, which opened without an exception."""
    app.switch_page(str(state.PAGES / f"{name}.py")).run()
    assert not app.exception
    return app


def click(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def choose_sample(app: AppTest, name: str) -> AppTest:
    turned(app, "events").selectbox[0].set_value(name)
    return click(app, "Open the sample")


def open_planned(app: AppTest) -> AppTest:
    """The desk with the small sample and a plan of it, from a file."""
    turned(app, "events").file_uploader[0].upload(PLANNED.name, PLANNED.read_bytes()).run()
    assert not app.exception
    return app


def desk_of(app: AppTest) -> Desk:
    found = state.desks().find(app.session_state["event"], app.session_state["seat"].author)
    assert found is not None
    return found


def solving(app: AppTest) -> AppTest:
    """The desk with a short solve begun."""
    turned(app, "solve").number_input(key=state.LIMIT).set_value(2)
    return click(app, "Solve")


def solved(app: AppTest) -> AppTest:
    """The desk once the solve has ended."""
    deadline = monotonic() + PATIENCE
    while desk_of(app).solving:
        assert monotonic() < deadline
        sleep(0.1)
    return app.run()


def said(app: AppTest) -> str:
    """All that stands on the page, as it is read there: without the strokes that keep a text from being Markdown."""
    shown = (app.title, app.markdown, app.caption, app.info, app.error, app.success, app.warning)
    return "\n".join(element.value for elements in shown for element in elements).replace("\\", "")


def edited_table(app: AppTest) -> str:
    """The key of the table that is to be seen; the one before it may be there as well."""
    widget: str = app.session_state["editors"][-1].widget
    return widget


def edit(app: AppTest, row: int, letter: str, typed: str) -> AppTest:
    """The page after a cell of the table was typed over; `row` counts from the first that is shown."""
    edits = {"edited_rows": {row: {letter: typed}}, "added_rows": [], "deleted_rows": []}
    app.session_state[edited_table(app)] = edits
    app.run()
    assert not app.exception
    return app


def test_each_page_opens_on_the_sample_of_hanoi() -> None:
    page = choose_sample(visit(), "hanoi_2025")

    for name in PAGES:
        turned(page, name)
        assert page.title[0].value, name


def test_each_page_opens_on_a_new_event(page: AppTest) -> None:
    choose_sample(page, "A new event, from the template")

    for name in PAGES:
        turned(page, name)


def test_session_from_the_sample_to_the_download(page: AppTest) -> None:
    assert "full powers" in said(turned(page, "problems"))

    turned(page, "tables").selectbox(key=state.SHEET).set_value("rooms").run()
    edit(page, 0, "D", "many")
    assert "error" in said(page)

    click(page, "Undo")
    assert "no errors" in said(page)

    assert "Planned in" in said(solved(solving(page)))
    assert "no plan that keeps the rules can be worth more" in said(turned(page, "plan"))
    for view in ("By delegation", "Table", "By room"):
        page.segmented_control(key=state.VIEW).set_value(view).run()
        assert not page.exception
    assert "worth" in said(turned(page, "not_placed"))
    assert "Order of turns" in [heading.value for heading in turned(page, "lines").subheader]

    assert "Worst off: " in said(turned(page, "fairness"))
    assert "Aldoria" in list(page.dataframe[0].value["Delegation"])

    click(turned(page, "robustness"), "Play the plan through")
    assert "Links that break most" in [heading.value for heading in ended(page).subheader]

    ended(click(turned(page, "papers"), "Set the papers"))
    assert "Delegation programmes: 8 pages" in [button.label for button in page.download_button]

    assert turned(page, "workbook").download_button[0].label == "Download the workbook (with plan)"
    workbook = desk_of(page).current.workbook
    assert workbook is not None
    data = xlsx_bytes(lay_out(workbook), workbook.extras.sheets)
    assert "Plan" in load_workbook(BytesIO(data), read_only=True).sheetnames


def test_edit_is_kept_with_the_cells_that_it_touches_and_can_be_redone(page: AppTest) -> None:
    turned(page, "tables").selectbox(key=state.SHEET).set_value("rooms").run()
    before = desk_of(page).current.grids["rooms"]

    edit(page, 1, "B", "Jade Room")
    changed = desk_of(page).current
    click(page, "Undo")
    assert desk_of(page).current.grids["rooms"] is before
    click(page, "Redo")

    assert desk_of(page).current is changed
    assert changed.grids["rooms"].rows[3][2] == "Jade Room"
    assert changed.step.startswith("Rooms!B3: ")


def test_code_that_was_typed_over_is_renamed_everywhere_in_one_step(page: AppTest) -> None:
    choose_sample(page, "morning")
    turned(page, "tables").selectbox(key=state.SHEET).set_value("delegations").run()
    before = desk_of(page).current
    old = str(before.grids["delegations"].rows[2][1])

    edit(edit(page, 0, "A", "QQP"), 0, "A", "QQQ")
    assert f"{old} is called QQQ by now" in said(page)
    assert "error" in said(page)
    click(page, "Rename everywhere")

    renamed = desk_of(page).current.workbook
    assert renamed is not None
    assert before.workbook is not None
    assert [one.code for one in renamed.event.delegations].index("QQQ") == 0
    assert len(renamed.event.entries) == len(before.workbook.event.entries)
    assert "Rename everywhere" not in [button.label for button in page.button]
    assert desk_of(page).undoes == f"Renamed everywhere: {old} is QQQ"
    click(page, "Undo")
    assert desk_of(page).current.workbook is None


def test_event_that_asks_for_nothing_is_not_planned(page: AppTest) -> None:
    book = load_workbook(INPUTS / "morning.xlsx")
    for sheet in book:
        if sheet.title not in ("Event", "Policy", "Delegations", "Rooms"):
            sheet.delete_rows(2, sheet.max_row)
    sent = BytesIO()
    book.save(sent)
    turned(page, "events").file_uploader[0].upload("bare.xlsx", sent.getvalue()).run()

    assert "nothing to plan" in said(turned(page, "solve"))
    assert "Solve" not in [button.label for button in page.button]


def test_all_rows_of_a_sheet_can_be_deleted_and_brought_back(page: AppTest) -> None:
    turned(page, "tables").selectbox(key=state.SHEET).set_value("delegations").run()
    table = edited_table(page)
    rows = list(range(len(page.data_editor(key=table).value)))
    page.session_state[table] = {"edited_rows": {}, "added_rows": [], "deleted_rows": rows}
    page.run()

    assert not page.exception
    assert desk_of(page).current.workbook is None
    for name in PAGES:
        turned(page, name)
    click(page, "Undo")
    assert desk_of(page).current.workbook is not None


def test_plan_of_an_event_that_was_edited_meanwhile_is_offered_and_put_on_the_event_as_it_is(page: AppTest) -> None:
    turned(solving(page), "tables").selectbox(key=state.SHEET).set_value("bilaterals").run()
    edit(page, 0, "G", "45")

    assert "A new plan waits for an answer" in said(turned(solved(page), "solve"))
    assert "changed Bilaterals, which the new plan does not know of" in said(page)
    last, *_ = desk_of(page).office.history(desk_of(page).key)
    assert last.sentence == "Bilaterals!G2: 30 → 45"
    workbook = desk_of(page).current.workbook
    assert workbook is not None
    assert workbook.plan is None

    solved(click(page, "Keep what is right, plan the rest again"))

    last, before, *_ = desk_of(page).office.history(desk_of(page).key)
    assert (last.sentence, before.number) == ("Put the new plan on the event as it is now", 2)
    assert desk_of(page).current.workbook is not None
    assert desk_of(page).current.breaches == ()
    assert "A new plan waits" not in said(page)


def test_plan_that_is_dropped_is_put_nowhere(page: AppTest) -> None:
    turned(solving(page), "tables").selectbox(key=state.SHEET).set_value("bilaterals").run()
    edit(page, 0, "G", "45")
    turned(solved(page), "solve")

    click(page, "Drop it")

    assert "The new plan was dropped" in said(page)
    assert "A new plan waits" not in said(page)
    assert desk_of(page).opened.number == 2


def test_plan_that_exists_is_kept_or_made_anew_and_looked_at_before_it_is_taken(page: AppTest) -> None:
    """One more request: it is placed and nothing else moves. Anew, what moves is shown first."""
    open_planned(page)
    workbook = desk_of(page).current.workbook
    assert workbook is not None
    assert workbook.plan is not None
    row = next(row for row in workbook.plan.standing if row.item in workbook.event.meeting)
    fewer = Plan(tuple(one for one in workbook.plan.rows if one.item != row.item))
    desk_of(page).push(desk_of(page).current.with_grid(plan_grid(workbook, fewer), "A row less"))
    for name in ("not_placed", "solve"):
        assert "New, not planned yet: 1 request" in said(turned(page, name))
    assert f"May move {may_move(fewer)} announced items." in said(page)

    solved(click(page, "Place what is new and mend what broke"))

    last, *_ = desk_of(page).office.history(desk_of(page).key)
    assert last.sentence == "Placed what is new and mended what broke"
    kept = desk_of(page).current.workbook
    assert kept is not None
    assert kept.plan is not None
    assert {one.item: one.place for one in fewer.standing}.items() <= {
        one.item: one.place for one in kept.plan.standing
    }.items()
    assert "New, not planned yet" not in said(page)

    page.number_input(key=state.LIMIT).set_value(2)
    solved(click(page, "Plan anew"))
    number = desk_of(page).opened.number
    if "A new plan waits" in said(page):  # a plan anew of so small an event may be the same
        assert "Of the plan before: " in said(page)
        click(page, "Put it in place")
        assert desk_of(page).opened.number == number + 1
    assert desk_of(page).current.breaches == ()


def test_upload_of_junk_is_refused_with_a_sentence_and_the_open_workbook_stays(page: AppTest) -> None:
    opened = desk_of(page).current

    turned(page, "events").file_uploader[0].upload("notes.xlsx", b"no workbook at all").run()

    assert "The workbook was not opened, nothing has changed." in [error.value for error in page.error]
    assert "notes.xlsx" in said(page)
    assert desk_of(page).current is opened


def test_upload_with_errors_is_opened_only_when_asked_for(page: AppTest) -> None:
    opened = desk_of(page).current
    book = load_workbook(INPUTS / "morning.xlsx")
    book["Rooms"]["D2"] = "many"
    sent = BytesIO()
    book.save(sent)

    turned(page, "events").file_uploader[0].upload("faulty.xlsx", sent.getvalue()).run()
    assert "Rooms!D2" in said(page)
    assert desk_of(page).current is opened

    click(page, "Open it all the same, to correct it here")
    assert page.title[0].value == "Problems"
    assert "Rooms!D2" in [button.label for button in page.button]


def test_error_in_a_table_leaves_the_last_plan_on_its_pages(page: AppTest) -> None:
    open_planned(page)
    turned(page, "tables").selectbox(key=state.SHEET).set_value("rooms").run()
    edit(page, 0, "D", "many")

    assert desk_of(page).current.workbook is None
    for name in BESIDE_ERRORS:
        assert "What is shown here is the last state without any." in said(turned(page, name)), name
    assert "Worth" in [metric.label for metric in turned(page, "plan").metric]
    assert [button.help for button in turned(page, "today").button if button.label == "Report"] == [
        "This can be done once the tables have no errors"
    ]
    ended(click(turned(page, "robustness"), "Play the plan through"))
    assert "Links that break most" in [heading.value for heading in page.subheader]


# --- papers ----------------------------------------------------------------------------------------------------------


def test_papers_are_compared_with_a_plan_from_a_file(page: AppTest) -> None:
    open_planned(page)
    since = next(box for box in turned(page, "papers").selectbox if box.label == "Print")

    since.set_value("a file").run()
    page.file_uploader(key=state.SINCE).upload("notes.xlsx", b"no workbook").run()
    assert "notes.xlsx" in said(page)
    page.file_uploader(key=state.SINCE).upload("given.xlsx", PLANNED.read_bytes()).run()

    assert not page.exception
    assert "Nothing of this kind is to be printed." in said(page)


# --- exchange --------------------------------------------------------------------------------------------------------


def test_busy_times_are_taken_in_and_undone_like_an_edit(page: AppTest) -> None:
    before = desk_of(page).current.workbook
    assert before is not None
    day = f"{before.event.days[0]:%Y%m%d}"
    entry = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:{day}T090000\r\nDTEND:{day}T093000\r\nEND:VEVENT"
    sent = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{entry}\r\nEND:VCALENDAR\r\n".encode()

    turned(page, "exchange").file_uploader[0].upload("busy.ics", sent).run()
    click(page, "Add to the workbook")

    after = desk_of(page).current.workbook
    assert after is not None
    assert len(after.event.absences) == len(before.event.absences) + 1
    assert "1 row added to Absences." in said(page)
    assert desk_of(page).undoes == "Took in 1 row from busy.ics"


def test_no_calendar_adds_nothing_and_says_so(page: AppTest) -> None:
    turned(page, "exchange").file_uploader[0].upload("busy.ics", b"hello").run()
    click(page, "Add to the workbook")

    assert "Nothing was added." in said(page)
    assert "This is no calendar file" in said(page)


def test_plan_is_handed_on_in_files_that_are_made_when_asked_for(page: AppTest) -> None:
    open_planned(page)
    assert not turned(page, "exchange").download_button

    ended(click(page, "Make the files"))

    assert [button.label for button in page.download_button] == [
        *("morning-reading.xlsx", "morning-csv.zip", "morning-tables.zip", "morning-calendars.zip"),
        *("morning-schedule.json", "morning-schedule.xml", "morning-programme.zip"),
    ]


def test_what_is_typed_into_the_table_before_while_its_successor_arrives_is_taken(page: AppTest) -> None:
    """A browser still shows the table of one sheet when another was chosen, until that one is there."""
    turned(page, "tables").selectbox(key=state.SHEET).set_value("rooms").run()
    rooms = edited_table(page)
    page.selectbox(key=state.SHEET).set_value("delegations").run()
    assert edited_table(page) != rooms

    page.session_state[rooms] = {"edited_rows": {0: {"B": "Jade Room"}}, "added_rows": [], "deleted_rows": []}
    page.run()

    assert not page.exception
    assert desk_of(page).current.grids["rooms"].rows[2][2] == "Jade Room"
    assert page.selectbox(key=state.SHEET).value == "delegations"
    edit(page, 0, "B", "Aldoria of the Lakes")
    assert desk_of(page).current.grids["delegations"].rows[2][2] == "Aldoria of the Lakes"
