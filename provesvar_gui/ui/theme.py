"""The look as code: colours, type, measures, and the palette and style sheet that are made of them. No other file has any.

* ``current()``: the colours of the scheme on the screen. A widget that paints asks for them at every paint.
* ``font(Type.VALUE, digits=True)`` for painters, ``set_font(widget, Type.SMALL)`` for widgets: in the text size that is chosen.
  ``digits``: figures of equal width, for values, times, ages and cells only: the hyphen of a word grows with them.
* ``px(36)``: a measure that grows with the text: heights of rows, chips, icons, columns. ``SPACE`` and ``RADIUS`` do not grow.
* A push button has a property ``kind``: "primary" (one for each screen), "secondary" (where none is set), "quiet" (no border),
  "flag" (what is logged or cannot be undone), "act" (the same, solid: the one that does it), "bar" (on the patient bar),
  "segment" (of a row of choices; "segment last"): ``set_kind(button, "quiet")``.
* ``colour(application, DARK)`` shows a scheme, ``install(application)`` the one that the user or the system asks for.

Every text has at least 4.5:1 against each ground it stands on, every mark 3:1 (WCAG 2.2, 1.4.3 and 1.4.11): a test computes them.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QResizeEvent

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QPushButton, QWidget

ARROWS: Final = (("Left", "←"), ("Right", "→"))  # of keys, in portable form
SPACE: Final = {"hair": 2, "tight": 4, "small": 8, "medium": 12, "large": 16, "wide": 24}  # device-independent pixels
RADIUS: Final = {"chip": 4, "control": 6, "card": 8, "pill": 11, "sheet": 12}
FAMILY: Final = "Provesvar Sans"  # resources/fonts: Inter, with its clearer l and I
WEIGHTS: Final = ("Regular", "Medium", "SemiBold", "Bold")
LARGEST: Final = 2.0  # times the size of the text
_WINDOWS: Final = sys.platform == "win32"
_BODY_POINTS: Final = 14.0 if sys.platform == "darwin" else 10.5  # 14 pixels: a point is one there, elsewhere 4/3
_FONT: Final = "typeOfText"  # the property of a widget that keeps which font of the scale it has


class Colours(NamedTuple):  # a dataclass of so many fields takes 2 ms of the time to the first paint
    """One scheme. The name is the purpose of a colour; its meaning is always in a word or a mark, too."""

    page: str  # behind everything
    surface: str  # cards, lists, inputs, rows of tools
    sunken: str  # heads of tables, what cannot be used
    ink: str
    ink2: str  # secondary text, icons, status
    hint: str  # of an empty input: not to be taken for something typed
    line: str  # between things; not the edge of a control
    edge: str  # of a control: 3:1
    grid: str  # behind a curve
    accent: str  # the ground of the primary button
    on_accent: str
    accent_text: str  # links, the chosen tab, focus
    accent_ground: str  # the chosen row
    flag: str  # what the laboratory marked
    flag_ground: str
    flag_mark: str  # an edge, not text
    danger: str  # what failed, nothing else
    danger_ground: str
    ok: str
    bar: str  # the patient bar
    on_bar: str
    on_bar2: str
    bar_line: str
    band: str  # the reference range of a curve
    band_line: str
    trend: str  # curves and their points
    sand: str  # the strip of sandbox and test, nothing else
    sand2: str
    on_sand: str


LIGHT: Final = Colours(
    page="#f2f5f6", surface="#ffffff", sunken="#e9eef0", ink="#15191b", ink2="#4a5559", line="#d3dbde", edge="#717e84",
    grid="#d3dbde", hint="#4a5559", accent="#126f87", on_accent="#ffffff", accent_text="#0b5c70", accent_ground="#e1f1f5",
    flag="#8a4000", flag_ground="#ffefdb", flag_mark="#c4660a", danger="#a31f0e", danger_ground="#fdebe6", ok="#0a6a3b",
    bar="#0b3f4c", on_bar="#ffffff", on_bar2="#bcd9e0", bar_line="#6fa0ac",
    band="#e4ebee", band_line="#6c7f87", trend="#2c5f6e", sand="#5b22a6", sand2="#6f3cb5", on_sand="#ffffff",
)  # fmt: skip
DARK: Final = Colours(
    page="#101416", surface="#1a1f22", sunken="#14191b", ink="#eef2f3", ink2="#aebabf", line="#333d42", edge="#7f8c92",
    grid="#333d42", hint="#aebabf", accent="#1a7c95", on_accent="#ffffff", accent_text="#7fd0e4", accent_ground="#12343d",
    flag="#ffbf78", flag_ground="#3a2910", flag_mark="#e3902f", danger="#ffab9b", danger_ground="#421d17", ok="#82d3a3",
    bar="#0e2f38", on_bar="#ffffff", on_bar2="#a9cbd4", bar_line="#6fa0ac",
    band="#2b3539", band_line="#7d8d94", trend="#8fc9d8", sand="#c7a6fb", sand2="#b48df2", on_sand="#1b0a36",
)  # fmt: skip
CONTRAST: Final = Colours(
    page="#000000", surface="#000000", sunken="#000000", ink="#ffffff", ink2="#ffffff", line="#ffffff", edge="#ffffff",
    grid="#6b6b6b", hint="#bfbfbf", accent="#ffffff", on_accent="#000000", accent_text="#7df9ff", accent_ground="#002b36",
    flag="#ffd400", flag_ground="#000000", flag_mark="#ffd400", danger="#ff9c8f", danger_ground="#000000", ok="#7dff9c",
    bar="#000000", on_bar="#ffffff", on_bar2="#ffffff", bar_line="#ffffff",
    band="#3a3a3a", band_line="#ffffff", trend="#7df9ff", sand="#e0b3ff", sand2="#c98cf7", on_sand="#000000",
)  # fmt: skip
PAPER: Final = LIGHT._replace(  # black and grey on white: a printer may have nothing else
    page="#ffffff", sunken="#ececec", ink="#000000", ink2="#454545", line="#c4c4c4", edge="#767676", grid="#c4c4c4",
    accent_text="#000000", flag="#000000", flag_ground="#ffffff", flag_mark="#000000",
    band="#ececec", band_line="#767676", trend="#000000",
)  # fmt: skip
PAPER_POINTS: Final = {"text": 9.0, "wide": 8.0, "axis": 8.0}  # "wide": a table of many columns


class Type(Enum):
    """The kind of a text: pixels, line height of prose, weight. Nothing is smaller than ``SMALL``."""

    FIELD = (28, 34, 600)  # the number in the form
    TITLE = (24, 32, 600)
    HEADING = (20, 26, 600)  # the patient bar, the head of a report
    VALUE = (18, 24, 600)
    READING = (15, 23, 400)  # prose of radiology and pathology
    BODY = (14, 20, 400)
    TABLE = (13, 18, 400)
    SMALL = (12, 16, 400)  # units, ages, axes, keys

    def __init__(self, pixels: int, _line: int, weight: int) -> None:
        self.pixels, self.weight = pixels, weight


_shown = LIGHT
_judged: tuple[int, Colours] = (-1, LIGHT)  # the key of a palette, and whose it is
_text_size = 1.0
_scheme = "system"
_CHOSEN: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_fonts: dict[tuple[str, float, int, bool], QFont] = {}


def current() -> Colours:
    """The colours on the screen now. Asked for at every paint: judged anew when the palette is another."""
    global _judged  # one palette for the whole program
    shown = QGuiApplication.palette()
    key = shown.cacheKey()
    if key != _judged[0]:
        ground, text = shown.window().color(), shown.windowText().color()
        known = [each for each in (_shown, LIGHT, DARK, CONTRAST) if (each.page, each.ink) == (ground.name(), text.name())]
        _judged = key, known[0] if known else DARK if text.lightness() > ground.lightness() else LIGHT
    return _judged[1]


def asked_for(application: QApplication) -> Colours:
    if _scheme in _CHOSEN:
        return _CHOSEN[_scheme]
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        if not _WINDOWS:
            return CONTRAST
        application.setPalette(QPalette())  # what the system's is, once ours is away
        return of_system(application.palette())
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def set_scheme(application: QApplication, scheme: str) -> None:
    global _scheme
    if scheme != _scheme:
        _scheme = scheme
        colour(application, asked_for(application))


def of_system(system: QPalette) -> Colours:
    """Windows' high contrast, with the user's own colours, and no tint: what is marked has a sign and a line."""
    role = QPalette.ColorRole
    ground, ink, chosen, on_chosen = (
        system.color(which).name() for which in (role.Window, role.WindowText, role.Highlight, role.HighlightedText)
    )
    unused = system.color(QPalette.ColorGroup.Disabled, role.WindowText).name()
    on = {"accent": chosen, "on_accent": on_chosen, "on_sand": ground, "hint": unused}
    grounds = {"page", "surface", "sunken", "accent_ground", "flag_ground", "danger_ground", "bar", "band"}
    return Colours(**{name: on.get(name, ground if name in grounds else ink) for name in Colours._fields})


def palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    result = QPalette(QColor(colours.surface), QColor(colours.page))
    for which, name in {
        role.Window: colours.page,
        role.WindowText: colours.ink,
        role.Base: colours.surface,
        role.AlternateBase: colours.surface,
        role.Text: colours.ink,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.ink,
        role.PlaceholderText: colours.hint,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent_text,
        role.LinkVisited: colours.accent_text,
        role.BrightText: colours.danger,
    }.items():
        result.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.hint))
    for which in (role.Base, role.Button):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.sunken))
    return result


def style_sheet(colours: Colours) -> str:
    c, radius = colours, RADIUS["control"]
    return f"""
QPushButton {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge}; border-radius: {radius}px; }}
QPushButton {{ padding: 6px 11px; outline: none; }}
QPushButton:hover {{ background: {c.accent_ground}; }}
QPushButton:pressed, QPushButton:checked {{ background: {c.accent_ground}; border-color: {c.accent_text}; }}
QPushButton:focus {{ border: 2px solid {c.accent_text}; padding: 5px 10px; }}
QPushButton:disabled {{ background: {c.sunken}; color: {c.hint}; border-color: {c.line}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ border-color: {c.ink}; }}
QPushButton[kind="primary"]:focus, QPushButton[kind="act"]:focus {{ border-color: {c.accent_text}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {c.accent_text}; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ border-color: {c.line}; }}
QPushButton[kind="quiet"]:checked {{ background: {c.accent_ground}; border-bottom: 3px solid {c.accent_text}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {c.accent_text}; }}
QPushButton[kind="flag"] {{ background: {c.flag_ground}; color: {c.flag}; border-color: {c.flag_mark}; }}
QPushButton[kind="flag"]:focus {{ border-color: {c.flag}; }}
QPushButton[kind="act"] {{ background: {c.flag}; color: {c.surface}; border-color: {c.flag}; }}
QPushButton[kind="bar"] {{ background: transparent; color: {c.on_bar}; border-color: {c.bar_line}; }}
QPushButton[kind="bar"]:hover, QPushButton[kind="bar"]:focus {{ border-color: {c.on_bar}; }}
QPushButton[kind~="segment"] {{ border-radius: 0; margin-right: -1px; padding: 6px 10px; }}
QPushButton[kind~="last"] {{ margin-right: 0; }}
QPushButton[kind~="segment"]:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton[kind~="segment"]:focus {{ border-color: {c.ink}; padding: 5px 9px; }}
QPushButton[kind]:disabled {{ background: {c.sunken}; color: {c.hint}; border: 1px dashed {c.line}; }}
QPushButton[kind="act"]:disabled {{ border-color: {c.edge}; }}
QPushButton[kind="quiet"]:disabled {{ background: transparent; border-color: transparent; }}
QLabel[quotation="true"] {{ border: 0 solid {c.edge}; border-left-width: 3px; padding-left: 9px; }}
QLabel[step] {{ background: {c.surface}; border: 1px solid {c.edge}; border-radius: 11px; }}
QLabel[step="open"] {{ background: {c.accent}; border-color: {c.accent}; }}
#messageRow QPushButton {{ padding: 2px 11px; }}
#drillMark QPushButton {{ padding: 0 11px; border: 0; }}
#formPage #statusBanner QPushButton[kind="quiet"] {{ padding: 2px 3px; }}
#formPage #statusBanner #copyReferenceButton {{ padding: 3px; }}
#overviewPane QPushButton[kind="quiet"], #flowsheetApart {{ padding: 2px 11px; }}
#overviewPeriod::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ background: transparent; color: {c.ink}; border: 1px solid transparent; border-radius: {radius}px; padding: 5px; }}
QToolButton:hover {{ border-color: {c.edge}; }}
QToolButton:checked, QToolButton:pressed {{ background: {c.accent_ground}; border-color: {c.accent_text}; }}
QToolButton:focus {{ border: 2px solid {c.accent_text}; padding: 4px; }}
QToolButton:disabled {{ color: {c.hint}; }}
#filterPanel {{ border: 1px solid {c.edge}; }}
#trendOwnScale {{ color: {c.accent_text}; padding: 0; }}
QLineEdit {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge}; border-radius: {radius}px; padding: 6px 7px; }}
QLineEdit:focus {{ border: 2px solid {c.accent_text}; padding: 5px 6px; }}
QLineEdit {{ placeholder-text-color: {c.hint}; }}
QLineEdit[wrong="true"] {{ border: 2px solid {c.danger}; padding: 5px 6px; }}
QLineEdit:disabled {{ background: {c.sunken}; color: {c.hint}; border-color: {c.line}; }}
QComboBox QLineEdit {{ border: 0; padding: 0; background: transparent; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.edge}; border-radius: 8px; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.accent_text}; }}
QRadioButton::indicator:disabled {{ background: {c.sunken}; border-style: dashed; }}
ChoiceCard {{ background: {c.surface}; border: 1px solid {c.surface}; border-radius: {radius}px; padding: 5px 11px; }}
ChoiceCard[framed="true"] {{ border-color: {c.edge}; border-radius: {RADIUS["card"]}px; padding-top: 11px; }}
ChoiceCard:checked {{ background: {c.accent_ground}; outline: none; }}
ChoiceCard:checked, ChoiceCard:focus {{ border: 2px solid {c.accent_text}; padding: 4px 10px; }}
ChoiceCard[framed="true"]:checked, ChoiceCard[framed="true"]:focus {{ border-color: {c.accent_text}; padding-top: 10px; }}
ChoiceCard[framed="true"]:checked:focus {{ border: 3px solid {c.accent_text}; padding: 9px 9px 3px 9px; }}
ChoiceCard[wrong="true"] {{ border-color: {c.danger}; }}
ChoiceCard::indicator {{ subcontrol-origin: content; subcontrol-position: top left; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {c.ink2}; border: 0 solid transparent; border-width: 3px 0; padding: 6px 12px; }}
QTabBar::tab:hover {{ color: {c.ink}; }}
QTabBar::tab:selected {{ color: {c.accent_text}; border-bottom-color: {c.accent_text}; }}
QTabBar QToolButton {{ background: {c.surface}; border: 1px solid {c.edge}; padding: 0; }}
QTabBar::tab:focus {{ background: {c.accent_ground}; border-top-color: {c.accent_text}; }}
QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {RADIUS["chip"]}px; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::item:disabled {{ color: {c.hint}; background: transparent; }}
QMenu::indicator:non-exclusive:unchecked {{ width: 11px; height: 11px; border: 1px solid {c.edge}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
#rolePickerList, #organisationPickerList {{ border: 1px solid {c.edge}; }}
#rolePickerList::item, #organisationPickerList::item {{ padding: 3px; }}
QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge}; padding: 4px 6px; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {c.ink2}; }}
QScrollBar::handle:vertical {{ min-height: 30px; }}
QScrollBar::handle:horizontal {{ min-width: 30px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
#helpScroll, #guidePage {{ border: 0 solid {c.line}; border-bottom-width: 1px; padding-bottom: 8px; }}
Sheet QListWidget, Sheet QTreeView {{ border: 0; }}
Sheet QScrollArea[kind="detail"] {{ border: 0; border-top: 1px solid {c.line}; }}
QAbstractScrollArea::corner, #flowsheetNames, #flowsheetTimes {{ background: {c.surface}; border: 0; }}
Sheet QListWidget::item {{ border-left: 3px solid transparent; padding: 3px; }}
Sheet QListWidget::item:selected {{ background: {c.accent_ground}; color: {c.ink}; border-left-color: {c.accent_text}; }}
Sheet QHeaderView::section {{ background: {c.sunken}; color: {c.ink2}; border: 0; padding: 4px 8px; }}
Sheet QTreeView::item, Sheet QTreeView::item:selected {{ background: transparent; padding: 4px; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: 9px; margin: 0 4px; }}
QSplitter::handle:vertical {{ height: 9px; margin: 4px 0; }}
"""


def colour(application: QApplication, colours: Colours) -> None:
    global _shown
    _shown = colours
    application.setPalette(palette(colours))
    # Fusion draws the edge of a check box in the window's colour, darkened by 140 %, which nobody sees on a dark ground.
    check = palette(colours)
    check.setColor(QPalette.ColorRole.Window, QColor(colours.edge).lighter(140))
    application.setPalette(check, "QCheckBox")  # type: ignore[arg-type]  # a str: the stub is wrong
    application.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)  # fonts go from parent to child
    application.setStyleSheet(style_sheet(colours))
    _draw_icons_again(application)


def set_kind(button: QPushButton, kind: str) -> None:
    """The kind of a button ("primary", "secondary", "quiet", "flag", "bar"), also of one already shown."""
    set_property(button, "kind", kind)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # before it is shown nobody needs what styles know: 5 ms
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.update()


def arguments(name: str = "provesvar-gui") -> list[str]:
    """For the application object: its name, and the style. ``setStyle`` would load more of PySide's types."""
    return [name, "-style", "Fusion"]


def install(application: QApplication, *, scheme: str = "system", size: float = 1.0) -> None:
    """Set fonts and colours, now and whenever the system's colours change. ``scheme``, ``size``: the user's choice."""
    global _scheme, _text_size
    _scheme, _text_size = scheme, size
    _set_fonts(application, _family())
    colour(application, asked_for(application))
    hints = application.styleHints()
    for changed in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        changed.connect(lambda _now: follow(application))


def follow(application: QApplication) -> None:
    colour(application, asked_for(application))  # also from one contrast theme to another, of which no hint tells


def _family() -> str:
    """Of the bundled fonts; none where they cannot be read: the system's is used then."""
    try:
        loaded = [QFontDatabase.addApplicationFont(str(resource("fonts", f"ProvesvarSans-{weight}.ttf"))) for weight in WEIGHTS]
    except FileNotFoundError:
        return ""
    return "" if -1 in loaded else FAMILY


def _set_fonts(application: QApplication, family: str) -> None:
    """The ordinary font, of which all others are multiples. Where the system's is larger than usual, so is ours."""
    made = application.font()
    usual = {"win32": 9.0, "darwin": 13.0}.get(sys.platform, 11.0)
    if family:
        made.setFamilies([family])
    made.setPointSizeF(_BODY_POINTS * max(1.0, made.pointSizeF() / usual) * _text_size)
    _give_fonts(application, made)


def _give_fonts(application: QApplication, made: QFont) -> None:
    application.setFont(made)
    made.setWeight(QFont.Weight.Medium)
    for kind in ("QPushButton", "QToolButton", "QTabBar"):
        application.setFont(made, kind)  # type: ignore[arg-type]  # a str: the stub is wrong


def text_size() -> float:
    return _text_size


def set_text_size(application: QApplication, size: float) -> None:
    """Show everything larger: each widget gets its font anew, and lays itself out."""
    global _text_size
    size = min(max(size, 1.0), LARGEST)
    if size == _text_size:
        return
    made = application.font()
    made.setPointSizeF(made.pointSizeF() * size / _text_size)
    _text_size = size
    _give_fonts(application, made)
    for widget in application.allWidgets():
        if widget.property(_FONT):
            _dress(widget)
        application.postEvent(widget, QResizeEvent(widget.size(), widget.size()))  # by the size, much is shown or left out
    _draw_icons_again(application)


def _draw_icons_again(application: QApplication) -> None:
    icons = sys.modules.get("provesvar_gui.ui.icons")  # which imports this module
    for widget in application.allWidgets() if icons is not None else ():
        if icons is not None and widget.property("drawnIcon"):
            icons.redraw_icon(widget)


def px(pixels: float) -> int:
    return round(pixels * max(1.0, QGuiApplication.font().pointSizeF() / _BODY_POINTS))


def font(kind: Type, *, bold: bool = False, digits: bool = False) -> QFont:
    """A font of the scale. ``bold``: half bold, where it is not so anyway. ``digits``: figures of equal width."""
    return _font(kind.pixels, 600 if bold else kind.weight, digits)


def paper_font(kind: Type, shrink: float, *, bold: bool = False) -> QFont:
    """Without figures of equal width: in a PDF they are shapes that no program reads as numbers."""
    made = font(kind, bold=bold)
    made.setPixelSize(round(kind.pixels * shrink))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def set_font(widget: QWidget, kind: Type, *, bold: bool = False, digits: bool = False) -> None:
    widget.setProperty(_FONT, f"{kind.pixels} {600 if bold else kind.weight} {int(digits)}")
    _dress(widget)


def _dress(widget: QWidget) -> None:
    pixels, weight, digits = widget.property(_FONT).split()
    widget.setFont(_font(float(pixels), int(weight), digits == "1"))


def _font(pixels: float, weight: int, digits: bool) -> QFont:
    ordinary = QGuiApplication.font()
    wanted = (ordinary.family(), ordinary.pointSizeF() * pixels / Type.BODY.pixels, weight, digits)
    if wanted not in _fonts:
        ordinary.setPointSizeF(wanted[1])
        ordinary.setWeight(QFont.Weight(weight))
        if digits:
            ordinary.setFeature(QFont.Tag("tnum"), 1)
        _fonts[wanted] = ordinary
    return QFont(_fonts[wanted])
