"""Delegation programme: one for each delegation, a table for each day."""

from collections.abc import Mapping
from dataclasses import replace

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import Way, Ways, attending_for, by_day
from planner.domain.wording import interpreter_names, title_of, with_article
from planner.papers.edition import EVENT_LANGUAGE, Edition
from planner.papers.phrases import (
    be_there,
    clock,
    event_words,
    hours,
    interpretation,
    kind_in,
    kind_words,
    label,
    languages_by_item,
    liaison_words,
    named_in,
    people_words,
    person_words,
    place_of,
    provisional,
    restricted,
    start_of,
    too_tight,
    walk_words,
)
from planner.papers.sheet import (
    BLANK,
    Cell,
    Line,
    Run,
    Section,
    Sheet,
    cell,
    clock_cell,
    heads,
    joined,
    line,
    strong,
    text,
)
from planner.papers.words import both, day_words, name_in, second_language, word
from planner.views import View


def programme_of(edition: Edition, code: str) -> Sheet:
    """The programme of one delegation, from an edition that holds what concerns it."""
    event = edition.event
    second = second_language(edition.languages.get(code, ""), edition.host_language)
    edition = replace(edition, second=second)
    delegation = event.delegation[code]
    return Sheet(
        code,
        delegation.label,
        "Organiser" if edition.view == View.ORGANISER else f"Delegation of {with_article(delegation.label)}",
        second_title=name_in(delegation.label, second),
        subtitle=word("programme"),
        second_subtitle=word("programme", second),
        lead=_lead(edition, code, second),
        sections=_days(edition, code, second) + _unscheduled(edition, second),
        second=second,
    )


def _lead(edition: Edition, code: str, second: str) -> tuple[Line, ...]:
    """Long official name, the people, the contact."""
    event = edition.event
    delegation = event.delegation[code]
    long_name = delegation.name if delegation.name != delegation.label else ""
    people = tuple(line(("text", person_words(person))) for person in event.people_of[code] if not person.implied)
    contact = both("contact", second)
    called = line(("small", f"{contact}: "), ("strong", delegation.contact)) if delegation.contact else ()
    officer = both("liaison", second)
    name = liaison_words(delegation)
    accompanied = (("small", f"{officer}: "), ("strong", name)) if name else ()
    where = line(("small", event_words(event)))
    return tuple(one for one in (where, line(("text", long_name)), *people, called, line(*accompanied)) if one)


def _days(edition: Edition, code: str, second: str) -> tuple[Section, ...]:
    event = edition.event
    ways, languages = Ways(event, edition.plan.standing), languages_by_item(event)
    columns = heads(second, ("time", 27), ("item", 0), ("place", 43), ("interpretation", 27))
    if not any(row.item in languages for row in edition.plan.standing):  # nothing of theirs is interpreted
        columns = columns[:-1]
    return tuple(
        Section(
            day_words(day),
            columns,
            tuple(_row(edition, row, code, ways, languages)[: len(columns)] for row in rows),
            second=day_words(day, second),
        )
        for day, rows in by_day(event, edition.plan.rows).items()
    )


def _row(
    edition: Edition, row: Placement, code: str, ways: Ways, languages: Mapping[str, tuple[str, ...]]
) -> tuple[Cell, ...]:
    event = edition.event
    own, second = attending_for(event, row, code), edition.second
    way = ways.tightest(own, row)
    walks = (line(("small", _walk(event, way, row, code, language))) for language in (EVENT_LANGUAGE, second))
    where = cell(
        line(("text", place_of(event, row, second))), *walks, line(("tag", too_tight(event, way, row, second)))
    )
    said = _interpretation(event, row, languages, second)
    return (_time(event, row, second), _what(edition, row, code, own), where, said)


def _walk(event: Event, way: Way | None, row: Placement, code: str, language: str) -> str:
    """The walk, and whose it is where the delegation has several people."""
    words = walk_words(event, way, row.room, language)
    several = language == EVENT_LANGUAGE and way is not None and words and len(event.people_of[code]) > 1
    return f"{words} ({event.person[way.person].name})" if several and way is not None else words


def _time(event: Event, row: Placement, second: str) -> Cell:
    early = be_there(event, row)
    if early is None:
        return clock_cell(hours(event, row))
    return cell(
        line(("time", f"{start_of(event, row):%H:%M}")),
        line(("strong", word("be_there_from", time=clock(early)))),
        line(("small", word("be_there_from", second, time=clock(early)))),
    )


def _what(edition: Edition, row: Placement, code: str, own: tuple[str, ...]) -> Cell:
    """The item, with whom, who of the delegation attends where it has several people, and marks."""
    event, second = edition.event, edition.second
    several = len(event.people_of[code]) > 1
    everybody = several and len(own) == len(event.people_of[code])
    present = both("all", second) if everybody else people_words(event, row, code) if several else ""
    whom = both("present", second, who=with_article(label(event, code)))
    return cell(
        _title(edition, row),
        *_counterparts(edition, row, code),
        line(("small", f"{whom}: {present}")) if present else None,
        _marks(edition, row),
    )


def _title(edition: Edition, row: Placement) -> Line:
    event, second = edition.event, edition.second
    kind, again = kind_words(event, row), kind_in(event, row, second)
    if row.kind == ItemKind.BILATERAL:
        return line(("strong", kind), ("small", f"  {again}" if again else ""))
    if row.item in event.entry:
        number = {"number": str(row.position)}
        turns = ("", "") if row.position is None else (word("turn", **number), word("turn", second, **number))
        first, other = joined((kind, turns[0])), joined((again, turns[1]), " · ")
        return line(("strong", first), ("text", f" – {title_of(event, row)}"), ("small", f"  {other}" if other else ""))
    return line(("strong", title_of(event, row)), ("small", f"  {joined((kind, again), ' · ')}" if kind else ""))


def _counterparts(edition: Edition, row: Placement, code: str) -> tuple[Line, ...]:
    """The other parties of a meeting, each with who comes for it."""
    event, second = edition.event, edition.second
    if row.item not in event.meeting:
        return ()
    lines = []
    for other in event.meeting[row.item].parties:
        if other != code:
            names, again = people_words(event, row, other), named_in(event, other, second)
            coming = f", {names}" if names else ""
            # Apart from its brackets, which do not turn with a name that is read from right to left.
            also: tuple[Run, ...] = (("small", " ("), ("small", again), ("small", ")")) if again else ()
            whom: Run = ("strong", label(event, other))
            lines.append(line(("text", f"{both('with', second)} "), whom, *also, ("text", coming)))
    return tuple(lines)


def _marks(edition: Edition, row: Placement) -> Line:
    event, second = edition.event, edition.second
    return line(
        ("tag", both("provisional", second) if provisional(event, row) else ""),
        ("tag", both("confidential", second) if restricted(event, row) else ""),
        ("small", row.item if edition.view == View.ORGANISER and row.item in event.meeting else ""),
    )


def _interpretation(event: Event, row: Placement, languages: Mapping[str, tuple[str, ...]], second: str) -> Cell:
    if row.item not in languages:
        return BLANK
    names = joined(interpreter_names(event, row.interpreters))
    spoken = (interpretation(languages[row.item], one) for one in (EVENT_LANGUAGE, second))
    return cell(line(("text", names)), *(line(("small", one)) for one in spoken))


def _unscheduled(edition: Edition, second: str) -> tuple[Section, ...]:
    """What has no time yet; why, only where the view has left the reasons."""
    waiting = [row for row in edition.plan.rows if not row.stands]
    if not waiting:
        return ()
    why = (("remarks", 0),) if edition.view == View.ORGANISER else ()
    columns = heads(second, ("item", 70 if why else 0), *why)
    rows = tuple((strong(_asked(edition, row)), text(row.why))[: len(columns)] for row in waiting)
    return (Section(word("unscheduled"), columns, rows, second=word("unscheduled", second)),)


def _asked(edition: Edition, row: Placement) -> str:
    event = edition.event
    kind = joined((kind_words(event, row), kind_in(event, row, edition.second)), " · ")
    if row.item in event.entry:
        return f"{kind} – {title_of(event, row)}: {both('standby', edition.second)}"
    return f"{kind}: {title_of(event, row)}"
