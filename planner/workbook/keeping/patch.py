"""The recipe: the file that a workbook came from, with what was changed since, and all else as it was."""

from collections.abc import Collection
from datetime import UTC, datetime

from planner.workbook.files.source import read_bytes
from planner.workbook.files.xlsx_book import SheetPart, read_book
from planner.workbook.format.sheets import sheet_named
from planner.workbook.grid import Grid, plain
from planner.workbook.keeping.added import taken_over
from planner.workbook.keeping.attached import move_attached, move_charts
from planner.workbook.keeping.book import BookPart, restamped
from planner.workbook.keeping.cells import Pen
from planner.workbook.keeping.compare import Changes, changes_of
from planner.workbook.keeping.edit import SheetEdit
from planner.workbook.keeping.markup import tags
from planner.workbook.keeping.package import Package
from planner.workbook.keeping.references import References
from planner.workbook.keeping.sheet import patched
from planner.workbook.keeping.styles import Styles
from planner.workbook.keeping.tables import table_changes
from planner.workbook.workbook import Origin, Workbook
from planner.workbook.writing.xlsx_out import tables_bytes, xlsx_bytes

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def patched_file(workbook: Workbook, origin: Origin, made: datetime | None) -> bytes:
    """The file. `made` is the time to be told in place of now. `Unreadable` where the file cannot be written into."""
    file = _File(Package(origin.data))
    file.drop_signatures()
    changes = changes_of(workbook, origin, frozenset(plain(sheet.name) for sheet in file.sheets))
    drawn = xlsx_bytes(changes.layouts, changes.extras, codes=changes.codes)
    file.apply(changes, drawn if changes.layouts or changes.extras else b"")
    restamped(file.package, made or datetime.now(UTC))
    return file.package.packed()


def patched_tables(data: bytes, wanted: Collection[Grid]) -> bytes:
    """The file `data` with its sheets as they are wanted, whatever they mean; those made for reading stay."""
    file = _File(Package(data))
    file.drop_signatures()
    changes, new = table_changes(read_bytes(data).grids, wanted)
    if changes.say_anything or new:
        file.apply(changes, tables_bytes(new) if new else b"")
    return file.package.packed()


class _File:
    """A package as a workbook: its sheets, and its looks, which are written last."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.related("", "officeDocument")
        book = read_book(self.main, package.content(self.main), package.relations(self.main))
        self.sheets = book.sheets
        self._from_1904 = book.from_1904
        self._styles_part = package.related(self.main, "styles") or self._without_styles()
        self._styles = Styles(self._styles_part, package.content(self._styles_part))

    def _without_styles(self) -> str:
        drawn = Package(xlsx_bytes(()))
        name = "xl/styles.xml"
        self.package.put(name, drawn.content(name))
        self.package.declare(name, _STYLES_TYPE)
        self.package.relate(self.main, "styles", name)
        return name

    def drop_signatures(self) -> None:
        """A signature would say of other bytes that they are genuine."""
        for name in self.package.names:
            if name.casefold().startswith("_xmlsignatures/") and self.package.has(name):
                self.package.drop(name)

    def apply(self, changes: Changes, drawn: bytes) -> None:
        """Makes the changes; `drawn` is a file with the sheets to be added, where there are some."""
        removed = frozenset(name.casefold() for name in changes.removed)
        maps = {name.casefold(): edit.rows for name, edit in changes.edits.items() if not edit.rows.changes_nothing}
        references = References(maps, removed)
        book = BookPart(self.package, self.main)
        for sheet in self.sheets:
            if sheet.name.casefold() in removed:
                book.remove(sheet.name)
                self.package.drop(sheet.part)
            else:
                self._edit(sheet, changes.edits.get(sheet.name, SheetEdit()), references)
        if not references.change_nothing:
            move_charts(self.package, references)
            book.move_names(references)
        if drawn:
            self._add(Package(drawn), book)
        if changes.say_anything or drawn:
            book.compute_anew()
            self.package.put(self._styles_part, self._styles.content())
        book.write()

    def _edit(self, sheet: SheetPart, edit: SheetEdit, references: References) -> None:
        if edit.changes_nothing and references.change_nothing:
            return
        text = self.package.text(sheet.part)
        prefix = next((tag.prefix for tag in tags(text)), "")
        pen = Pen(sheet.name, prefix, self._styles, self._from_1904)
        made = patched(text, edit, pen, references)
        if made != text:
            self.package.put_text(sheet.part, made)
        if not edit.rows.changes_nothing:
            move_attached(self.package, sheet.part, edit.rows, references, sheet.name)

    def _add(self, drawn: Package, book: BookPart) -> None:
        main = "xl/workbook.xml"
        new = read_book(main, drawn.content(main), drawn.relations(main)).sheets
        parts = list(taken_over(self.package, drawn, [sheet.part for sheet in new], self._styles))
        for sheet, part in zip(new, parts, strict=True):
            titles = f"{sheet.name}!$1:$1" if sheet_named(sheet.name) else ""
            book.add(sheet.name, self.package.relate(self.main, "worksheet", part), titles)
