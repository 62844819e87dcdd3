"""Services of the platform that Qt knows, handed to the layers below as callables: a browser, the proxy for an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    import asyncio


class PlatformBrowser(QObject):
    """Opens addresses with QDesktopServices, which wants the GUI thread. ``open`` is for the runtime thread."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._open, Qt.ConnectionType.QueuedConnection)

    async def open(self, url: str) -> bool:
        """Whether the platform says that it started something."""
        import asyncio

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


def system_proxy(url: str) -> str | None:
    """The proxy that the platform names for an address (PAC scripts included), or None. May block: for a daemon thread."""
    from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url))):
        if proxy.type() is QNetworkProxy.ProxyType.HttpProxy:
            return f"http://{proxy.hostName()}:{proxy.port()}"
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            return None
    return None
