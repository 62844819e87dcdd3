"""The proxies that the platform names, with its resolver injected: no platform of this machine names any."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyQuery

from provesvar_gui.ui.system import system_proxies

Kind = QNetworkProxy.ProxyType
URL = "https://pps.example/"


@pytest.mark.parametrize(
    ("named", "ways"),
    [
        ([QNetworkProxy(Kind.NoProxy)], (None,)),
        ([QNetworkProxy(Kind.DefaultProxy)], (None,)),
        ([], (None,)),
        ([QNetworkProxy(Kind.HttpProxy, "proxy.example", 8080)], ("http://proxy.example:8080",)),
        ([QNetworkProxy(Kind.HttpProxy, "fd00::1", 8080)], ("http://[fd00::1]:8080",)),
        ([QNetworkProxy(Kind.HttpProxy, "p.example", 1, "a b", "c:d@e")], ("http://a%20b:c%3Ad%40e@p.example:1",)),
        # A script's list, "PROXY a; PROXY b; DIRECT", in its order.
        (
            [QNetworkProxy(Kind.HttpProxy, "a", 1), QNetworkProxy(Kind.HttpProxy, "b", 2), QNetworkProxy(Kind.NoProxy)],
            ("http://a:1", "http://b:2", None),
        ),
        # A SOCKS proxy cannot be used: it fails in the open instead of leading past it.
        ([QNetworkProxy(Kind.Socks5Proxy, "s", 1080)], ("socks5://s:1080",)),
        ([QNetworkProxy(Kind.Socks5Proxy, "s", 1080), QNetworkProxy(Kind.NoProxy)], ("socks5://s:1080", None)),
        # What is for other things than web services, or names no host.
        ([QNetworkProxy(Kind.FtpCachingProxy, "f", 21), QNetworkProxy(Kind.HttpProxy, "a", 1)], ("http://a:1",)),
        ([QNetworkProxy(Kind.HttpProxy, "", 0)], (None,)),
    ],
)
def test_ways_in_the_platforms_order(named: list[QNetworkProxy], ways: tuple[str | None, ...]) -> None:
    asked: list[QNetworkProxyQuery] = []

    def query(question: QNetworkProxyQuery) -> list[QNetworkProxy]:
        asked.append(question)
        return named

    assert system_proxies(URL, query) == ways
    assert [question.url().toString() for question in asked] == [URL]


def test_the_platform_itself_can_be_asked() -> None:
    assert all(way is None or way.startswith("http") for way in system_proxies(URL))
