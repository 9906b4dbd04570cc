"""Delegation programme: one for each delegation, a table for each day."""

from collections.abc import Mapping

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.vocabulary import ItemKind
from planner.domain.ways import Way, Ways, attending_for, by_day
from planner.domain.wording import title_of, with_article
from planner.papers.edition import Edition
from planner.papers.phrases import (
    be_there,
    clock,
    event_words,
    hours,
    interpretation,
    kind_words,
    label,
    languages_by_item,
    liaison_words,
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
from planner.papers.words import day_words, second_language, word
from planner.views import View


def programme_of(edition: Edition, code: str) -> Sheet:
    """The programme of one delegation, from an edition that holds what concerns it."""
    event = edition.event
    second = second_language(edition.languages.get(code, ""), edition.host_language)
    delegation = event.delegation[code]
    return Sheet(
        code,
        delegation.label,
        "Organiser" if edition.view == View.ORGANISER else f"Delegation of {with_article(delegation.label)}",
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
    contact = joined((word("contact"), word("contact", second)), " · ")
    called = line(("small", f"{contact}: "), ("strong", delegation.contact)) if delegation.contact else ()
    officer = joined((word("liaison"), word("liaison", second)), " · ")
    name = liaison_words(delegation)
    accompanied = (("small", f"{officer}: "), ("strong", name)) if name else ()
    where = line(("small", event_words(event)))
    return tuple(one for one in (where, line(("text", long_name)), *people, called, line(*accompanied)) if one)


def _days(edition: Edition, code: str, second: str) -> tuple[Section, ...]:
    event = edition.event
    ways, languages = Ways(event, edition.plan.standing), languages_by_item(event)
    columns = heads(second, ("time", 25), ("item", 0), ("place", 43), ("interpretation", 27))
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
    own = attending_for(event, row, code)
    way = ways.tightest(own, row)
    walk = line(("small", _walk(event, way, row, code)), ("tag", too_tight(event, way, row)))
    where = cell(line(("text", place_of(event, row))), walk)
    return (_time(event, row), _what(edition, row, code, own), where, _interpretation(event, row, languages))


def _walk(event: Event, way: Way | None, row: Placement, code: str) -> str:
    """The walk, and whose it is where the delegation has several people."""
    words = walk_words(event, way, row.room)
    several = way is not None and words and len(event.people_of[code]) > 1
    return f"{words} ({event.person[way.person].name})" if several and way is not None else words


def _time(event: Event, row: Placement) -> Cell:
    early = be_there(event, row)
    if early is None:
        return clock_cell(hours(event, row))
    return cell(
        line(("time", f"{start_of(event, row):%H:%M}")), line(("text", "be there from")), line(("strong", clock(early)))
    )


def _what(edition: Edition, row: Placement, code: str, own: tuple[str, ...]) -> Cell:
    """The item, with whom, who of the delegation attends where it has several people, and marks."""
    event = edition.event
    several = len(event.people_of[code]) > 1
    everybody = several and len(own) == len(event.people_of[code])
    present = "all" if everybody else people_words(event, row, code) if several else ""
    return cell(
        _title(edition, row),
        *_counterparts(event, row, code),
        line(("small", f"For {with_article(label(event, code))}: {present}")) if present else None,
        _marks(edition, row),
    )


def _title(edition: Edition, row: Placement) -> Line:
    event = edition.event
    kind = kind_words(event, row)
    if row.kind == ItemKind.BILATERAL:
        return line(("strong", kind))
    if row.item in event.entry:
        turn = f", number {row.position}" if row.position is not None else ""
        return line(("strong", f"{kind}{turn}"), ("text", f" – {title_of(event, row)}"))
    return line(("strong", title_of(event, row)), ("small", f"  {kind}"))


def _counterparts(event: Event, row: Placement, code: str) -> tuple[Line, ...]:
    """The other parties of a meeting, each with who comes for it."""
    if row.item not in event.meeting:
        return ()
    lines = []
    for other in event.meeting[row.item].parties:
        if other != code:
            names = people_words(event, row, other)
            coming = f", {names}" if names else ""
            lines.append(line(("text", "with "), ("strong", label(event, other)), ("text", coming)))
    return tuple(lines)


def _marks(edition: Edition, row: Placement) -> Line:
    event = edition.event
    return line(
        ("tag", "Provisional" if provisional(event, row) else ""),
        ("tag", "Confidential" if restricted(event, row) else ""),
        ("small", row.item if edition.view == View.ORGANISER and row.item in event.meeting else ""),
    )


def _interpretation(event: Event, row: Placement, languages: Mapping[str, tuple[str, ...]]) -> Cell:
    if row.item not in languages:
        return BLANK
    names = joined(event.interpreter[one].name for one in row.interpreters if one in event.interpreter)
    return cell(line(("text", names)), line(("small", interpretation(languages[row.item]))))


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
    kind = kind_words(event, row)
    if row.item in event.entry:
        return f"{kind} – {title_of(event, row)}: standby list"
    return f"{kind}: {title_of(event, row)}"
