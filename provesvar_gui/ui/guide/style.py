"""How the guide looks, in both colour schemes, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from provesvar_gui.ui.theme import Scheme


def sheet(scheme: Scheme) -> str:
    """For ``QTextDocument``: the part of CSS that Qt knows. Sizes are the window's type's, so that they grow with it."""
    shades = scheme.shades
    action, warning, quiet = shades[Tone.ACTION], shades[Tone.WARNING], shades[Tone.SUBDUED]
    return f"""
    body {{ color: {scheme.text}; }}
    h1 {{ color: {scheme.text}; margin-top: 4px; margin-bottom: 10px; font-weight: 600; }}
    h2 {{ color: {action.text}; margin-top: 22px; margin-bottom: 6px; font-weight: 600; }}
    h3 {{ color: {scheme.text}; margin-top: 14px; margin-bottom: 4px; font-weight: 600; }}
    p {{ margin-top: 5px; margin-bottom: 5px; line-height: 130%; }}
    li {{ margin-bottom: 4px; line-height: 128%; }}
    ol, ul {{ margin-top: 4px; margin-bottom: 8px; }}
    kbd {{ font-family: {theme_family()}; font-weight: 600; color: {action.text}; background-color: {action.ground}; }}
    code {{ color: {scheme.text}; background-color: {scheme.alternate}; }}
    a {{ color: {action.text}; text-decoration: underline; }}
    p.lead {{ font-size: large; }}
    p.caption {{ color: {quiet.text}; margin-top: 2px; margin-bottom: 14px; }}
    p.picture {{ margin-top: 10px; margin-bottom: 0px; line-height: 100%; }}
    table {{ border-collapse: collapse; border-color: {scheme.line}; }}
    td, th {{ border: 1px solid {scheme.line}; }}
    td.warn {{ background-color: {warning.ground}; color: {warning.text}; }}
    td.note {{ background-color: {action.ground}; color: {scheme.text}; }}
    th {{ background-color: {scheme.alternate}; color: {scheme.text}; text-align: left; font-weight: 600; }}
    """


def theme_family() -> str:
    """The window's own type: keys are no code."""
    return f"'{QGuiApplication.font().family()}'"


def current() -> str:
    """For the screen now."""
    return sheet(theme.current())


def paper() -> str:
    """Paper is white."""
    return sheet(theme.LIGHT)
