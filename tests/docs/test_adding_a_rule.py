"""The code in docs/adding_a_rule.md works as it stands: its blocks, one after the other, are a test that passes."""

import re
from pathlib import Path

from planner.board.draft import Draft
from tests.scenes.builders import event
from tests.scenes.pages import blocks, missing_files, page, run_as_test

PAGE = "adding_a_rule.md"


def test_code_of_the_page_is_a_test_file_that_passes(tmp_path: Path) -> None:
    assert len(blocks(PAGE)) == 6
    assert run_as_test(PAGE, tmp_path) == ""


def test_draft_has_what_the_page_says_it_has() -> None:
    table = page(PAGE).partition("| what the rule does |")[2].partition("\n\n")[0]
    named = [word for row in table.splitlines()[2:] for word in re.findall(r"`(\w+)`", row.split("|")[2])]

    assert len(named) == 19
    assert [word for word in named if not hasattr(Draft(event()), word)] == []


def test_files_of_the_page_exist() -> None:
    assert missing_files(PAGE) == []
