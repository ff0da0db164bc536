"""Small widgets that several panes share: lists of items, text fields that keep out of the way, labels, buttons.

Owns their behaviour under keyboard and screen reader. Must not know what they show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop.icons import icon

if TYPE_CHECKING:
    from lotse.desktop.theme import Theme


class ItemList(QListView):
    """A list whose items fill its width. Signals: `entered_by_key(index)` when Enter is pressed on an item."""

    entered_by_key = Signal(QModelIndex)

    def __init__(
        self, model: QAbstractItemModel, delegate: QAbstractItemDelegate, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(18)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(72)
        self._at_end = True
        self._range = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and self.currentIndex().isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.entered_by_key.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt measures items of a list anew when its height changes; these wrap, and a scroll bar takes width.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def relayout(self) -> None:
        """Heights changed without the model: another theme or text size."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keep_at_end(self) -> None:
        """Who reads the end goes on reading the end, when something is added or the place becomes smaller."""
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range)

    def follow_end(self) -> None:
        """Go to the end and stay there."""
        self._at_end = True
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _on_scrolled(self, value: int) -> None:
        # The value also falls when the range does; only a scroll inside the same range is somebody's wish.
        if self._range == self.verticalScrollBar().maximum():
            self._at_end = value >= self._range - 24

    def _on_range(self, _minimum: int, maximum: int) -> None:
        self._range = maximum
        if self._at_end:
            self.verticalScrollBar().setValue(maximum)


class TextField(QPlainTextEdit):
    """A field of a few lines that grows with its text. Enter submits, Shift+Enter begins a line, Tab leaves.

    Signals: `submitted` on Enter.
    """

    submitted = Signal()

    def __init__(self, name: str, lines: tuple[int, int] = (1, 5), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A plain text document measures its height in lines.
        wanted = round(self.document().size().height())
        shown = min(max(wanted, self._lines[0]), self._lines[1])
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > self._lines[1] else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        margins = self.contentsMargins()
        extra = 2 * round(self.document().documentMargin()) + margins.top() + margins.bottom() + 2
        height = self.fontMetrics().lineSpacing() * shown + extra
        if height != self.height():
            self.setFixedHeight(height)

    def set_text(self, text: str) -> None:
        """Replace the text without moving the cursor of an equal one."""
        if text != self.toPlainText():
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        # The keys that decide on a suggestion work from here too; without this, the field would delete a word.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return False
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if undo and not self.document().isUndoAvailable():
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.submitted.emit()
            return
        super().keyPressEvent(event)


class ElidedLabel(QLabel):
    """One line that ends in … when the place is narrow; the whole text is the tool tip and the accessible name."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._full = ""

    def set_full(self, text: str) -> None:
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width() - 2))
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class Iconed(QObject):
    """Keeps the icon of a button in the colour of the theme."""

    def __init__(self, button: QPushButton | QToolButton, name: str, theme: Theme, token: str) -> None:
        super().__init__(button)
        self._button, self._name, self._theme, self._token = button, name, theme, token
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        tokens = self._theme.tokens
        self._button.setIcon(icon(self._name, tokens.color(self._token), tokens.color("edge")))
        self._button.setIconSize(QSize(16, 16))

    def show(self, name: str, token: str) -> None:
        """Another icon, another tone."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.dress()


def push(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """A push button; `kind` is `primary` or `quiet`."""
    button = QPushButton(text, parent)
    button.setProperty("kind", kind)
    button.setAutoDefault(False)
    return button


def tool(theme: Theme, image: str, name: str, hint: str = "", parent: QWidget | None = None) -> QToolButton:
    """A button with an icon and a name for the ear; the tool tip shows both to the eye."""
    button = QToolButton(parent)
    button.setProperty("kind", "quiet")
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({hint})" if hint else name)
    if hint:
        button.setAccessibleDescription(hint)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    Iconed(button, image, theme, "muted")
    return button


def follow(button: QPushButton | QToolButton, action: QAction) -> None:
    """A button that does what an action does, and is enabled when it is."""
    button.clicked.connect(action.trigger)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    shortcut = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
    if shortcut:
        button.setToolTip(f"{action.toolTip() or action.text()} ({shortcut})")
        button.setAccessibleDescription(shortcut)
    button.setWhatsThis(action.whatsThis())


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line across."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line


class EmptyState(QWidget):
    """What stands where nothing is yet: one sentence, at most one action."""

    def __init__(self, text: str, button: QPushButton | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(text, self)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setProperty("kind", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.label)
        if button is not None:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def set_text(self, text: str) -> None:
        self.label.setText(text)
