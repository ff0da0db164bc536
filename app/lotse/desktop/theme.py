"""The look: every colour, distance and text size of the window, and how they become a palette and a style sheet.

Owns the tokens; nothing else in `desktop` names a colour or a distance. Must not know any widget of Lotse but by object
name or property. With high contrast asked for, the system's own colours are used and the style sheet names none.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette

from lotse import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Scheme = Literal["light", "dark"]
SchemeChoice = Literal["system", "light", "dark"]

# Distances in logical pixels.
XS, S, M, L, XL = 4, 8, 12, 16, 24
RADIUS = 6
FOCUS_WIDTH = 2
TARGET = 28
"""Height of a control: above the 24 px that a pointer target needs."""

SMALL_FACTOR, TITLE_FACTOR = 0.88, 1.22


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme: paper, five greys from canvas to ink, one accent, three states with a soft ground."""

    paper: str
    canvas: str
    line: str
    edge: str
    muted: str
    ink: str
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    success: str
    success_soft: str

    def color(self, name: str) -> QColor:
        return QColor(str(getattr(self, name)))


LIGHT = Tokens(
    paper="#ffffff",
    canvas="#f4f6f8",
    line="#dfe4e9",
    edge="#868f99",
    muted="#566270",
    ink="#18212b",
    accent="#0b5f77",
    accent_strong="#084b5e",
    on_accent="#ffffff",
    accent_soft="#e0f0f4",
    warning="#7d4a00",
    warning_soft="#fdf1dc",
    danger="#a3211b",
    danger_soft="#fce9e7",
    success="#1c6339",
    success_soft="#e4f3e9",
)

DARK = Tokens(
    paper="#1b2026",
    canvas="#13171c",
    line="#323a44",
    edge="#75808d",
    muted="#a5afbb",
    ink="#e8ecf0",
    accent="#6fc3da",
    accent_strong="#93d5e7",
    on_accent="#06222b",
    accent_soft="#173843",
    warning="#f0bd6a",
    warning_soft="#3a2c12",
    danger="#f59a93",
    danger_soft="#43211f",
    success="#86d1a0",
    success_soft="#1a3525",
)

SCHEMES: dict[Scheme, Tokens] = {"light": LIGHT, "dark": DARK}

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "canvas"),
    ("ink", "accent_soft"),
    ("ink", "warning_soft"),
    ("ink", "danger_soft"),
    ("ink", "success_soft"),
    ("muted", "paper"),
    ("muted", "canvas"),
    ("muted", "accent_soft"),
    ("accent", "paper"),
    ("accent", "canvas"),
    ("accent", "accent_soft"),
    ("accent_strong", "paper"),
    ("accent_strong", "canvas"),
    ("accent_strong", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("warning", "paper"),
    ("warning", "canvas"),
    ("warning", "warning_soft"),
    ("warning", "accent_soft"),
    ("danger", "paper"),
    ("danger", "canvas"),
    ("danger", "danger_soft"),
    ("success", "paper"),
    ("success", "canvas"),
    ("success", "success_soft"),
)
"""Every (text, ground) pair that is drawn somewhere: at least 4.5:1."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("edge", "paper"),
    ("edge", "canvas"),
    ("accent", "paper"),
    ("accent", "canvas"),
    ("accent", "accent_soft"),
)
"""Borders of fields and the focus ring against their grounds: at least 3:1."""


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (1..21) as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    parsed = QColor(color)
    return 0.2126 * linear(parsed.redF()) + 0.7152 * linear(parsed.greenF()) + 0.0722 * linear(parsed.blueF())


class Theme(QObject):
    """The look in use. Lives on the main thread; one per application.

    Signals: `changed` after palette, style sheet and tokens have been exchanged.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: SchemeChoice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice: SchemeChoice = choice
        self.tokens = LIGHT
        self.high_contrast = False
        self.reduced_motion = False
        base = app.font()
        if base.pointSizeF() < 10:
            base.setPointSizeF(10)
        self.body = QFont(base)
        self.small = QFont(base)
        self.small.setPointSizeF(base.pointSizeF() * SMALL_FACTOR)
        self.title = QFont(base)
        self.title.setPointSizeF(base.pointSizeF() * TITLE_FACTOR)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.strong = QFont(base)
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.small_strong = QFont(self.small)
        self.small_strong.setWeight(QFont.Weight.DemiBold)
        app.setFont(base)
        app.setStyle("Fusion")
        # One reference to each for good: a second chained call hands out an object that is deleted already.
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_changed)
        self._dressed: tuple[Scheme, bool] | None = None
        self.choose(choice)

    @property
    def choice(self) -> SchemeChoice:
        return self._choice

    @property
    def scheme(self) -> Scheme:
        return "dark" if self.tokens is DARK else "light"

    def choose(self, choice: SchemeChoice) -> None:
        """Use a scheme, or follow the system."""
        self._choice = choice
        wanted = {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }[choice]
        self._hints.setColorScheme(wanted)
        self._on_system_changed()

    def _on_system_changed(self) -> None:
        system = self._hints.colorScheme()
        scheme: Scheme = "dark" if system == Qt.ColorScheme.Dark else "light"
        if self._choice != "system":
            scheme = self._choice
        self.high_contrast = self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
        self.reduced_motion = self._accessibility.motionPreference() == Qt.MotionPreference.ReducedMotion
        if self._dressed == (scheme, self.high_contrast):
            return
        self._dressed = (scheme, self.high_contrast)
        system_palette = self._app.style().standardPalette()
        self.tokens = tokens_of(system_palette) if self.high_contrast else SCHEMES[scheme]
        self._app.setPalette(system_palette if self.high_contrast else palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens, self.small, self.title))
        self.changed.emit()


def tokens_of(palette: QPalette) -> Tokens:
    """Tokens that use nothing but the system's own roles, for high contrast."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    role = QPalette.ColorRole
    ink, ground = name(role.WindowText), name(role.Window)
    special = {
        "paper": ground,
        "canvas": ground,
        "accent": ink,
        "accent_strong": ink,
        "on_accent": ground,
        "accent_soft": ground,
        "warning_soft": ground,
        "danger_soft": ground,
        "success_soft": ground,
    }
    return Tokens(**{f.name: special.get(f.name, ink) for f in fields(Tokens)})


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that Fusion draws with."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, token in (
        (role.Window, "canvas"),
        (role.WindowText, "ink"),
        (role.Base, "paper"),
        (role.AlternateBase, "canvas"),
        (role.Text, "ink"),
        (role.Button, "paper"),
        (role.ButtonText, "ink"),
        (role.BrightText, "danger"),
        (role.ToolTipBase, "ink"),
        (role.ToolTipText, "paper"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.PlaceholderText, "muted"),
        (role.Mid, "line"),
        (role.Midlight, "line"),
        (role.Dark, "edge"),
        (role.Light, "paper"),
        (role.Shadow, "line"),
    ):
        palette.setColor(target, tokens.color(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, tokens.color("edge"))
    return palette


def style_sheet(t: Tokens, small: QFont, title: QFont) -> str:
    """The style sheet. Widgets say what they are by the properties `tone` and `kind`, never by a colour."""
    line_height = QFontMetrics(small).height()
    chevron = (paths.resources() / "icons" / "chevron.svg").as_posix()
    quiet = 'QPushButton[kind="quiet"]', 'QToolButton[kind="quiet"]'
    quiet_hover = ", ".join(f"{button}:hover" for button in quiet)
    quiet_hover_on_canvas = ", ".join(f'QWidget[tone="canvas"] {button}:hover' for button in quiet)
    quiet_focus = ", ".join(f"{button}:focus" for button in quiet)
    quiet_disabled = ", ".join(f"{button}:disabled" for button in quiet)
    return f"""
* {{ outline: none; }}
QWidget[tone="paper"] {{ background: {t.paper}; }}
QWidget[tone="canvas"] {{ background: {t.canvas}; }}
QLabel[kind="title"] {{ font-size: {title.pointSizeF():.1f}pt; font-weight: 600; color: {t.ink}; }}
QLabel[kind="small"] {{ font-size: {small.pointSizeF():.1f}pt; color: {t.muted}; }}
QLabel[kind="warning"] {{ font-size: {small.pointSizeF():.1f}pt; color: {t.warning}; }}
QLabel[kind="heading"] {{ font-weight: 600; color: {t.ink}; }}
QFrame[kind="rule"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[kind="card"] {{ background: {t.paper}; border: 1px solid {t.line}; border-radius: {RADIUS + 2}px; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:hover, QSplitter::handle:pressed {{ background: {t.accent}; }}

QListView {{ background: transparent; border: none; padding: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{
  background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge}; border-radius: {RADIUS}px;
  padding: {XS}px {S}px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QComboBox {{ min-height: {max(TARGET - 8, round(line_height * 1.2))}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {{
  border: {FOCUS_WIDTH}px solid {t.accent}; padding: {XS - 1}px {S - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ border-color: {t.line}; background: transparent; }}
QLineEdit[kind="title"] {{ font-size: {title.pointSizeF():.1f}pt; font-weight: 600; border-color: transparent;
  background: transparent; padding: 1px {XS}px; min-height: {XL + 2}px; }}
QLineEdit[kind="title"]:hover {{ border-color: {t.line}; }}
QLineEdit[kind="title"]:focus {{ border-color: {t.accent}; background: {t.paper}; padding: 0 {XS - 1}px; }}
QTextEdit[kind="reading"] {{ border-color: transparent; background: transparent; }}
QTextEdit[kind="reading"]:focus {{ border-color: {t.accent}; }}
QComboBox::drop-down {{ border: none; width: {XL}px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: {M}px; height: {M}px; }}
QComboBox QAbstractItemView {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge};
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}

QPushButton, QToolButton {{
  background: {t.paper}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
  padding: {XS}px {M}px; min-height: {TARGET - 10}px; }}
QToolButton {{ padding: {XS}px {XS + 1}px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.canvas}; border-color: {t.accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.accent_soft}; }}
QPushButton:focus {{ border: {FOCUS_WIDTH}px solid {t.accent}; padding: {XS - 1}px {M - 1}px; }}
QToolButton:focus {{ border: {FOCUS_WIDTH}px solid {t.accent}; padding: {XS - 1}px {XS}px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.edge}; border-color: {t.line}; background: transparent; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
  font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_strong}; border-color: {t.accent_strong}; }}
QPushButton[kind="primary"]:focus {{ border-color: {t.ink}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.line}; color: {t.muted}; border-color: {t.line}; }}
{", ".join(quiet)} {{ background: transparent; border-color: transparent; color: {t.muted}; }}
{quiet_hover} {{ color: {t.ink}; background: {t.canvas}; border-color: {t.line}; }}
{quiet_hover_on_canvas} {{ background: {t.paper}; }}
QPushButton[kind="quiet"]:checked {{ color: {t.ink}; font-weight: 600; }}
{quiet_focus} {{ border-color: {t.accent}; color: {t.ink}; }}
{quiet_disabled} {{ color: {t.edge}; border-color: transparent; background: transparent; }}
QPushButton[fit="narrow"] {{ padding: {XS}px {XS + 1}px; }}
QPushButton[fit="narrow"]:focus {{ padding: {XS - 1}px {XS}px; }}
QPushButton[kind="quiet"][align="left"] {{ text-align: left; padding-left: {S}px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QProgressBar {{ background: {t.line}; border: none; border-radius: {XS}px; min-height: {S}px; max-height: {S}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {XS}px; }}

QFrame[kind="bar"] {{ background: {t.accent_soft}; border: none; border-radius: {RADIUS}px; }}
QFrame[kind="bar"][mood="warning"] {{ background: {t.warning_soft}; }}
QFrame[kind="bar"][mood="danger"] {{ background: {t.danger_soft}; }}
QFrame[kind="bar"][mood="success"] {{ background: {t.success_soft}; }}
QFrame[kind="bar"] QLabel {{ color: {t.ink}; background: transparent; }}

QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; padding: {S}px {L}px;
  border: {FOCUS_WIDTH}px solid transparent; border-bottom: {FOCUS_WIDTH}px solid transparent; }}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; font-weight: 600; }}
QTabBar::tab:focus {{ border: {FOCUS_WIDTH}px solid {t.accent}; border-radius: {XS}px; }}

QMenu {{ background: {t.paper}; color: {t.ink}; border: 1px solid {t.edge}; padding: {XS}px; }}
QMenu::item {{ padding: {XS + 2}px {XL}px {XS + 2}px {M}px; border-radius: {XS}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.edge}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {XS}px {S}px; }}

QDialog {{ background: {t.paper}; }}
QToolTip {{ background: {t.ink}; color: {t.paper}; border: none; padding: {XS}px {S}px; }}
QScrollBar:vertical {{ background: transparent; width: {M}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; margin: 2px;
  min-height: {line_height * 2}px; }}
QScrollBar::handle:vertical:hover {{ background: {t.edge}; }}
QScrollBar:horizontal {{ background: transparent; height: {M}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: 4px; min-width: {XL}px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
