"""What goes into the Debian package besides the program, as far as that can be judged without building it."""

from __future__ import annotations

import re

import pytest

from tests.unit.repository.tools import ROOT


@pytest.mark.hazard("S15")
def test_nothing_of_it_runs_as_root() -> None:
    folder = ROOT / "packaging/debian"
    scripts = {"preinst", "postinst", "prerm", "postrm", "config", "triggers", "provesvar-gui.service"}
    assert not scripts & {path.name for path in folder.rglob("*")}
    assert not re.search(r"DEBIAN/(?!control|md5sums)\w", (folder / "build.sh").read_text("utf-8").replace("DEBIAN/*", ""))
    assert not any(word in (folder / "build.sh").read_text("utf-8") for word in ("/etc/", "systemd", "init.d", "04755", "setcap"))


def test_at_every_test_it_is_started_as_it_comes_out_of_the_package_and_made_twice() -> None:
    builds = (ROOT / "tests/run.sh").read_text("utf-8").partition("    builds)")[2].partition(";;\n")[0]
    steps = (
        "packaging/debian/build.sh --frozen dist/provesvar --fast", "lintian ", "dpkg-deb -x ",
        'packaging.smoke "$unpacked/usr/bin/provesvar-gui"', "packaging/twice.sh",
    )  # fmt: skip
    places = [builds.index(step) for step in steps]
    assert places == sorted(places)


def test_the_proof_on_a_clean_debian_keeps_a_key_in_a_vault() -> None:
    text = (ROOT / "packaging/debian/prove.py").read_text("utf-8")
    assert "say(keeps_a_key(user))" in text
    assert "through_the_vault(program, " in text
