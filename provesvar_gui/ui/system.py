"""What the desktop does for the program: opens the browser, names the proxy of an address, keeps windows out of pictures."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import threading
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWindow

from provesvar_gui.ui.session_lock import windows_library

try:
    from PySide6 import QtNetwork

    _HAS_NETWORK = True
except ImportError:  # a library of the system's is missing that it needs
    _HAS_NETWORK = False

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QCoreApplication

    SystemQuery = Callable[[QtNetwork.QNetworkProxyQuery], Sequence[QtNetwork.QNetworkProxy]]
    Exclude = Callable[[int], bool]
    Load = Callable[[str], Any]


class PlatformBrowser(QObject):
    """Opens addresses with QDesktopServices, which wants the GUI thread. ``open`` is for the runtime thread."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._open, Qt.ConnectionType.QueuedConnection)

    async def open(self, url: str) -> bool:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()
        self._asked.emit((url, answer))
        return await answer

    @Slot(object)
    def _open(self, asked: tuple[str, asyncio.Future[bool]]) -> None:
        url, answer = asked
        started = QDesktopServices.openUrl(QUrl(url))

        def tell() -> None:
            if not answer.done():
                answer.set_result(started)

        try:
            answer.get_loop().call_soon_threadsafe(tell)
        except RuntimeError:
            return  # the runtime has ended meanwhile


_making = threading.Lock()


def make_types() -> None:
    """Create PySide's types for ``system_proxies``. On the GUI thread, before other threads use them.

    PySide makes a type of Qt, and enumerations above all, when it is first needed. Two threads that need the same one at the same
    time end the program: several services are asked for at once, each on a thread of its own.
    """
    with _making:
        if _HAS_NETWORK:
            _way(QtNetwork.QNetworkProxy(QtNetwork.QNetworkProxy.ProxyType.HttpProxy, "localhost", 0, "a", "a"))
            QtNetwork.QNetworkProxyQuery(QUrl("https://localhost/"))
            callable(QtNetwork.QNetworkProxyFactory.systemProxyForQuery)


def system_proxies(url: str, query: SystemQuery | None = None) -> Sequence[str | None]:
    """The proxies that the platform names for an address, in its order; None is the straight way. May block: for a daemon thread.

    Qt asks the platform, and the platform its automatic configuration (a PAC script, WPAD). On Windows and macOS that is there;
    on Linux only where Qt was built with libproxy, which the wheels of PySide6 are not: those read the environment variables.
    What a platform names and cannot be used here (SOCKS) is kept: it must fail in the open, not lead past the proxy.

    ``query``: ``QNetworkProxyFactory.systemProxyForQuery``.
    """
    if not _HAS_NETWORK:
        return (None,)  # as a platform that names none
    make_types()
    ask = query or QtNetwork.QNetworkProxyFactory.systemProxyForQuery
    ways = [_way(proxy) for proxy in ask(QtNetwork.QNetworkProxyQuery(QUrl(url)))]
    return tuple(way for way in ways if way != "") or (None,)


def _way(proxy: QtNetwork.QNetworkProxy) -> str | None:
    kinds = QtNetwork.QNetworkProxy.ProxyType
    if proxy.type() in (kinds.NoProxy, kinds.DefaultProxy):
        return None
    schemes = {kinds.HttpProxy: "http", kinds.Socks5Proxy: "socks5"}
    scheme, host = schemes.get(proxy.type()), proxy.hostName()
    if scheme is None or not host:
        return ""
    user = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@" if proxy.user() else ""
    return f"{scheme}://{user}{f'[{host}]' if ':' in host else host}:{proxy.port()}"


_log = logging.getLogger(__name__)
_EXCLUDED: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE: as if it were not there; since Windows 10 2004
_BLACK: Final = 0x1  # WDA_MONITOR: a black rectangle


class CaptureGuard(QObject):
    """Protects every window and dialog each time it is shown. ``exclude``: by the handle of the system."""

    def __init__(self, application: QCoreApplication, exclude: Exclude) -> None:
        super().__init__(application)
        self._exclude = exclude
        self._complained = False
        application.installEventFilter(self)
        for window in QGuiApplication.allWindows():
            if window.isVisible():
                self.take(window)

    def take(self, window: QWindow) -> None:
        if not self._exclude(int(window.winId())) and not self._complained:
            self._complained = True
            _log.warning("a window cannot be kept out of pictures of the screen")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWindow):
            self.take(watched)
        return False


def keep_out(application: QCoreApplication, exclude: Exclude | None) -> bool:
    if exclude is None:
        _log.warning("this platform cannot keep windows out of pictures of the screen")
        return False
    if application.findChild(CaptureGuard) is None:
        CaptureGuard(application, exclude)
    return True


def exclude_on(platform: str, load: Load = windows_library) -> Exclude | None:
    """The function for this platform (``sys.platform``); None: not possible. ``load``: a library of Windows, by name."""
    if platform != "win32":
        return None

    def exclude(handle: int) -> bool:
        try:
            user32 = load("user32")
            return any(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), how) for how in (_EXCLUDED, _BLACK))
        except (OSError, AttributeError):
            return False

    return exclude
