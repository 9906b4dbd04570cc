from planner.workbook.findings import Findings
from planner.workbook.workbook import Workbook


def check(workbook: Workbook, findings: Findings) -> None: ...
