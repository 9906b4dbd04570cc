"""Making scenarios on the desk: a form for each kind of change, sweeps, files, and the list of what is compared."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import streamlit as st

from planner.domain.event import Event
from planner.domain.records import Room
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.domain.vocabulary import RoomUse, Severity
from planner.domain.wording import day_name
from planner.office.desks import Desk
from planner.office.draft import refusal
from planner.rules.terms import weighted
from planner.scenarios.sweep import WrongSweep, sweep
from planner.scenarios.variant import variant
from planner.ui import state
from planner.ui.drawing import parts, words
from planner.ui.drawing.verbatim import verbatim
from planner.workbook import Workbook
from planner.workbook.files.source import read_bytes
from planner.workbook.format.event import RULES, WEIGHTED
from planner.workbook.grid import Unreadable
from planner.workbook.reading.scenarios import read_scenarios, scenario_grid
from planner.workbook.writing.layout import policy_rows
from planner.workbook.writing.scenarios import with_scenario, without_scenario

MOST_ROOMS = 40
_USES = sorted(RoomUse, key=lambda use: use != RoomUse.BILATERAL)
"""The one that is asked about most comes first."""


def make(desk: Desk, workbook: Workbook) -> None:
    """The ways to a further scenario, and those that there are."""
    form, sweeping, file = st.tabs(["By a form", "Sweep rooms", "From a file"])
    with form:
        _by_form(desk, workbook)
    with sweeping:
        _by_sweep(desk, workbook.event)
    with file:
        _by_file(desk, workbook)


# --- forms -----------------------------------------------------------------------------------------------------------


def _by_form(desk: Desk, workbook: Workbook) -> None:
    kind = st.selectbox("What is to be otherwise", list(_FORMS))
    with st.form("scenario", border=False):
        scenario = _FORMS[kind](workbook.event)
        added = st.form_submit_button("Add the scenario", icon=":material/add:", disabled=scenario is None)
    if added and scenario is not None:
        _add(desk, workbook, scenario)


def _without_room(event: Event) -> Scenario | None:
    room = _room(event, "Room")
    return None if room is None else Scenario(f"Without {room.name}", (Patch("Rooms", room.code, PatchKind.REMOVE),))


def _another_room(event: Event) -> Scenario | None:
    room = _room(event, "Like")
    if room is None:
        return None
    number = next(n for n in range(2, len(event.rooms) + 3) if f"{room.code}-{n}" not in event.room)
    code, name = f"{room.code}-{number}", f"{room.name} ({number})"
    patches = Patch("Rooms", code, PatchKind.ADD, "", room.code), Patch("Rooms", code, PatchKind.SET, "name", name)
    return Scenario(f"One more room like {room.name}", patches)


def _room(event: Event, label: str) -> Room | None:
    rooms = {room.code: room for room in event.rooms}
    code = st.selectbox(label, list(rooms), format_func=lambda one: f"{rooms[one].name} ({one})")
    return None if code is None else rooms[code]


def _day_less(event: Event) -> Scenario | None:
    first, last = event.days[0], event.days[-1]
    if first == last:
        st.caption("The event has one day only.")
        return None
    away = st.radio("Without", [first, last], format_func=day_name)
    header, left = ("start_date", first + timedelta(1)) if away == first else ("end_date", last - timedelta(1))
    return Scenario(f"Without {day_name(away)}", (Patch("Event", header, PatchKind.SET, "value", left.isoformat()),))


def _other_rule(event: Event) -> Scenario | None:
    rows = {name: (value, weight) for name, value, weight in policy_rows(event.policy, event.zone)}
    terms = weighted()
    helps = {name: term.purpose for name, term in terms.items()} | {rule.header: rule.help for rule in RULES}
    rule = st.selectbox("Rule", list(rows), format_func=lambda name: f"{name}: {helps[name]}")
    column = "weight" if rule in WEIGHTED or (rule in terms and rows[rule][0] is None) else "value"
    value = st.text_input("Its value or weight then", placeholder="as on the sheet Policy").strip()
    return Scenario(f"{rule} is {value or 'blank'}", (Patch("Policy", rule, PatchKind.SET, column, value),))


def _desks(event: Event) -> Scenario | None:
    if not event.lines:
        st.caption("The event has no line.")
        return None
    lines = {line.id: line for line in event.lines}
    id = st.selectbox("Line", list(lines), format_func=lambda one: f"{lines[one].label}, desks: {lines[one].desks}")
    desks = str(int(st.number_input("Desks", 1, 20, 2)))
    return Scenario(f"{lines[id].label}, desks: {desks}", (Patch("Lines", id, PatchKind.SET, "desks", desks),))


_FORMS: dict[str, Callable[[Event], Scenario | None]] = {
    "A room is not to be had": _without_room,
    "One more room": _another_room,
    "The event is a day shorter": _day_less,
    "A line has more or fewer desks": _desks,
    "A rule of the policy has another value": _other_rule,
}


# --- sweeps and files ------------------------------------------------------------------------------------------------


def _by_sweep(desk: Desk, event: Event) -> None:
    with st.form("sweep", border=False):
        uses = [use for use in _USES if any(use in room.uses for room in event.rooms)]
        what, low, high = st.columns([2, 1, 1])
        use = what.selectbox("Rooms for", uses, format_func=lambda one: one.value.replace("_", " ") + "s")
        first = int(low.number_input("from", 0, MOST_ROOMS, 1))
        last = int(high.number_input("to", 0, MOST_ROOMS, 4))
        if st.form_submit_button("Sweep", icon=":material/show_chart:", disabled=not uses):
            _sweep(desk, event, f"rooms {use}: {first}-{last}")


def _sweep(desk: Desk, event: Event, told: str) -> None:
    """Keeps a sweep to be compared; what is wrong with it is said."""
    try:
        sweep(event, told)
    except WrongSweep as wrong:
        st.error(verbatim(f"{wrong.sentence} {wrong.cure}"), icon=":material/error:")
    else:
        state.keep_sweep(desk.key, told)


def _by_file(desk: Desk, workbook: Workbook) -> None:
    file = st.file_uploader("A workbook with a sheet Scenarios (.xlsx, or a .zip of CSV files)", type=["xlsx", "zip"])
    if file is None or not st.button("Add its scenarios", icon=":material/add:"):
        return
    try:
        scenarios, problems = read_scenarios(read_bytes(file.getvalue()), workbook.event.zone)
    except Unreadable as reason:
        scenarios, problems = (), (refusal(file.name, reason),)
    parts.problem_list(problems)
    if not scenarios and not problems:
        st.warning("The file has no sheet Scenarios with rows.", icon=":material/warning:")
    if not any(problem.severity == Severity.ERROR for problem in problems):
        for scenario in scenarios:
            _add(desk, workbook, scenario)


# --- the list --------------------------------------------------------------------------------------------------------


def _add(desk: Desk, workbook: Workbook, scenario: Scenario) -> None:
    """Adds a scenario that can be planned to the sheet Scenarios; of another, what is wrong is said."""
    found = variant(workbook, scenario)
    parts.problem_list([one for one in found.problems if one.severity != Severity.WARNING])
    if found.workbook is not None:
        grid = with_scenario(scenario_grid(desk.current.source), scenario)
        desk.push(desk.current.with_grid(grid, f"Scenario added: {scenario.name}"))


def listed(desk: Desk, workbook: Workbook) -> tuple[Scenario, ...]:
    """The scenarios of the event, each with what it changes and the way to leave it out, and the sweep."""
    scenarios, problems = read_scenarios(desk.current.source, workbook.event.zone)
    parts.problem_list(problems)
    for number, scenario in enumerate(scenarios):
        said, action = st.columns([4, 1], vertical_alignment="center")
        changes = verbatim("; ".join(map(str, scenario.patches[:6])))
        said.markdown(f"**{verbatim(scenario.name)}**  \n:gray[{changes}]")
        grid = without_scenario(scenario_grid(desk.current.source), scenario.name)
        leave = partial(desk.push, desk.current.with_grid(grid, f"Scenario left out: {scenario.name}"))
        action.button(
            "Leave out", key=f"leave-out-{number}", icon=":material/close:", on_click=state.acting, args=(leave,)
        )
    _swept(desk, workbook.event)
    return scenarios


def _swept(desk: Desk, event: Event) -> None:
    told = state.sweep_of(desk.key)
    if not told:
        return
    try:
        found = sweep(event, told)
    except WrongSweep:  # the event is another by now
        state.keep_sweep(desk.key, "")
        return
    said, action = st.columns([4, 1], vertical_alignment="center")
    said.markdown(f"**Sweep of {verbatim(found.what)}**  \n:gray[{words.counted(len(found.steps), 'step')}]")
    leave = partial(state.keep_sweep, desk.key, "")
    action.button("Leave out", key="leave-out-sweep", icon=":material/close:", on_click=leave)
