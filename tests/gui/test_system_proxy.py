"""The proxies that the platform names, with its resolver injected: no platform of this machine names any."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyQuery

from provesvar_gui.ui.system import system_proxies

Kind = QNetworkProxy.ProxyType
URL = "https://pps.example/"


@pytest.mark.hazard("S56")
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


_ASKED_FROM_ELSEWHERE = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from provesvar_gui.ui.system import make_types, system_proxies
application = QCoreApplication([])
made = []
def watch(frame, event, argument):
    if event == "call" and frame.f_code.co_name == "__prepare__":
        made.append(threading.current_thread().name)
def ask():
    begin.wait()
    system_proxies("https://pps.example/")
{first}
begin = threading.Barrier(6)
threading.setprofile(watch)
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=ask) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(made), len(set(made)))
"""


@pytest.mark.parametrize(("first", "by_one"), [("make_types()", False), ("", True)])
def test_no_two_threads_make_a_type_of_qt_at_the_same_time(first: str, *, by_one: bool) -> None:
    """PySide makes an enumeration when it is first needed; two threads at it end the program."""
    code = _ASKED_FROM_ELSEWHERE.format(first=first)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    enumerations, threads = map(int, done.stdout.split())
    assert threads == (1 if by_one else 0)
    assert bool(enumerations) == by_one
