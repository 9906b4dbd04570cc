"""A worksheet of a file with an edit made in it: cells get new values, rows go where they belong, the rest stays."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile

from planner.workbook.grid import Unreadable, address, column_number
from planner.workbook.keeping.areas import moved_markup
from planner.workbook.keeping.cells import FileRow, Pen, line_of, numbered, placed, renumbered, shifted, styles_of
from planner.workbook.keeping.edit import Cells, SheetEdit
from planner.workbook.keeping.markup import Element, Tag, elements, first, rewritten, tags
from planner.workbook.keeping.references import References
from planner.workbook.keeping.sharing import unshared

_HEADER = 1
_ROWS = frozenset(("row",))


def patched(text: str, edit: SheetEdit, pen: Pen, references: References) -> str:
    """The sheet with the edit made and its formulas pointing to the cells that they pointed to."""
    if edit.changes_nothing and references.change_nothing:
        return text
    made = unshared(text)
    if not references.change_nothing:
        made = moved_markup(made, edit.rows, references, pen.sheet)
    if edit.cells or edit.fresh or not edit.rows.keeps_rows:
        made = _with_data(made, edit, pen)
    return made


def _with_data(text: str, edit: SheetEdit, pen: Pen) -> str:
    data = first(text, "sheetData")
    if data is None:
        raise Unreadable("A sheet of the workbook has no cells.", "Save it anew as plain .xlsx.")
    writer = _Writer(text, data, edit, pen)
    rows = "".join(writer.in_place() if edit.rows.keeps_rows else writer.moved())
    name = data.tag.full
    made = f"{text[: data.start]}<{name}>{rows}</{name}>{text[data.stop :]}"
    return _with_dimension(made, writer.bottom, writer.right)


class _Writer:
    """Writes the rows of one sheet anew. `bottom` and `right` are the last row and column that were written to."""

    def __init__(self, text: str, data: Element, edit: SheetEdit, pen: Pen) -> None:
        self._text, self._data, self._edit, self._pen = text, data, edit, pen
        self._columns = _column_styles(text, data.start)
        self._like = self._usual_styles()
        self.bottom = self.right = 0

    def in_place(self) -> Iterator[str]:
        """The rows where all stay; those without a new value are copied as they are."""
        waiting = sorted(self._edit.cells)
        at, next_one = self._data.tag.stop, 0
        for number, row, inner, stop in self._rows():
            while next_one < len(waiting) and waiting[next_one] < number:
                yield self._text[at : row.start]
                at = row.start
                yield self._row(waiting[next_one], None, self._edit.cells[waiting[next_one]])
                next_one += 1
            if next_one < len(waiting) and waiting[next_one] == number:
                yield self._text[at : row.start]
                at = stop
                yield self._row(number, line_of(self._text, number, row, inner), self._edit.cells[number])
                next_one += 1
            if next_one == len(waiting):
                break
        yield self._text[at : self._data.inner_stop]
        for number in waiting[next_one:]:
            yield self._row(number, None, self._edit.cells[number])

    def moved(self) -> Iterator[str]:
        """The rows in their new order."""
        made = {one.row: self._row(one.row, None, one.cells) for one in self._edit.fresh}
        left = dict(self._edit.cells)
        start, behind = self._behind(max((self._edit.rows.touched, *left)))
        for number, row, inner, stop in self._rows(start):
            new, cells = self._edit.rows.row(number), left.pop(number, {})
            if new is not None:
                copy = "" if cells else self._copied(number, new, row, inner, stop)
                made[new] = copy or self._row(new, line_of(self._text, number, row, inner), cells)
        for number, cells in left.items():
            new = self._edit.rows.row(number)
            if new is not None:
                made[new] = self._row(new, None, cells)
        yield from (made[number] for number in sorted(made))
        yield behind

    def _behind(self, last: int) -> tuple[int, str]:
        """Where the rows begin that only go up or down, being behind the `last` that is touched, and their markup in
        their new places: there may be a million, of which nothing but the place is changed.
        """
        end = self._data.inner_stop
        start = next((row.start for number, row, _, _ in self._rows() if number > last), end)
        made = shifted(self._text[start:end], last, self._edit.rows.settled)
        return (end, "") if made is None else (start, made)

    def _copied(self, number: int, new: int, row: Tag, inner: int, stop: int) -> str:
        """The row as it is, in its new place; empty where row or cells do not tell theirs as programs do."""
        if new == number and ' r="' in row.told:
            return self._text[row.start : stop]
        content = renumbered(self._text[row.stop : inner], new)
        return "" if content is None else f"{row.with_attributes({'r': str(new)})}{content}{self._text[inner:stop]}"

    def _rows(self, stop: int | None = None) -> Iterator[tuple[int, Tag, int, int]]:
        """Number, start tag, end of the content and end of each row, of all or of those before a place of the text."""
        number = 0
        for one in elements(self._text, _ROWS, self._data.tag.stop, self._data.inner_stop if stop is None else stop):
            number = numbered(one.tag, number)
            yield number, one.tag, one.inner_stop, one.stop

    def _usual_styles(self) -> Mapping[int, int]:
        """The look that most of the model rows have in each column; of two as frequent, that of the earlier row."""
        wanted = frozenset(self._edit.like if self._edit.needs_model else ())
        seen: dict[int, Counter[int]] = {}
        last = max(wanted, default=0)
        for number, row, inner, _ in takewhile(lambda one: one[0] <= last, self._rows()) if wanted else ():
            if number in wanted:
                for held in line_of(self._text, number, row, inner).cells:
                    seen.setdefault(held.column, Counter())[held.style] += 1
        return {column: styles.most_common(1)[0][0] for column, styles in seen.items()}

    def _row(self, number: int, line: FileRow | None, cells: Cells) -> str:
        """The markup of a row in its place, with some cells changed."""
        held = {} if line is None else {one.column: one for one in line.cells}
        styles = styles_of(line)
        made = []
        for column in sorted(held.keys() | cells.keys()):
            if column in cells:
                made.append(self._pen.cell(number, column, cells[column], self._style(number, column, line, styles)))
            else:
                made.append(placed(held[column], number))
        if cells:
            self.bottom, self.right = max(self.bottom, number), max(self.right, *cells)
        name = f"{self._pen.prefix}row"
        opened = f'<{name} r="{number}">' if line is None else _opened(line.tag, number)
        return f"{opened}{''.join(made)}</{name if line is None else line.tag.full}>"

    def _style(self, number: int, column: int, line: FileRow | None, styles: Mapping[int, int]) -> int:
        """The look of a cell: its own, that of the cell which a new one is like, or that of its row or column."""
        if column in styles:
            return styles[column]
        if number == _HEADER and styles:
            return styles[max(styles)]
        if line is not None and line.tag.attributes().get("customFormat", "0") in ("1", "true"):
            return int(line.tag.attributes().get("s", "0"))
        return self._like.get(column, self._columns.get(column, 0))


def _opened(tag: Tag, number: int) -> str:
    """The start tag of a row that holds something, in its place; which columns it spans need not be told."""
    made = tag.with_attributes({"r": str(number), "spans": None})
    return f"{made.removesuffix('/>')}>" if tag.empty else made


def _column_styles(text: str, stop: int) -> Mapping[int, int]:
    """The looks of whole columns."""
    styles: dict[int, int] = {}
    for tag in tags(text, 0, stop):
        if tag.name == "col":
            attributes = tag.attributes()
            low, high, style = (attributes.get(name, "0") for name in ("min", "max", "style"))
            if low.isdecimal() and high.isdecimal() and style.isdecimal() and int(style):
                styles |= dict.fromkeys(range(int(low), min(int(high), 16_384) + 1), int(style))
    return styles


def _with_dimension(text: str, bottom: int, right: int) -> str:
    """The sheet saying how far it reaches: programs that read row by row believe it."""

    def wider(element: Element) -> str | None:
        start, _, end = element.tag.attributes().get("ref", "").partition(":")
        letters_, digits = (end or start).rstrip("0123456789"), (end or start).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if not letters_.isalpha() or not digits.isdecimal():
            return ""
        corner = address(max(int(digits), bottom), max(column_number(letters_), right))
        return element.tag.with_attributes({"ref": f"{start}:{corner}"}) if corner != start else None

    return rewritten(text, frozenset(("dimension",)), wider)
