"""Pages of the small sample beside the images of how they looked when somebody last looked at them.

A page may differ a little, as letters do from one version of a font to the next. After a change that is meant, run
`python -m tests.papers.test_golden` and look at every image that has become another before keeping it.
"""

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from planner.domain.plan import Plan
from planner.domain.vocabulary import ItemKind
from planner.papers import KINDS, View, edition_of
from planner.papers.kinds import Editions, sheets_of
from planner.papers.printing import stamp_for
from planner.papers.typeset import TEMPLATES, Document, fonts, page_images
from planner.workbook import Workbook, read

GOLDEN = Path(__file__).parent / "golden"
PPI = 45
TOLERANCE = 2.5
"""The mean difference of two pages in shades of grey, of 255; a line of text that is missing makes more."""

UNCHANGED = {("changes", View.PUBLIC)}
"""In the older plan only bilaterals stand elsewhere, of which the public hears nothing."""

PAGES = [(kind.name, view) for kind in KINDS.values() for view in kind.views if (kind.name, view) not in UNCHANGED]


def older(workbook: Workbook) -> Workbook:
    """The same with all bilaterals five minutes earlier, as the change notices tell of it."""
    assert workbook.plan is not None
    early = timedelta(minutes=5)
    rows = (
        replace(row, start=row.span.start - early, end=row.span.end - early)
        if row.kind == ItemKind.BILATERAL and row.stands
        else row
        for row in workbook.plan.rows
    )
    return replace(workbook, plan=Plan(tuple(rows)))


def page(name: str, view: View) -> Image.Image:
    """The first sheet's first page of a kind for a view, in shades of grey."""
    workbook = read(GOLDEN / "morning.xlsx").workbook
    assert workbook is not None
    edition = edition_of(workbook)
    kind = KINDS[name]
    old = Editions(edition_of(older(workbook))) if kind.since else None
    sheets = sheets_of(kind, view, Editions(edition), old)
    stamp = stamp_for(edition.stamp, kind, view)
    document = Document(edition.event.settings.name, kind.title, stamp, kind.form, sheets[:1])
    return Image.open(io.BytesIO(page_images(document, ppi=PPI)[0])).convert("L")


@pytest.mark.parametrize(("name", "view"), PAGES)
def test_page_looks_as_it_did(name: str, view: View) -> None:
    made, kept = page(name, view), Image.open(GOLDEN / f"{view}-{name}.png")

    assert made.size == kept.size
    assert np.abs(np.asarray(made, dtype=float) - np.asarray(kept, dtype=float)).mean() <= TOLERANCE


def test_fonts_of_the_templates_are_all_there() -> None:
    families = set(fonts().families())

    for template in TEMPLATES.glob("*.typ"):
        named = re.findall(r'"((?:Noto|Libertinus)[\w ]+)"', template.read_text(encoding="utf-8"))
        assert set(named) <= families


def test_page_of_another_kind_does_not_pass_for_it() -> None:
    made, kept = page("liaison", View.ORGANISER), Image.open(GOLDEN / "organiser-delegations.png")

    assert np.abs(np.asarray(made, dtype=float) - np.asarray(kept, dtype=float)).mean() > TOLERANCE


if __name__ == "__main__":
    for name, view in PAGES:
        page(name, view).save(GOLDEN / f"{view}-{name}.png", optimize=True)
