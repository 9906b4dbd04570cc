"""Papers and exports as works: what is asked for is made one after the other, and can be stopped between two."""

from dataclasses import dataclass, field
from pathlib import Path

from planner.background import Refused
from planner.feeds.exports import EXPORTS, Export, files_of
from planner.feeds.names import zipped
from planner.office.jobs.given import Given, Halted, Step, Tell
from planner.office.jobs.packing import about_of, packed, unpacked
from planner.papers import KINDS as PAPERS
from planner.papers import Printed, Progress, View, Wanted, edition_of, print_papers
from planner.workbook.keeping.mark import marked

STOPPED = "It was stopped before all was made."

# --- papers ----------------------------------------------------------------------------------------------------------


def printed(given: Given, tell: Tell, halted: Halted) -> bytes:
    """Papers in PDF. Parameters: `papers`, `views` and `delegations`, all where not said. Where an older plan comes
    with them, papers that only tell what changed since.
    """

    def follow(at: Progress) -> None:
        tell(Step({"done": at.done, "of": at.total}))
        if halted():
            raise Refused(STOPPED)

    workbook, _plan = given.planned
    codes = given.asked("delegations")
    wanted = Wanted(
        tuple(given.asked("papers", PAPERS)),
        tuple(View(one) for one in given.asked("views", View)),
        None if codes is None else tuple(codes),
    )
    older = given.older
    made = print_papers(edition_of(workbook), wanted, None if older is None else edition_of(older), follow)
    return packed({one.name: one.content for one in made}, [_about(one) for one in made])


def _about(one: Printed) -> dict[str, object]:
    return {
        "name": one.name,
        "paper": one.paper,
        "view": str(one.view),
        "pages": one.pages,
        "singles": one.singles,
        "unprintable": list(one.unprintable),
    }


def papers_read(result: bytes) -> tuple[Printed, ...]:
    """The papers that were set."""
    files = unpacked(result)
    return tuple(
        Printed(
            one["name"],
            one["paper"],
            View(one["view"]),
            files[one["name"]],
            one["pages"],
            one["singles"],
            tuple(one["unprintable"]),
        )
        for one in about_of(result)
    )


# --- exports ---------------------------------------------------------------------------------------------------------


def exported(given: Given, tell: Tell, halted: Halted) -> bytes:
    """Files for other programs. Parameter: `formats`, all that the event has where not said. A workbook for reading
    tells by its mark which state it was written from, and says of the plan what this state says.
    """
    workbook, stem = given.workbook, Path(given.file).stem
    asked = given.asked("formats", [one.name for one in EXPORTS])
    chosen = [one for one in EXPORTS if one.name in asked and (workbook.plan is not None or not one.needs_plan)]
    if {one.name for one in chosen} != set(asked) and "formats" in given.parameters:
        raise Refused("The event has no plan yet, which these formats need. Solve it first.")
    export, made = Export(workbook, frozenset(asked) - {"ics"}), dict[str, bytes]()
    for number, one in enumerate(chosen, 1):
        if halted():
            raise Refused(STOPPED)
        ending = f"-reading{one.ending}" if one.name == "xlsx" else one.ending
        files, _gone = files_of(export, {Path(f"{stem}{ending}"): one})
        made |= {name: _marked(content, name, given.mark) for name, content in files.items()}
        tell(Step({"done": number, "of": len(chosen)}))
    return packed(made)


def _marked(content: bytes, name: str, mark: str) -> bytes:
    return marked(content, mark) if mark and name.endswith(".xlsx") else content


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to be taken away: one that was made, or a folder of them as a zip."""

    name: str
    content: bytes = field(repr=False)


def exports_read(result: bytes) -> tuple[Taken, ...]:
    """What was made, each folder as one file."""
    folders: dict[str, dict[str, bytes]] = {}
    for name, content in unpacked(result).items():
        folder, _, inside = name.partition("/")
        folders.setdefault(folder, {})[inside] = content
    return tuple(
        Taken(name, files[""]) if "" in files else Taken(f"{name}.zip", zipped(files))
        for name, files in folders.items()
    )
