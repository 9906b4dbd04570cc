"""What several pages draw: the sidebar, rows of findings with their action, metrics of a plan."""

import string
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, TypeVar

import streamlit as st

from planner.domain.plan import Breach, Placement, Plan, Problem
from planner.domain.vocabulary import KIND_NAMES, KIND_PLURALS, SHEET_OF, Severity
from planner.office.cells.undoing import InTheWay
from planner.office.desks import Desk, Refused
from planner.office.draft import Revision
from planner.office.jobs.solving import course_of
from planner.store import Damage, JobState, StoreRefusal
from planner.ui import editors, state
from planner.ui.drawing import frames, words
from planner.ui.drawing.verbatim import as_code, verbatim
from planner.workbook.format.sheets import sheet_named
from planner.workbook.grid import plain
from planner.workbook.workbook import Workbook

EVERY = 1.5
"""Seconds after which it is looked whether somebody else has taken a step."""

PAGE = 20
"""Findings shown at a time."""

Thing = TypeVar("Thing")

_LETTERS = string.ascii_uppercase
_COLOURS: dict[Severity, Literal["red", "orange", "gray"]] = {
    Severity.ERROR: "red",
    Severity.WARNING: "orange",
    Severity.NOTICE: "gray",
}
_ICONS = {
    Severity.ERROR: ":material/error:",
    Severity.WARNING: ":material/warning:",
    Severity.NOTICE: ":material/info:",
}


# --- sidebar ---------------------------------------------------------------------------------------------------------


def sidebar(desk: Desk, page: str) -> None:
    """Which workbook is on the desk, how it stands, the way back, and the run if there is one."""
    with st.sidebar:
        revision = desk.current
        st.markdown(f"**{verbatim(event_name(revision))}**")
        if revision.workbook is not None:
            st.caption(verbatim(revision.name))
        standing(revision.count(Severity.ERROR), revision.count(Severity.WARNING), len(revision.breaches))
        _steps(desk)
        seen = (desk.opened.number, desk.refused)
        st.fragment(_together, run_every=EVERY)(desk, page, seen)
        solving = desk.solving
        st.fragment(_run_status, run_every=1.0 if solving else EVERY)(desk, solving)


def _together(desk: Desk, page: str, seen: tuple[int, Refused | None]) -> None:
    """Who else is here; takes what was typed, and draws the page anew once somebody has taken a step or was refused
    one, which loses nothing of what is being typed.

    It runs by itself. `seen` is what the page shows: the last step and the refusal.
    """
    if state.found_new(editors.take) or (desk.office.number_of(desk.key), desk.refused) != seen:
        st.rerun()
    others = [one for one in state.tell_presence(desk, page) if one.person != desk.author]
    if others:
        told = ", ".join(f"{one.person} ({one.page})" for one in others[:6])
        more = f" and {len(others) - 6} more" if len(others) > 6 else ""
        st.caption(f":material/group: Also here: {verbatim(told)}{more}")


def event_name(revision: Revision) -> str:
    """The name of the event; of one with errors, that of its file."""
    return revision.name if revision.workbook is None else revision.workbook.event.settings.name


def standing(errors: int, warnings: int, broken: int) -> None:
    """The number of errors, warnings and broken rules, in words and colours."""
    with st.container(horizontal=True, gap="small"):
        for severity, number in ((Severity.ERROR, errors), (Severity.WARNING, warnings)):
            if number:
                label = words.counted(number, words.SEVERITIES[severity].lower())
                st.badge(label, icon=_ICONS[severity], color=_COLOURS[severity])
        if not errors:
            st.badge("no errors", icon=":material/check:", color="green")
        if broken:
            st.badge(words.counted(broken, "broken rule"), icon=":material/gpp_bad:", color="red")


def _steps(desk: Desk) -> None:
    undoes, redoes = desk.undoes, desk.redoes
    with st.container(horizontal=True, gap="small"):
        told = verbatim(undoes) or "Nothing of yours to undo"
        st.button("Undo", icon=":material/undo:", disabled=not undoes, help=told, on_click=_gone, args=(desk.undo,))
        told = verbatim(redoes) or "Nothing of yours to redo"
        st.button("Redo", icon=":material/redo:", disabled=not redoes, help=told, on_click=_gone, args=(desk.redo,))
    if undoes:
        st.caption(f"Your last step: {verbatim(undoes)}")


def _gone(act: Callable[[], object]) -> None:
    """Does what changes the tables under whoever looks at them; what was typed before is a step before this one."""
    state.acting(editors.take)
    state.acting(act)
    editors.leave()


def refused(desk: Desk) -> None:
    """What was not done because others were first, until its author has chosen."""
    found = desk.refused
    if found is None:
        return
    with st.container(border=True):
        st.warning(verbatim(found.reason.sentence), icon=":material/group:")
        for reason in () if isinstance(found.reason, InTheWay) else found.reason.reasons[1:PAGE]:
            st.markdown(f"- {verbatim(reason.sentence)}")
        if not found.may_be_taken:
            st.markdown("Nothing was done. Do it again on what stands now, if it is still wanted.")
        with st.container(horizontal=True, gap="small"):
            if found.may_be_taken:
                mine = partial(desk.settle, takes=True)
                st.button("Take mine", icon=":material/check:", on_click=_gone, args=(mine,))
            label, theirs = "Keep theirs" if found.may_be_taken else "Understood", partial(desk.settle, takes=False)
            st.button(label, icon=":material/close:", on_click=_gone, args=(theirs,))


def renamed(desk: Desk) -> None:
    """Offers to have all cells follow a code that was typed over, where some still say the old one."""
    behind = desk.left_behind
    if not behind:
        return
    names = " and ".join(f"{one.old} is called {one.new}" for one in desk.renamed)
    still = "1 other cell still says" if len(behind) == 1 else f"{len(behind):,} other cells still say"
    with st.container(border=True):
        st.warning(verbatim(f"{names} by now; {still} the old name."), icon=":material/drive_file_rename_outline:")
        with st.container(horizontal=True, gap="small"):
            label, everywhere = "Rename everywhere", partial(_gone, desk.rename_everywhere)
            st.button(label, icon=":material/done_all:", on_click=everywhere, help="As one step; Undo takes it back")
            st.button("Leave them", icon=":material/close:", on_click=state.acting, args=(desk.leave_names,))


def store_refusal(refused: StoreRefusal) -> None:
    """Why the office cannot be opened or written, and what to do."""
    st.error(verbatim(refused.sentence), icon=":material/error:")
    if refused.cure:
        st.markdown(verbatim(refused.cure))


def damaged(found: Sequence[Damage]) -> None:
    """What in the office is not as it was stored, and what to do; the desk goes on with all else."""
    if not found:
        return
    more = f"  \nand {len(found) - PAGE} more" if len(found) > PAGE else ""
    st.error("  \n".join(verbatim(one.sentence) for one in found[:PAGE]) + more, icon=":material/error:")
    st.markdown(f"{_GOES_ON} {verbatim(found[0].cure)}")


_GOES_ON = (
    "Nothing is written over that, and all else can be worked on. To mend it, end the desk and all else that uses the "
    "office."
)


def _run_status(desk: Desk, was_solving: bool) -> None:
    """Follows a solve from any page; draws the whole page anew when it has ended."""
    job = desk.solve_job
    solving = job is not None and not job.state.ended
    if was_solving != solving:
        st.rerun()
    if job is not None and solving:
        steps = course_of(job.progress)
        st.divider()
        waits = job.state == JobState.QUEUED
        st.markdown(":material/hourglass_empty: **Waiting to be solved**" if waits else _SOLVING)
        if not waits:
            st.caption(f"{words.lasting(steps[-1].seconds)}: {verbatim(steps[-1].phase)}" if steps else "starting")
    elif desk.offer is not None:
        st.divider()
        st.markdown(":material/inbox: **A new plan waits for an answer**")
        st.page_link(state.PAGES / "solve.py", label="Look at it", icon=":material/play_circle:")


_SOLVING = ":material/progress_activity: **Solving**"


# --- findings --------------------------------------------------------------------------------------------------------


def problem_rows(revision: Revision, problems: Sequence[Problem], key: str) -> None:
    """Problems, each with its place, sentence and cure; the place is a button that opens its cell in the tables."""
    for number, problem in paged(problems, key):
        place, said = st.columns([1.6, 7])
        with place:
            _place_button(revision, problem, f"{key}-{number}")
        said.markdown(f"{_badge(problem.severity, words.SEVERITIES[problem.severity])} {_told(problem)}")


def _badge(severity: Severity, text: str) -> str:
    return f":{_COLOURS[severity]}-badge[{_ICONS[severity]} {text}]"


def _told(problem: Problem) -> str:
    found = f"  \n:gray[Found: {verbatim(problem.value)}]" if problem.value else ""
    cure = f"  \n:material/build: {verbatim(problem.cure)}" if problem.cure else ""
    return verbatim(problem.sentence) + found + cure


def _place_button(revision: Revision, problem: Problem, key: str) -> None:
    label = words.place_of(problem)
    if plain(problem.sheet) not in revision.grids and sheet_named(problem.sheet) is None:
        st.markdown(as_code(label))
        return
    if st.button(verbatim(label), key=key, help="Show it in the tables", type="tertiary", icon=":material/edit:"):
        row = "".join(letter for letter in problem.cell if letter.isdigit())
        to_table(problem.sheet, int(row) if row else None)


def to_table(sheet: str, row: int | None = None) -> None:
    """Goes to the tables, to a sheet and to one of its rows."""
    state.aim(state.Target(sheet, row))
    st.switch_page(state.PAGES / "tables.py")


def paged(things: Sequence[Thing], key: str) -> list[tuple[int, Thing]]:
    """One page of a long list, with a way to the others above it, each thing with its number."""
    pages = -(-len(things) // PAGE)
    page = 1
    if pages > 1:
        label = f"Page (of {pages}, {len(things):,} in all)"
        page = int(st.number_input(label, 1, pages, 1, key=f"{key}-page", width=260))
    first = (page - 1) * PAGE
    return list(enumerate(things[first : first + PAGE], first))


def problem_notes(problems: Sequence[Problem]) -> None:
    """Problems beside the table in which their cells stand."""
    for problem in problems:
        st.markdown(f"{_badge(problem.severity, verbatim(problem.cell or problem.sheet))} {_told(problem)}")


def breach_notes(broken: Sequence[Breach]) -> None:
    """Broken rules beside the table of the plan."""
    for breach in broken:
        st.markdown(
            f":red-badge[:material/gpp_bad: {verbatim(', '.join(breach.items[:2]))}] {verbatim(breach.sentence)}"
        )


def problem_list(problems: Sequence[Problem]) -> None:
    """Problems of a file that is not on the desk, and so has no cell to go to."""
    for problem in problems[:PAGE]:
        st.markdown(f"{as_code(words.place_of(problem))} {_told(problem)}")
    if len(problems) > PAGE:
        st.caption(f"and {len(problems) - PAGE:,} more")


# --- plan ------------------------------------------------------------------------------------------------------------


def shown(desk: Desk) -> Revision:
    """The state of which the plan is shown: while there are errors in the tables the last one that had none, which is
    said. Where there never was one, says so with what to do, and ends the page.
    """
    good = desk.current.last_good
    if good is desk.current:
        return good
    errors = words.counted(desk.current.count(Severity.ERROR), "error")
    if good is None:
        st.error("The workbook has errors, so that there is nothing to show.", icon=":material/error:")
    else:
        said = f"The tables have {errors} by now. What is shown here is the last state without any."
        st.warning(said, icon=":material/history:")
    st.page_link(state.PAGES / "problems.py", label="See the problems", icon=":material/rule:")
    if good is None:
        st.stop()
    return good


def once_sound(desk: Desk) -> str | None:
    """What to say beside what changes the event while there are errors in its tables; None where there are none."""
    return "This can be done once the tables have no errors" if desk.current.workbook is None else None


def planned_workbook(desk: Desk) -> tuple[Workbook, Plan]:
    """The workbook and its plan; where there is none, says so with what to do, and ends the page."""
    workbook = shown(desk).workbook
    if workbook is None or workbook.plan is None:
        st.info("There is no plan yet.", icon=":material/info:")
        st.page_link(state.PAGES / "solve.py", label="Make a plan", icon=":material/play_circle:")
        st.stop()
    return workbook, workbook.plan


def asks_for_something(workbook: Workbook) -> bool:
    """Whether there is anything to plan; says what to do where there is not."""
    event = workbook.event
    if event.programme or event.entries or event.meetings:
        return True
    st.info("Nothing is asked for yet, so that there is nothing to plan.", icon=":material/info:")
    st.page_link(state.PAGES / "tables.py", label="Add requests to the tables", icon=":material/table:")
    return False


def may_be_planned(revision: Revision) -> bool:
    """Whether the workbook has no errors and asks for something; says what to do where it is otherwise."""
    if revision.workbook is not None:
        return asks_for_something(revision.workbook)
    errors = words.counted(revision.count(Severity.ERROR), "error")
    st.error(f"{errors} in the workbook; a plan can be made once there is none.", icon=":material/error:")
    st.page_link(state.PAGES / "problems.py", label="See the problems", icon=":material/rule:")
    return False


def item_row(workbook: Workbook, row: Placement, key: str) -> None:
    """An item of the plan with what is said of it, and the way to the row of the tables that asks for it."""
    event = workbook.event
    said, action = st.columns([2.6, 1.1])
    worth = f" :gray[worth {event.meeting[row.item].worth}]" if row.item in event.meeting else ""
    time = f" :gray[{verbatim(frames.when(event, row))}]" if row.start is not None else ""
    told = row.why or "No reason is given in the workbook."
    kind = f":gray-badge[{KIND_NAMES[row.kind]}]"
    said.markdown(
        f"{kind} **{verbatim(row.title or row.item)}** ({verbatim(row.item)}){worth}{time}  \n{verbatim(told)}"
    )
    sheet = SHEET_OF[row.kind]
    column = "delegation" if row.item in event.entry else "id"
    cell = workbook.locate(sheet, row.item, column)
    with action, st.container(horizontal=True, gap="small"):
        if st.button("Why, and cures", key=f"{key}-why", help="What would place it", icon=":material/psychology_alt:"):
            to_why_and_where(row.item)
        if cell and st.button(
            verbatim(f"{sheet}!{cell}"), key=key, help="Change what is asked for", icon=":material/edit:"
        ):
            to_table(sheet, int(cell.lstrip(_LETTERS)))


def to_why_and_where(item: str) -> None:
    """Goes to the page that explains an item."""
    state.preset(**{state.ITEM: item})
    st.switch_page(state.PAGES / "why_and_where.py")


def plan_summary(revision: Revision, workbook: Workbook, plan: Plan) -> None:
    """What the plan is worth, how near it is to the best possible, and how much of each kind is placed."""
    proof, value = revision.proof, frames.worth(workbook.event, plan)
    worth, bound, counts = st.columns([1.2, 1.2, 4], gap="small")
    summed = "The sum over all placed meetings of what each is worth."
    worth.metric("Worth", f"{value:,}", border=True, height="stretch", help=summed)
    most = "–" if proof is None else f"{proof.bound:,}"
    proven = "The proven upper bound: no plan that keeps the rules is worth more."
    bound.metric("At most", most, border=True, height="stretch", help=proven)
    with counts.container(border=True, height="stretch"):
        st.caption("Placed, of all there are")
        with st.container(horizontal=True, gap="xsmall"):
            for kind, (standing_rows, rows) in frames.placed(plan).items():
                colour: Literal["green", "orange"] = "green" if standing_rows == rows else "orange"
                st.badge(f"{KIND_PLURALS[kind]} {standing_rows:,} / {rows:,}", color=colour)
    changed = proof is not None and (proof.objective != value or bool(revision.breaches))
    st.markdown(f":material/verified: {words.proof_sentence(proof, changed=changed)}")


def breaches(revision: Revision) -> None:
    """The broken rules, each with its sentence and the row of the plan to correct."""
    if not revision.breaches:
        return
    with st.expander(
        f"{words.counted(len(revision.breaches), 'broken rule')} in this plan", icon=":material/gpp_bad:", expanded=True
    ):
        workbook = revision.workbook
        for number, breach in paged(revision.breaches, "breach"):
            said, action = st.columns([8, 2])
            said.markdown(f":red-badge[:material/error: {verbatim(breach.rule)}] {verbatim(breach.sentence)}")
            item = breach.items[0] if breach.items else ""
            cell = "" if workbook is None else workbook.locate("Plan", item, "item")
            with action:
                if st.button(verbatim(f"Open Plan!{cell}") if cell else "Open the plan", key=f"breach-{number}"):
                    to_table("Plan", int(cell.lstrip(_LETTERS)) if cell else None)
