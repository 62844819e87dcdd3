"""The composition root: the only module that knows every layer. Window first; everything heavy after its first paint."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import cache, cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtWidgets import QApplication

from provesvar_gui.domain.roles import NO_ROLES
from provesvar_gui.net.clock import WALL, SystemClock
from provesvar_gui.records.places import system_places
from provesvar_gui.records.spool_variable import settle
from provesvar_gui.ui import i18n, no_history, no_screen, theme
from provesvar_gui.ui.main_window import MainWindow
from provesvar_gui.ui.upkeep_later import LaterUpkeep
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.home import Home, Roles

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.handover.instance import Instance
    from provesvar_gui.options import Options
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.handover.listening import Listening
    from provesvar_gui.ui.handover.selected import GlobalShortcut
    from provesvar_gui.ui.residence import Residence
    from provesvar_gui.ui.shift.shift import Shift
    from provesvar_gui.ui.upkeep import Upkeep
    from provesvar_gui.ui.window_settings import WindowSettings
    from provesvar_gui.wiring.assembly import BackendFactory

APPLICATION_ID = "no.provesvar.Provesvar"
PRACTICE_ID = "no.provesvar.Provesvar.Practice"  # an entry of its own, so that no desktop shows it with the icon of the real one


def run(options: Options, instance: Instance, *, first_paint: Callable[[], None] | None = None) -> int:
    """Show the window and stay until it is closed. ``instance``: which of several. ``first_paint``: told once, for measuring."""
    settle(os.environ)
    no_history.at_start()
    # X11 desktops find the desktop entry by this name, the others by that of the entry's file.
    name = "provesvar-practice" if options.sandbox else "provesvar-gui"
    application = no_screen.told(lambda: QApplication(theme.arguments(name)))
    application.setApplicationName("Prøvesvar")
    application.setDesktopFileName(PRACTICE_ID if options.sandbox else APPLICATION_ID)

    places = system_places(sandbox=options.sandbox, drill=options.drill)
    configuration = Configuration(options, places)
    settings, trouble = configuration.read_at_start()
    i18n.install(application, settings.ui.language)
    theme.install(application)

    good = settings if trouble is None else None
    _keep_out_of_pictures(application, settings.privacy.screen_capture)
    work = _Work(application, lambda: _backend_factory(options, places, configuration, good))
    upkeep = LaterUpkeep(lambda: _make_upkeep(options, places, configuration, work))
    home = Home(places)
    window = MainWindow(configuration.of_window(settings, trouble), work.begin, NO_ROLES, Roles(home), _today, upkeep=upkeep)
    if first_paint is not None:
        window.firstPaint.connect(first_paint)
    window.firstPaint.connect(lambda: home.fill_roles(window))
    window.firstPaint.connect(lambda: _after_first_paint(window, places, settings, trouble, sandbox=options.sandbox))
    window.firstPaint.connect(lambda: _watch_seat(window), Qt.ConnectionType.QueuedConnection)
    window.firstPaint.connect(lambda: _put_mark(practice=options.sandbox), Qt.ConnectionType.QueuedConnection)
    outside = _Outside(window)
    window.firstPaint.connect(
        lambda: outside.begin(configuration.of_window(settings, trouble)), Qt.ConnectionType.QueuedConnection
    )
    shift = _Shift(window, options)
    window.firstPaint.connect(lambda: shift.begin(configuration.of_window(settings, trouble)), Qt.ConnectionType.QueuedConnection)
    others = _Others(window, instance, from_stdin=options.patient_from_stdin, gives_way=outside.gives_way)
    window.firstPaint.connect(others.listen, Qt.ConnectionType.QueuedConnection)  # what was typed meanwhile comes first
    if sys.platform != "win32":
        window.firstPaint.connect(
            lambda: EndSignals(window).came.connect(outside.quit), Qt.ConnectionType.QueuedConnection
        )  # before that there is nothing to end

    @cache
    def end() -> None:
        ending = time.monotonic()
        if not window.closed:
            window.close()
        outside.end()  # before the next start can be the first, and want the key
        others.end()
        shift.end()
        work.end()
        home.end(ending)
        _end_prints(ending)

    # Where Windows ends the session of the user, the process is gone when this has been told: ``exec`` never returns.
    application.aboutToQuit.connect(end)
    window.show()
    try:
        return application.exec()
    finally:
        end()


def _end_prints(since: float) -> None:
    """After all that the next start wants for itself: nobody waits for a printer that does not answer."""
    from provesvar_gui.records import spool

    if "provesvar_gui.ui.results.taking.jobs" in sys.modules:  # else nothing has been printed
        from provesvar_gui.ui.results.taking import jobs

        jobs.end(since)
    spool.end()


def _backend_factory(options: Options, places: Places, configuration: Configuration, settings: Settings | None) -> BackendFactory:
    from provesvar_gui.wiring.assembly import BackendFactory

    return BackendFactory(options, places, configuration, settings)


def _make_upkeep(options: Options, places: Places, configuration: Configuration, work: _Work) -> Upkeep:
    """What needs no backend. On the runtime thread: what is behind it is heavy."""
    from provesvar_gui.net.proxy import environment_first
    from provesvar_gui.ui.system import system_proxies
    from provesvar_gui.wiring.upkeep import SystemUpkeep

    make, proxy_for = work.make_backend, environment_first(system_proxies)
    return SystemUpkeep(options, places, configuration, keys=make.client_keys, practice=make.practice, proxy_for=proxy_for)


def _keep_out_of_pictures(application: QApplication, screen_capture: str) -> None:
    """Where a policy says so, before there is a window."""
    if screen_capture == "exclude":
        from provesvar_gui.ui.capture import exclude_on, keep_out

        keep_out(application, exclude_on(sys.platform))


def _put_mark(*, practice: bool) -> None:
    """Desktops take the icon from the desktop entry at once; the windows' own is for those that do not."""
    from provesvar_gui.ui.mark import put_on_windows

    put_on_windows(practice=practice)


def _watch_seat(window: MainWindow) -> None:
    """The system's own lock, a change of user, and sleep lock the window; what a policy says of pictures may be read late."""
    from provesvar_gui.ui.seat_signals import SeatSignals, system_source

    window.lock.use_system(SeatSignals(system_source(os.environ), window))
    application = QApplication.instance()
    if isinstance(application, QApplication):
        window.controller.setup.settled.connect(lambda now: _keep_out_of_pictures(application, now.screen_capture))


def _after_first_paint(
    window: MainWindow, places: Places, settings: Settings, trouble: AppError | None, *, sandbox: bool
) -> None:
    """Nothing of the memory is left for others, and the log: stray exceptions and Qt's messages end up in it from now on."""
    from provesvar_gui.records.logs import configure_logs, hook_crashes
    from provesvar_gui.system import no_dumps, pacing
    from provesvar_gui.ui import qt_log
    from provesvar_gui.ui.stray import Stray
    from provesvar_gui.wiring.recorded import record_start

    pacing.begin()
    no_history.before_dialogs()
    no_dumps.before_secrets()
    configure_logs(places.logs)
    hook_crashes(at_hand=Stray(window).came)
    qt_log.install()
    record_start(settings, trouble, sandbox=sandbox)


def _tell_crash(type_name: str, trace: str) -> None:
    from provesvar_gui.records.logs import log_crash

    log_crash(type_name, trace)


def _today() -> datetime.date:
    return WALL.now().astimezone().date()


class EndSignals(QObject):
    """SIGTERM, SIGHUP and SIGINT, with which a desktop ends its programs, told on the window's thread.

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


class _Others(QObject):
    """Other programs of the same user: a second start, the EPJ. Loaded after the first paint."""

    def __init__(self, window: MainWindow, instance: Instance, *, from_stdin: bool, gives_way: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._instance, self._from_stdin, self._gives_way = window, instance, from_stdin, gives_way
        self._listening: Listening | None = None

    def listen(self) -> None:
        """Begin."""
        from provesvar_gui.ui.handover.listening import Listening

        self._listening = Listening(self._window, self._instance, self, gives_way=self._gives_way)
        self._listening.start(from_stdin=self._from_stdin)

    def end(self) -> None:
        """The next start is the first."""
        if self._listening is not None:
            self._listening.stop()
        self._instance.release()


class _Outside(QObject):
    """Where the settings say so, the program is there without its window: in the tray, and by a key in every program."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shortcut: GlobalShortcut | None = None
        self._residence: Residence | None = None

    def begin(self, settings: WindowSettings) -> None:
        """After the first paint."""
        from provesvar_gui.system import replaced
        from provesvar_gui.ui.residence import Residence

        self._residence = Residence(self._window, replaced=replaced.of_program())
        self._window.controller.setup.settled.connect(self._use)
        self._use(settings)

    def end(self) -> None:
        """The key is everybody's again."""
        if self._shortcut is not None:
            self._shortcut.stop()

    def quit(self) -> None:
        """The system asks for the program's end: as its key, and no window that is open keeps it up."""
        if self._residence is not None:
            self._residence.quit()
        QApplication.exit(0)

    def gives_way(self) -> bool:
        """See ``Residence.give_way``."""
        return self._residence is not None and self._residence.give_way()

    def _use(self, settings: WindowSettings) -> None:
        if self._residence is not None:
            self._residence.use(settings)
        if self._shortcut is None and settings.global_shortcut:
            from provesvar_gui.ui.handover.selected import GlobalShortcut, system_selected

            self._shortcut = GlobalShortcut(self._window, lambda key: system_selected(key, os.environ), self)
        if self._shortcut is not None:
            self._shortcut.use(settings.global_shortcut)


class _Shift(QObject):
    """What else begins after the first paint: the look at the services, the way to a drill."""

    def __init__(self, window: MainWindow, options: Options) -> None:
        super().__init__(window)
        self._window, self._options = window, options
        self._shift: Shift | None = None

    def begin(self, settings: WindowSettings) -> None:
        """Begin."""
        from provesvar_gui.system import replaced
        from provesvar_gui.ui.shift.loading import IdleLoading
        from provesvar_gui.ui.shift.shift import Shift
        from provesvar_gui.wiring import late
        from provesvar_gui.wiring.drill import command, runs

        self._shift = Shift(
            self._window,
            settings,
            drill_command=command(settings.language),
            drill_elsewhere=lambda: runs(os.environ),
            replaced=replaced.of_program(),
            while_stdin=self._options.while_stdin,
        )
        self._shift.flight.ready.connect(IdleLoading(self._window, late.WINDOW, late.BEHIND).begin)
        self._shift.begin()

    def end(self) -> None:
        """A drill that runs ends too."""
        if self._shift is not None:
            self._shift.end()


class _Work:
    """What goes on behind the window; loaded when it is first needed, after the first paint."""

    def __init__(self, application: QApplication, make_factory: Callable[[], BackendFactory]) -> None:
        self._application = application
        self._make_factory = make_factory
        self._bridge: Bridge | None = None

    @cached_property
    def make_backend(self) -> BackendFactory:
        """What builds the backend."""
        return self._make_factory()

    def begin(self) -> Bridge:
        """The bridge to it."""
        import uuid

        from provesvar_gui.net.runtime import Runtime
        from provesvar_gui.records.journal.clerk import Clerk
        from provesvar_gui.system import replaced
        from provesvar_gui.ui.bridge import Bridge
        from provesvar_gui.ui.system import PlatformBrowser, make_types
        from provesvar_gui.wiring.deeds import Deeds
        from provesvar_gui.wiring.recorded import RecordedFactory

        make_types()
        self.make_backend.browser = PlatformBrowser(self._application)
        clerk = self.make_backend.clerk = Clerk(WALL.reading)
        make = self.make_backend
        recorded = RecordedFactory(make, SystemClock().monotonic, Deeds(clerk, WALL.reading, uuid.uuid4), make.read_own)
        self._bridge = Bridge(Runtime(on_crash=_tell_crash, replaced=replaced.of_program()), recorded)
        return self._bridge

    def end(self) -> None:
        """End all of it."""
        if self._bridge is not None:
            self._bridge.close()
            self.make_backend.stop()
