"""A list model whose rows are exchanged by difference: what stays keeps its place, its selection and the focus.

Owns the way from one tuple of rows to the next. Must not know what the rows are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
LIT_ROLE = ROW_ROLE + 1


class RowsModel(QAbstractListModel, Generic[R]):
    """Lives on the main thread. `key` tells rows apart; `heard` is the whole row as a sentence, for the ear."""

    def __init__(
        self,
        key: Callable[[R], Hashable],
        shown: Callable[[R], str],
        heard: Callable[[R], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._shown = shown
        self._heard = heard
        self.rows: list[R] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._heard(row)
        return None

    def row_of(self, key: Hashable) -> int:
        """The place of the row with this key, -1 when there is none."""
        return next((place for place, row in enumerate(self.rows) if self._key(row) == key), -1)

    def exchange(self, rows: Sequence[R]) -> None:
        """Show `rows` from now on."""
        if not self.rows or not rows:
            if self.rows or rows:
                self.beginResetModel()
                self.rows = list(rows)
                self.endResetModel()
            return
        old, new = [self._key(row) for row in self.rows], [self._key(row) for row in rows]
        if old == new[: len(old)]:
            self._take(rows, len(old))
            return
        from difflib import SequenceMatcher  # not needed for the first picture

        # From the end to the start, so that places found before stay true.
        for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()):
            if tag in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), i1, i2 - 1)
                del self.rows[i1:i2]
                self.endRemoveRows()
            if tag in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), i1, i1 + (j2 - j1) - 1)
                self.rows[i1:i1] = rows[j1:j2]
                self.endInsertRows()
        self._take(rows, len(rows))

    def _take(self, rows: Sequence[R], same: int) -> None:
        """Replace the contents of the first `same` rows, append the others."""
        changed = [place for place in range(same) if self.rows[place] != rows[place]]
        for place in changed:
            self.rows[place] = rows[place]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        if len(rows) > same:
            self.beginInsertRows(QModelIndex(), same, len(rows) - 1)
            self.rows.extend(rows[same:])
            self.endInsertRows()
