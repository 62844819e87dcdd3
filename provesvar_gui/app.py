"""The composition root: the only module that knows every layer. Window first; everything heavy after its first paint."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from provesvar_gui import pacing
from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.errors import AppError
from provesvar_gui.kodeverk.copies import load_now
from provesvar_gui.records.places import NAME, system_places
from provesvar_gui.records.policy import fixed_settings, load_settings
from provesvar_gui.records.roles import RoleMemory
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.bool_refs import keep_alive
from provesvar_gui.ui.main_window import MainWindow
from provesvar_gui.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.backend import LoadKey
    from provesvar_gui.helseid.model import Organisation, SessionEvent
    from provesvar_gui.options import Options
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.system import PlatformBrowser

APPLICATION_ID = "no.provesvar.Provesvar"


def run(options: Options, *, first_paint: Callable[[], None] | None = None) -> int:
    """Show the window and stay until it is closed. ``first_paint``: told once, for measuring."""
    keep_alive()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Prøvesvar")
    application.setDesktopFileName(APPLICATION_ID)

    places = system_places(sandbox=options.sandbox)
    settings, trouble = _settings(options, places)
    i18n.install(application, settings.ui.language)
    theme.install(application)

    work = _Work(application, _BackendFactory(options, settings, places, trouble))
    window = MainWindow(
        WindowSettings(
            profile=Profile.PROD if settings.is_prod else Profile.TEST,
            sandbox=options.sandbox,
            organisations=_organisations(options, settings),
            language=settings.ui.language,
            wipe_seconds=settings.privacy.wipe_seconds,
        ),
        work.begin,
        load_now(places.cache),
        _Roles(places),
        datetime.date.today,
    )
    if first_paint is not None:
        window.firstPaint.connect(first_paint)
    window.firstPaint.connect(lambda: _start_log(places, settings))
    if trouble is not None:
        QTimer.singleShot(0, window, lambda: window.tell(trouble))
    window.show()
    try:
        return application.exec()
    finally:
        work.end()


def _start_log(places: Places, settings: Settings) -> None:
    """The log, and whatever ends up in it from now on: stray exceptions and Qt's messages."""
    from provesvar_gui.records.logs import configure_logs, hook_crashes
    from provesvar_gui.ui import qt_log

    configure_logs(places.logs, settings.log.level)
    hook_crashes()
    qt_log.install()


def _tell_crash(type_name: str, trace: str) -> None:
    from provesvar_gui.records.logs import log_crash

    log_crash(type_name, trace)


def _settings(options: Options, places: Places) -> tuple[Settings, AppError | None]:
    """The settings, or the built-in ones and what is wrong with the file: the window must be able to say it."""
    if options.sandbox:
        return fixed_settings({}), None
    try:
        return load_settings(places, options.config), None
    except AppError as error:
        return fixed_settings({}), error


def _organisations(options: Options, settings: Settings) -> tuple[Organisation, ...]:
    named = [(entry.orgnr, entry.name) for entry in settings.helseid.organisations]
    if options.sandbox:
        from provesvar_gui.sandbox.clients import UNITS

        named = [(unit.orgnr, unit.name) for unit in UNITS]
    if not named:
        return ()
    from provesvar_gui.helseid.model import Organisation

    return tuple(Organisation(orgnr=orgnr, name=name) for orgnr, name in named)


def _random_bytes(count: int) -> bytes:
    import secrets  # its hashes take longer to load than the rest of this module

    return secrets.token_bytes(count)


class _Roles:
    """The remembered roles, in the window's words."""

    def __init__(self, places: Places) -> None:
        self._memory = RoleMemory(places.roles_file, places.roles_key_file, _random_bytes)

    def recall(self, hpr_number: str) -> str:
        """The code, or ""."""
        return self._memory.role_of(hpr_number) or ""

    def remember(self, hpr_number: str, code: str) -> None:
        """Keep it; never raises."""
        self._memory.remember(hpr_number, code)


class _Work:
    """What goes on behind the window; loaded when it is first needed, after the first paint."""

    def __init__(self, application: QApplication, make_backend: _BackendFactory) -> None:
        self._application = application
        self._make_backend = make_backend
        self._bridge: Bridge | None = None

    def begin(self) -> Bridge:
        """The bridge to it."""
        from provesvar_gui.net.runtime import Runtime
        from provesvar_gui.ui.bridge import Bridge
        from provesvar_gui.ui.system import PlatformBrowser

        self._make_backend.browser = PlatformBrowser(self._application)
        self._bridge = Bridge(Runtime(on_crash=_tell_crash), self._make_backend)
        return self._bridge

    def end(self) -> None:
        """End all of it."""
        if self._bridge is not None:
            self._bridge.close()
        self._make_backend.stop()


class _BackendFactory:
    """Builds the backend on the runtime thread, where the heavy modules are imported; in the sandbox, starts that first."""

    browser: PlatformBrowser

    def __init__(self, options: Options, settings: Settings, places: Places, trouble: AppError | None) -> None:
        self._options = options
        self._settings = settings
        self._places = places
        self._trouble = trouble
        self._stops: list[Callable[[], None]] = []

    async def __call__(self, tell: Callable[[SessionEvent | AppError], None]) -> Backend:
        """Build it. Raises AppError."""
        import os

        from provesvar_gui.backend import LiveBackend, client_key, services
        from provesvar_gui.helseid.browser import BrowserOpener
        from provesvar_gui.ui.system import system_proxy

        if self._trouble is not None:
            raise self._trouble
        settings = self._settings
        if self._options.sandbox:
            settings, load_key = await self._start_sandbox()
        else:
            load_key = client_key(settings, vault_service=NAME)
        backend = LiveBackend(
            services(settings, load_key=load_key, cache_dir=self._places.cache),
            open_browser=BrowserOpener(os.environ, self.browser.open).open,
            tell=tell,
            proxy_for=None if sys.platform.startswith("linux") else system_proxy,
        )
        pacing.loaded()
        return backend

    def stop(self) -> None:
        """End what was started."""
        for stop in self._stops:
            stop()

    async def _start_sandbox(self) -> tuple[Settings, LoadKey]:
        from provesvar_gui.backend import key_in_memory
        from provesvar_gui.net.daemon import on_daemon_thread
        from provesvar_gui.sandbox_process import SandboxProcess

        process = SandboxProcess()
        self._stops.append(process.stop)
        addresses = await on_daemon_thread(process.start)
        client_id, load_key = key_in_memory(addresses.client_file)
        settings = fixed_settings(
            {
                "helseid.authority": addresses.helseid,
                "helseid.client_id": client_id,
                "pps.base_url": addresses.pps,
                "kodeverk.url": addresses.kodeverk,
                "network.proxy": "none",
            }
        )
        return settings, load_key
