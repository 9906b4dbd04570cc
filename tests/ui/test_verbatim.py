"""Nothing that a user typed is formatting: every call of the desk that draws Markdown is read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.ui.drawing.verbatim import as_code, verbatim
from tests.scenes.desk_browser import ROOT

UI = ROOT / "planner" / "ui"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Viet Nam: State President", r"Viet Nam\: State President"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("# A", r"\# A"),
        ("1. A", r"1\. A"),
        ("A\n\n- B", "A - B"),
        ("    A", "A"),
        ("*A* _B_ `C` ~D~ $E$ <F> |G| &amp; H\\", r"\*A\* \_B\_ \`C\` \~D\~ \$E\$ \<F\> \|G\| \&amp; H\\"),
        ("http://a.b", "http\\:\N{WORD JOINER}//a.b"),
        ("www.a.b", "www\N{WORD JOINER}.a.b"),
        ("a@b.c", "a\N{WORD JOINER}@b.c"),
        (":streamlit:", "\\:\N{WORD JOINER}streamlit\\:"),
        ("A -> B -- C", "A -\N{WORD JOINER}\\> B -\N{WORD JOINER}- C"),
        ("A\N{RIGHT-TO-LEFT OVERRIDE}B\N{LEFT-TO-RIGHT ISOLATE}C", "ABC"),
        ("", ""),
    ],
)
def test_text_is_sent_as_markdown_that_shows_it(typed: str, sent: str) -> None:
    assert verbatim(typed) == sent


@pytest.mark.parametrize(
    ("typed", "sent"), [("A!B1", "`A!B1`"), ("A`B", "`` A`B ``"), ("A``\nB`", "``` A`` B` ```"), ("A\u202eB", "`AB`")]
)
def test_code_is_fenced_by_more_than_it_holds(typed: str, sent: str) -> None:
    assert as_code(typed) == sent


# --- every call ------------------------------------------------------------------------------------------------------

FIRST = {
    *("markdown", "caption", "title", "header", "subheader", "badge", "toast", "info", "error", "success", "warning"),
    *("button", "form_submit_button", "download_button", "metric", "expander", "spinner", "selectbox", "multiselect"),
    *("text_input", "number_input", "time_input", "radio", "pills", "segmented_control", "slider", "file_uploader"),
    *("checkbox", "toggle", "popover", "status", "write", "date_input", "text_area", "link_button", "progress"),
}
"""The calls whose first argument is drawn as Markdown; of `progress` it is the second."""
NAMED = {"help", "label", "caption", "text"}
"""The arguments that are drawn as Markdown wherever they stand."""
TYPED = {
    *("name", "title", "label", "code", "item", "items", "sentence", "cure", "value", "why", "sheet", "cell", "step"),
    *("region", "zone", "timezone", "failure", "error", "who", "notes", "verdict", "person", "room", "text", "what"),
    *("undoes", "redoes", "phase", "old", "new", "field", "delegation"),
}
"""What holds a text that a user typed, or may hold one, by the last part of its name."""
TYPED_CALLS = {"place_of", "event_name", "room_label", "person_label", "item_name", "text_of", "label_of", "str"}
"""Calls that give such a text."""
SAFE_CALLS = {"verbatim", "as_code", "len", "int", "counted", "lasting", "tallied", "sentence", "_badge", "_told"}
"""Calls that make it harmless, or take nothing of it but a number; what is put together of such."""
OWN_TABLE = re.compile(r"(\w+\.)?[A-Z_]+\[[^\]]*\](\.\w+)?$")
"""What is looked up in a table of the desk's own words."""


def drawn(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given to Streamlit as Markdown."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        if name in FIRST and (place := int(name == "progress")) < len(call.args):
            yield call.args[place]
        if name in FIRST | {"page_link", "image", "NumberColumn", "TextColumn", "SelectboxColumn"}:
            yield from (word.value for word in call.keywords if word.arg in NAMED)


def suspect(node: ast.AST, assigned: dict[str, list[ast.expr]]) -> bool:
    """Whether a text that was typed stands in an expression as it is."""
    match node:
        case ast.FormattedValue(format_spec=ast.JoinedStr()) | ast.Compare():
            return False
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            if called in SAFE_CALLS | TYPED_CALLS:
                return called in TYPED_CALLS
        case ast.Attribute() | ast.Subscript() if OWN_TABLE.match(ast.unparse(node)):
            return False
        case ast.Attribute():
            return node.attr in TYPED
        case ast.Name() if node.id in assigned:
            # One that is put together of itself has been looked at where it began.
            return any(suspect(one, assigned | {node.id: []}) for one in assigned[node.id])
        case ast.Name():
            return node.id in TYPED - {"label"}
        case ast.IfExp():
            return suspect(node.body, assigned) or suspect(node.orelse, assigned)
    return any(suspect(part, assigned) for part in ast.iter_child_nodes(node))


def raw(source: str) -> list[str]:
    """The expressions that reach Streamlit's Markdown as a user typed them."""
    tree = ast.parse(source)
    scopes = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)] or [tree]
    found = []
    for scope in scopes:
        assigned: dict[str, list[ast.expr]] = {}
        for one in ast.walk(scope):
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                assigned.setdefault(one.targets[0].id, []).append(one.value)
        found += [ast.unparse(node) for node in drawn(scope) if suspect(node, assigned)]
    return found


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("st.markdown(f'**{one.name}**')", ["f'**{one.name}**'"]),
        ("st.button('Undo', help=step or 'Nothing')", ["step or 'Nothing'"]),
        ("label = words.place_of(problem); place.button(label)", ["label"]),
        ("st.badge('a' if one.item else one.title)", ["'a' if one.item else one.title"]),
        ("st.caption(verbatim(one.name) + f'{len(one.name)}')", []),
        ("told = verbatim(one.name); st.caption(f'{told}')", []),
        ("st.selectbox('Room', rooms, format_func=lambda one: one.name)", []),
    ],
)
def test_reader_of_calls_finds_what_is_typed(call: str, found: list[str]) -> None:
    assert raw(call) == found


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.relative_to(UI).as_posix())
def test_no_call_draws_text_as_it_was_typed(path: Path) -> None:
    found = raw(path.read_text(encoding="utf-8"))

    assert not found, f"pass the text through planner.ui.drawing.verbatim: {found}"
