"""The code in docs/adding_a_term.md works as it stands, and its table is what a term has."""

import re
from pathlib import Path

from planner.rules.terms import TERMS
from tests.scenes.pages import blocks, missing_files, page, run_as_test

PAGE = "adding_a_term.md"


def test_code_of_the_page_is_a_test_file_that_passes(tmp_path: Path) -> None:
    assert len(blocks(PAGE)) == 6
    assert run_as_test(PAGE, tmp_path) == ""


def test_table_of_the_page_is_what_a_term_has() -> None:
    table = page(PAGE).partition("| it has |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)

    for term in TERMS:
        assert {name for name in dir(term) if not name.startswith("_")} - {"sees"} == {*named}


def test_files_of_the_page_exist() -> None:
    assert missing_files(PAGE) == []
