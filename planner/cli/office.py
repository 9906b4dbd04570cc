"""The commands `events`, `backup` and `restore`: what the office keeps, in one file and back."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from planner.cli.arguments import AsJson
from planner.cli.files import MISUSED, CommandRefused, refusal, written
from planner.cli.output import answering, people, tell, tell_json
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity

if TYPE_CHECKING:
    from planner.store import Backup, KeptEvent, Store

OFFICE = "office"
"""What a refusal names as its place."""

EventId = Annotated[str, typer.Argument(metavar="EVENT", help="the id of an event, as planner events lists it")]

events = typer.Typer(help="List the events of the office, or act on one.")


@contextmanager
def _office() -> Iterator["Store"]:
    """The office, open; what it refuses is refused by the command."""
    from planner.store import StoreRefusal, open_store  # only these commands need a database

    try:
        with open_store() as store:
            yield store
    except StoreRefusal as refused:
        raise refusal(OFFICE, refused.sentence, refused.cure) from None


# --- events ----------------------------------------------------------------------------------------------------------


@events.callback(invoke_without_command=True)
@answering
def list_events(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="those that were put aside as well")] = False,
    as_json: AsJson = False,
) -> None:
    """List the events of the office, those changed last first."""
    if context.invoked_subcommand is not None:
        return
    with _office() as store:
        kept = store.events(archived=None if everything else False)
    if as_json:
        tell_json({"events": [_event_dict(event) for event in kept]})
    elif kept:
        people.print(_table(kept))
    else:
        tell("There is no event in the office.")


@events.command()
@answering
def archive(event: EventId, as_json: AsJson = False) -> None:
    """Put an event aside. It keeps all it has."""
    with _office() as store:
        store.archive(event)
        _tell_event(store.event(event), "is put aside; planner events --all lists it", as_json=as_json)


@events.command()
@answering
def unarchive(event: EventId, as_json: AsJson = False) -> None:
    """Take an event back that was put aside."""
    with _office() as store:
        store.unarchive(event)
        _tell_event(store.event(event), "is among the events at hand again", as_json=as_json)


@events.command()
@answering
def delete(
    event: EventId, yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False, as_json: AsJson = False
) -> None:
    """Remove an event with its whole history, for good."""
    with _office() as store:
        kept = store.event(event)
        if not yes:
            _confirm(kept, may_ask=sys.stdin.isatty() and not as_json)
        store.delete(event)
    _tell_event(kept, "is deleted", as_json=as_json)


@events.command()
@answering
def compact(event: EventId, as_json: AsJson = False) -> None:
    """Give up states in the middle of the history of an event that was put aside. Who did what and when stays, with the
    first state, the last, and all that were released.
    """
    with _office() as store:
        given_up, kept = store.compact(event), store.event(event)
    if as_json:
        tell_json({**_event_dict(kept), "compacted": given_up})
    else:
        tell(f"{kept.name}: {given_up:,} state{'' if given_up == 1 else 's'} given up.")


@events.command()
@answering
def check(as_json: AsJson = False) -> None:
    """Say what in the office is not as it was stored. Reads every step of every event."""
    with _office() as store:
        damages = store.verify(thorough=True)
    problems = tuple(Problem(Severity.ERROR, OFFICE, "", "", one.sentence, one.cure) for one in damages)
    if problems:
        raise CommandRefused(problems)
    if as_json:
        tell_json({"problems": [], "ok": True})
    else:
        tell("All events are as they were stored.")


def _confirm(event: "KeptEvent", *, may_ask: bool) -> None:
    what = f"{event.name} with its history of {_steps(event.head)}"
    if not may_ask:
        raise refusal(OFFICE, f"{what} would be gone for good.", "Give --yes if that is meant.", status=MISUSED)
    if not typer.confirm(f"Delete {what} for good?"):
        raise refusal(OFFICE, "Nothing was deleted.")


def _tell_event(event: "KeptEvent", done: str, *, as_json: bool) -> None:
    if as_json:
        tell_json(_event_dict(event))
    else:
        tell(f"{event.name} {done}.")


def _event_dict(event: "KeptEvent") -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(event).items()}


def _table(kept: tuple["KeptEvent", ...]) -> Table:
    table = Table("event", "name", "steps", "last change", "by")
    for event in kept:
        aside = " (put aside)" if event.archived else ""
        words = (
            event.id,
            event.name + aside,
            f"{event.head:,}",
            f"{event.changed:%Y-%m-%d %H:%M} UTC",
            event.changed_by,
        )
        table.add_row(*(word.replace("[", r"\[") for word in words))
    return table


def _steps(number: int) -> str:
    return f"{number:,} step{'' if number == 1 else 's'}"


# --- one file --------------------------------------------------------------------------------------------------------


@answering
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the file to write")],
    force: Annotated[bool, typer.Option("--force", help="replace an existing file")] = False,
    as_json: AsJson = False,
) -> None:
    """Write all of the office to one file. Others may go on working meanwhile."""
    made: list[Backup] = []
    with _office() as store:
        written(file, lambda: made.append(store.backup(file, force=force)))
    _tell_backup(made[0], f"in {file}", {"written": [str(file)]}, as_json=as_json)


@answering
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a file that planner backup wrote")],
    force: Annotated[bool, typer.Option("--force", help="put it in the place of the events that are there")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the office back from such a file, whole or not at all."""
    with _office() as store:
        try:
            brought = store.restore(file, replace=force)
        except OSError as error:
            raise refusal(str(file), f"It cannot be read: {error.strerror}.") from None
    _tell_backup(brought, f"back, as the office was on {brought.made:%Y-%m-%d at %H:%M} UTC", {}, as_json=as_json)


def _tell_backup(one: "Backup", where: str, more: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        tell_json({**more, "events": one.events, "revisions": one.revisions, "made": one.made.isoformat()})
    else:
        verb = "is" if one.events == 1 else "are"
        tell(f"{one.events} event{'' if one.events == 1 else 's'} with {_steps(one.revisions)} {verb} {where}.")
