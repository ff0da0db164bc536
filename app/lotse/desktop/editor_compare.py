"""Two articles side by side, with what to do about them; and the versions of one, with what differs.

Owns the widgets; the contents are the view model's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop import words
from lotse.desktop.drawing import draw_focus, draw_ground, draw_label, item_width, label_size
from lotse.desktop.editor_bar import FindingBar
from lotse.desktop.editor_rows import finding_text
from lotse.desktop.editor_text import Reading
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import ItemList, push
from lotse.domain.article_versions import Version, difference

if TYPE_CHECKING:
    from lotse.desktop.editor_view import EditorView


class ComparePage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: EditorView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self.bar = FindingBar(view.intend, (), self)
        self.intended = self.bar.intended
        self.left, self.right = Reading(self.tr("Left article"), self), Reading(self.tr("Right article"), self)
        self.chain: list[QWidget] = [self.intended]
        self.titles: list[QLabel] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        for column, reading in enumerate((self.left, self.right)):
            left = column == 0
            title = QLabel(self)
            title.setProperty("kind", "heading")
            title.setWordWrap(True)
            title.setTextFormat(Qt.TextFormat.PlainText)
            self.titles.append(title)
            edit = push(self.tr("Edit the left one") if left else self.tr("Edit the right one"), "", self)
            edit.clicked.connect(lambda _checked=False, left=left: self._edit(left=left))
            merge = push(self.tr("Keep only the left one") if left else self.tr("Keep only the right one"), "", self)
            merge.setWhatsThis(self.tr("The other one is merged into it: no search finds it, links to it lead here."))
            merge.clicked.connect(lambda _checked=False, left=left: view.merge(keep_left=left))
            end = push(self.tr("End the left one today") if left else self.tr("End the right one today"), "quiet", self)
            end.setWhatsThis(self.tr("Its last day is yesterday; it is not shown as valid any more."))
            end.clicked.connect(lambda _checked=False, left=left: view.end(left=left))
            buttons = QHBoxLayout()
            buttons.setSpacing(XS)
            for button in (edit, merge, end):
                button.setProperty("fit", "narrow")
                buttons.addWidget(button)
            buttons.addStretch(1)
            grid.addWidget(title, 0, column)
            grid.addWidget(reading, 1, column)
            grid.addLayout(buttons, 2, column)
            grid.setColumnStretch(column, 1)
            self.chain += [reading, edit, merge, end]
        grid.setRowStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.bar)
        layout.addLayout(grid, 1)
        view.opened.connect(self.fill)

    def _edit(self, *, left: bool) -> None:
        pair = self._view.pair
        if pair is not None:
            self._view.open((pair.left if left else pair.right).article.id)

    def fill(self) -> None:
        """Show the two articles, with the words in question marked."""
        pair = self._view.pair
        if pair is None:
            return
        self.bar.say(finding_text(pair.finding))
        for title, reading, opened, said in (
            (self.titles[0], self.left, pair.left, pair.finding.here),
            (self.titles[1], self.right, pair.right, pair.finding.there),
        ):
            title.setText(opened.article.title)
            reading.setAccessibleName(opened.article.title)
            reading.show_markdown(opened.article.body)
            reading.go_to_start()
            reading.show_place(said, self._theme)


def version_text(version: Version) -> str:
    match version.origin:
        case "edited":
            made = QCoreApplication.translate("Editor", "edited")
        case "case":
            made = QCoreApplication.translate("Editor", "from a conversation")
        case _:
            made = QCoreApplication.translate("Editor", "imported")
    day = words.full_date(version.day) if version.day is not None else ""
    name = QCoreApplication.translate("Editor", "Version {0}").format(version.number)
    return " · ".join(part for part in (name, made, day) if part)


def field_names() -> dict[str, str]:
    """What the fields of an article are called."""
    return {
        "title": QCoreApplication.translate("Editor", "Title"),
        "lang": QCoreApplication.translate("Editor", "Language"),
        "tags": QCoreApplication.translate("Editor", "Tags"),
        "audience": QCoreApplication.translate("Editor", "Audience"),
        "source": QCoreApplication.translate("Editor", "Source"),
        "valid_from": QCoreApplication.translate("Editor", "Valid from"),
        "valid_to": QCoreApplication.translate("Editor", "Valid until"),
    }


class _VersionDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(item_width(option), round(label_size("X", self._theme.body).height() + 2 * S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        version: Version = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        tokens = self._theme.tokens
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw_ground(painter, rect, tokens.color("accent_soft"))
        inner = rect.adjusted(M, 0, -M, 0)
        text = version_text(version)
        draw_label(painter, text, self._theme.body, tokens.color("ink"), inner, Qt.AlignmentFlag.AlignLeft)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, rect, tokens.color("accent"))
        painter.restore()


class VersionsPage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: EditorView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self.title = QLabel(self)
        self.title.setProperty("kind", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.model = RowsModel[Version](lambda version: version.number, version_text, version_text, self)
        self.list = ItemList(self.model, _VersionDelegate(theme), self.tr("Versions"), self)
        self.list.setWhatsThis(
            self.tr("What the article was before, newest first. Enter puts a version into the fields.")
        )
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.entered_by_key.connect(self._on_chosen)
        self.list.doubleClicked.connect(self._on_chosen)
        self.text = Reading(self.tr("What this version changed"), self)
        self.back = push(self.tr("Back to the article"), "quiet", self)
        self.back.clicked.connect(view.close)
        self.take = push(self.tr("Take this version"), "primary", self)
        self.take.clicked.connect(lambda: self._on_chosen(self.list.currentIndex()))
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setHandleWidth(1)
        columns.addWidget(self.list)
        columns.addWidget(self.text)
        columns.setSizes([280, 640])
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.title)
        layout.addWidget(columns, 1)
        layout.addLayout(foot)
        self.chain: list[QWidget] = [self.list, self.text, self.back, self.take]
        view.opened.connect(self.fill)
        theme.changed.connect(lambda: self._on_current(self.list.currentIndex()))

    def fill(self) -> None:
        """List the versions, the newest chosen."""
        if self._view.page != "versions" or self._view.current is None:
            return
        self.title.setText(self.tr("Versions of “{0}”").format(self._view.current.article.title))
        self.model.exchange(self._view.versions)
        if self._view.versions:
            self.list.setCurrentIndex(self.model.index(0))

    def _on_current(self, index: QModelIndex) -> None:
        version: Version | None = index.data(ROW_ROLE)
        if version is None:
            return
        before = next((one for one in self._view.versions if one.number == version.number - 1), None)
        if before is None:
            self.text.show_markdown(version.article.body)
            return
        self.text.show_difference(difference(before.article, version.article), field_names(), self._theme)

    def _on_chosen(self, index: QModelIndex) -> None:
        version: Version | None = index.data(ROW_ROLE)
        if version is not None:
            self._view.take_version(version)
