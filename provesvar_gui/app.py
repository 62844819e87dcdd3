"""The composition root, which imports every layer: the window first, everything heavy after its first paint."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from provesvar_gui.patient.roles import NO_ROLES
from provesvar_gui.platform.clock import WALL
from provesvar_gui.ui import i18n, qt_setup, theme
from provesvar_gui.ui.main_window import MainWindow
from provesvar_gui.wiring.configuration import Configuration

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from provesvar_gui.options import Options
    from provesvar_gui.platform.handover.place import Instance
    from provesvar_gui.wiring.running import Running

APPLICATION_ID = "no.provesvar.Provesvar"
PRACTICE_ID = "no.provesvar.Provesvar.Practice"  # an entry of its own, so that no desktop shows it with the icon of the real one


def run(options: Options, instance: Instance, *, first_paint: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed. ``instance``: one of several. ``first_paint``: called once, for measurements."""
    qt_setup.use_own_dialogs()
    # X11 desktops find the desktop entry by this name, the others by that of the entry's file.
    name = "provesvar-practice" if options.sandbox else "provesvar-gui"
    application = QApplication(theme.arguments(name))
    application.setApplicationName("Prøvesvar")
    application.setDesktopFileName(PRACTICE_ID if options.sandbox else APPLICATION_ID)

    configuration = Configuration(options)
    settings, trouble = configuration.read_at_start()
    i18n.install(application, settings.ui.language)
    theme.install(application, scheme=settings.ui.scheme, size=settings.ui.text_size / 100)
    _keep_out_of_pictures(application, settings.privacy.screen_capture)

    @cache
    def running() -> Running:
        # 45 ms of imports, a third of the time to the first paint.
        from provesvar_gui.wiring.running import Running

        return Running(window, configuration, settings, trouble)

    window = MainWindow(configuration.of_window(settings, trouble), lambda: running().services, NO_ROLES, _today)
    restored = window.restoreGeometry(configuration.window_geometry() or b"")
    if first_paint is not None:
        window.firstPaint.connect(first_paint)
    window.firstPaint.connect(running)
    window.begun.connect(lambda: running().fill_roles())
    window.begun.connect(
        lambda: window.controller.settings_reader.settled.connect(
            lambda now: _keep_out_of_pictures(application, now.values.privacy.screen_capture)
        )
    )
    window.begun.connect(lambda: running().begin(instance), Qt.ConnectionType.QueuedConnection)
    window.loaded.connect(lambda: running().begin_checks())

    @cache
    def end() -> None:
        if not window.closed:
            window.close()
        if running.cache_info().currsize:
            running().end()
        instance.release()  # the next start is the first

    # Where Windows ends the session of the user, the process is gone when this has been told: ``exec`` never returns.
    application.aboutToQuit.connect(end)
    window.showMaximized() if window.fills_screen and not restored else window.show()
    try:
        return application.exec()
    finally:
        end()


def _keep_out_of_pictures(application: QApplication, screen_capture: str) -> None:
    """Where a policy says so: before there is a window, and whenever settings are read again."""
    if screen_capture == "exclude":
        from provesvar_gui.ui import system  # 2 ms of the time to the first paint, where no policy says so

        system.keep_out(application, system.exclude_on(sys.platform))


def _today() -> datetime.date:
    return WALL.now().astimezone().date()
