"""The command `print`: a plan as papers in PDF."""

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.live import Live
from rich.text import Text

from planner.cli.arguments import AsJson, Planned
from planner.cli.files import MISUSED, CommandRefused, exists_already, must_be_folder, planned, refusal, written
from planner.cli.output import answering, aside, tell, tell_json
from planner.domain.plan import Breach
from planner.papers import (
    KINDS,
    Edition,
    Printed,
    Progress,
    View,
    Wanted,
    edition_of,
    expected_files,
    write_papers,
)
from planner.papers import print_papers as printed
from planner.rules import check as broken_rules

ALL_PAPERS, ALL_VIEWS = ",".join(KINDS), ",".join(View)


@answering
def print_papers(
    plan: Planned,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    papers: Annotated[str, typer.Option(help="kinds of paper, with commas")] = ALL_PAPERS,
    view: Annotated[str, typer.Option(help="for whose eyes, with commas")] = ALL_VIEWS,
    since: Annotated[
        Path | None, typer.Option(help="an older plan: print what changed on paper since, and notices")
    ] = None,
    delegations: Annotated[str, typer.Option(help="codes with commas: only their papers; default all")] = "",
    letterhead: Annotated[
        Path | None, typer.Option(help="a Word document (.docx) on which confirmations are written")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="replace existing files")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a plan as PDF papers. One file for each kind and view, and a zip of those that are handed out singly."""
    workbook, rows = planned(plan)
    edition, broken = edition_of(workbook), broken_rules(workbook.event, rows)
    old = None if since is None else _edition(since)
    wanted = Wanted(
        _chosen("--papers", papers, tuple(KINDS)),
        tuple(View(one) for one in _chosen("--view", view, tuple(View))),
        _codes(edition, delegations),
        None if letterhead is None else _letterhead(letterhead),
    )
    must_be_folder(out)
    _must_be_new([out / name for name in expected_files(wanted, since=old is not None)], force=force)
    line = _Line()
    show = not as_json and aside.is_terminal
    with Live(line, console=aside, transient=True, refresh_per_second=4) if show else nullcontext():
        files = printed(edition, wanted, old, line.follow)
    written(out, lambda: write_papers(files, out, like=plan))
    _tell(files, out, _left_out(wanted, files, since=old is not None), broken, as_json=as_json)


def _edition(path: Path) -> Edition:
    return edition_of(planned(path)[0])


def _letterhead(path: Path) -> bytes:
    # Loaded here: it is seldom given, and other papers need no Word documents.
    from planner.papers.letters import NoLetterhead, checked_letterhead

    try:
        return checked_letterhead(path.read_bytes())
    except OSError as fault:
        raise refusal(str(path), f"It cannot be read: {fault.strerror}.", "Name a Word document (.docx).") from None
    except NoLetterhead:
        raise refusal(
            str(path), "It is no Word document that letters can be written on.", "Save it as .docx of at most 5 MB."
        ) from None


def _chosen(option: str, words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(word.strip().lower() for word in words.split(",") if word.strip()))
    for word in chosen:
        if word not in known:
            raise _misused(option, f"There is no '{word}'.", f"There are {', '.join(known)}.")
    if not chosen:
        raise _misused(option, "It names nothing.", f"There are {', '.join(known)}.")
    return chosen


def _codes(edition: Edition, words: str) -> tuple[str, ...] | None:
    if not words.strip():
        return None
    known = {code.casefold(): code for code in edition.event.delegation}
    codes = [word.strip() for word in words.split(",") if word.strip()]
    for word in codes:
        if word.casefold() not in known:
            raise _misused(
                "--delegations", f"No delegation has the code '{word}'.", "Codes are on the sheet Delegations."
            )
    return tuple(dict.fromkeys(known[word.casefold()] for word in codes))


def _misused(option: str, sentence: str, cure: str) -> CommandRefused:
    return refusal(option, sentence, cure, status=MISUSED)


def _must_be_new(paths: list[Path], *, force: bool) -> None:
    for path in paths:
        if path.is_dir():
            raise refusal(str(path), "This is a folder.", "Name another folder to write to.")
        if path.exists() and not force:
            raise exists_already(path)


def _left_out(wanted: Wanted, files: tuple[Printed, ...], *, since: bool) -> dict[str, str]:
    """The kinds of which nothing was printed, with the reason."""
    made = {file.paper for file in files}
    reasons = {}
    for paper in wanted.papers:
        if paper in made:
            continue
        if KINDS[paper].since and not since:
            reasons[paper] = "There is no older plan to compare with; give one with --since."
        elif not set(KINDS[paper].views) & set(wanted.views):
            reasons[paper] = f"It is only for the view {' or '.join(KINDS[paper].views)}."
        else:
            reasons[paper] = "Nothing on it has changed." if since else "The plan has nothing for it."
    return reasons


def _tell(
    files: tuple[Printed, ...], out: Path, left_out: dict[str, str], broken: tuple[Breach, ...], *, as_json: bool
) -> None:
    """What was made, what was left out, and the rules that the plan breaks: it is printed as it stands."""
    if as_json:
        breaches = [asdict(one) for one in broken]
        tell_json({"files": [_file_dict(file, out) for file in files], "left_out": left_out, "breaches": breaches})
        return
    for one in broken:
        tell(f"warning Plan: {one.sentence}", wrong=True)
    for file in files:
        size = _counted(file.singles, "single file") if file.singles else _counted(file.pages, "page")
        tell(f"{out / file.name}: {size}")
        for text in file.unprintable:
            tell(f"warning {file.name}: No font has letters for {text}; it shows as boxes.", wrong=True)
    for paper, reason in left_out.items():
        tell(f"notice {paper}: {reason}", wrong=True)


def _file_dict(file: Printed, out: Path) -> dict[str, object]:
    counted = {"singles": file.singles} if file.singles else {"pages": file.pages}
    facts = {"path": str(out / file.name), "paper": file.paper, "view": str(file.view), "bytes": len(file.content)}
    return {**facts, **counted, "unprintable": list(file.unprintable)}


class _Line:
    """One line that says how far the print has come."""

    def __init__(self) -> None:
        self._last: Progress | None = None

    def follow(self, progress: Progress) -> None:
        """Takes a report."""
        self._last = progress

    def __rich__(self) -> Text:
        last = self._last
        return Text("making the sheets" if last is None else f"set {last.done} of {last.total} files: {last.name}")


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
