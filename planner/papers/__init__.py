"""Papers in PDF: what hangs on doors and lies in folders, each made from what its readers may see.

`edition_of` takes a workbook with a plan, `print_papers` sets the papers, `write_papers` puts them into a folder.
"""

from planner.papers.edition import Edition, edition_of
from planner.papers.kinds import KINDS
from planner.papers.printing import Printed, Progress, Wanted, bundled, expected_files, print_papers, write_papers
from planner.views import View

__all__ = [
    "KINDS",
    "Edition",
    "Printed",
    "Progress",
    "View",
    "Wanted",
    "bundled",
    "edition_of",
    "expected_files",
    "print_papers",
    "write_papers",
]
