"""Background parts of a running window: checks, crash report, end signals. Imported after the first paint, all at once."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import load_bundled
from provesvar_gui.platform import process, spool
from provesvar_gui.platform.logs import configure_logs, hook_crashes, log_crash
from provesvar_gui.platform.runtime import Runtime
from provesvar_gui.ui import qt_setup
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.global_shortcut import GlobalShortcut
from provesvar_gui.ui.handover import HandOverListener
from provesvar_gui.ui.main_window import WindowServices
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.session_lock import SessionLock, system_source
from provesvar_gui.ui.startup import StartupChecks
from provesvar_gui.ui.system import PlatformBrowser, make_types, system_proxies
from provesvar_gui.ui.tray import TrayController
from provesvar_gui.ui.widgets import Guard
from provesvar_gui.wiring.audit import record_start
from provesvar_gui.wiring.sandbox_process import drill
from provesvar_gui.wiring.user_files import UserFiles

if TYPE_CHECKING:
    from provesvar_gui.platform.handover.place import Instance
    from provesvar_gui.settings.settings import Settings
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings
    from provesvar_gui.wiring.backend import BackendFactory
    from provesvar_gui.wiring.configuration import Configuration
    from provesvar_gui.wiring.maintenance import SystemMaintenance


class Running(QObject):
    """Created right after the first paint; ``begin`` after typed input is handled, ``begin_checks`` when all is loaded."""

    def __init__(self, window: MainWindow, configuration: Configuration, settings: Settings, trouble: AppError | None) -> None:
        super().__init__(window)
        self._window, self._options, self._configuration = window, configuration.options, configuration
        self._settings, self._trouble = settings, trouble
        self._tray: TrayController | None = None
        self._listening: HandOverListener | None = None
        self._shortcut: GlobalShortcut | None = None
        self._checks: StartupChecks | None = None
        self._backends: BackendFactory | None = None
        qt_setup.disable_recent_folders()
        process.before_secrets()
        configure_logs(configuration.places.logs)
        hook_crashes(at_hand=CrashReport(window).came)
        qt_setup.log_messages()
        record_start(settings, trouble, sandbox=configuration.options.sandbox)
        make_types()
        self._browser = PlatformBrowser(self)
        self._queue = JournalQueue()
        self._bridge = Bridge(Runtime(on_crash=log_crash), lambda tell: self._made()[0](tell))
        self._files = UserFiles(configuration.places)
        self.services = WindowServices(self._bridge, self._files, lambda: self._made()[1])

    def fill_roles(self) -> None:
        self._window.form.role.set_roles(load_bundled())

    def begin(self, instance: Instance) -> None:
        """Hear of the system, and of other programs of the same user: a second start, the EPJ, the end of the session."""
        self._window.lock.use_system(SessionLock(system_source(os.environ), self._window))
        qt_setup.set_window_icon(practice=self._options.sandbox)  # for desktops that do not take the icon from the desktop entry
        self._tray = TrayController(self._window)
        self._window.controller.settings_reader.settled.connect(self._use)
        self._use(self._configuration.of_window(self._settings, self._trouble))
        self._listening = HandOverListener(self._window, instance, self)
        self._listening.start(from_stdin=self._options.patient_from_stdin)
        if sys.platform != "win32":
            EndSignals(self._window).came.connect(self._quit)

    def begin_checks(self) -> None:
        self._checks = StartupChecks(
            self._window, drill_command=drill(self._settings.ui.language), while_stdin=self._options.while_stdin
        )
        self._checks.begin()

    def end(self) -> None:
        """Release the key and the first instance's lock early: the next start needs them. A silent printer delays nothing."""
        ending = time.monotonic()
        if self._shortcut is not None:
            self._shortcut.stop()
        if self._listening is not None:
            self._listening.stop()
        if self._checks is not None:
            self._checks.end()
        self._bridge.close()
        if self._backends is not None:
            self._backends.sandbox.stop()
        self._files.keep_window(bytes(self._window.saveGeometry().data()))
        self._files.end(ending)
        jobs.end(ending)
        spool.end()

    @cache  # noqa: B019 - one for the run of the program
    def _made(self) -> tuple[BackendFactory, SystemMaintenance]:
        # Asked for on the runtime thread alone: 0.2 s of imports, for which the window does not wait.
        from provesvar_gui.platform.http_client import prefer_environment
        from provesvar_gui.wiring.backend import BackendFactory
        from provesvar_gui.wiring.maintenance import SystemMaintenance

        proxy_for = prefer_environment(system_proxies)
        given, browser = self._configuration, self._browser.open
        read = self._settings if self._trouble is None else None
        make = self._backends = BackendFactory(given, read, queue=self._queue, proxy_for=proxy_for, open_page=browser)
        practice = make.sandbox.addresses
        return make, SystemMaintenance(given, keys=make.keys, practice=practice, proxy_for=proxy_for, open_page=browser)

    def _use(self, settings: WindowSettings) -> None:
        """Where the settings say so, the program is there without its window: in the tray, and by a key in every program."""
        if self._tray is not None:
            self._tray.use(settings)
        if self._shortcut is None and settings.values.ui.global_shortcut:
            self._shortcut = GlobalShortcut(self._window)
        if self._shortcut is not None:
            self._shortcut.use(settings.values.ui.global_shortcut)

    def _quit(self) -> None:
        """The system asks for the program's end: as its key, and no window that is open keeps it up."""
        if self._tray is not None:
            self._tray.quit()
        QApplication.exit(0)


class CrashReport(QObject):
    """Says that something went wrong in the program itself, where a key or a button else would do nothing and say nothing."""

    _came = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._report_guard = Guard(5000)  # what fails again and again (a painting, a timer) is told once
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # whatever failed has ended by then

    def came(self, _type_name: str, _places: str) -> None:
        """An unexpected exception on the window's thread."""
        if isValid(self) and not self._report_guard.too_soon:  # else the window is gone
            self._came.emit()
        self._report_guard.begin()

    def _tell(self) -> None:
        if not self._window.closed:
            self._window.controller.show_error(AppError(ErrorCode.INTERNAL, "an exception that nobody caught"))


class EndSignals(QObject):
    """SIGTERM, SIGHUP and SIGINT, by which a desktop ends programs, delivered on the window's thread.

    Python runs a handler of its own only between two of its instructions, and there may be none for hours while Qt waits: so the
    system writes a byte for each signal into a pipe, and Qt waits for that. Several may come; none of them ends the program
    before it has revoked its tokens, which takes half a second at most. One that was ignored at the start stays ignored (nohup).
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pipe, written = os.pipe()
        for end in (self._pipe, written):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(written, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._pipe, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda _number, _frame: None)

    def _read(self) -> None:
        os.read(self._pipe, 64)
        self.came.emit()
