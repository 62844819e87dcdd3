"""Sessions of different users on one host look up at the same time; two sessions of one user share files."""

from __future__ import annotations

import pytest

from packaging.sessions.__main__ import SessionProgram, host, look_up_all, running, tell


@pytest.mark.hazard("S13")
def test_four_users_and_a_second_session_of_one() -> None:
    with host(ports=2) as machine:
        users = [machine.user(number) for number in range(4)]
        sessions = [SessionProgram(user, machine.config) for user in users]
        sessions.append(SessionProgram(users[0], machine.config, display="1"))
        with running(sessions):
            first = [each.told() for each in sessions]
            again = look_up_all(sessions)
            tell(f"{len(sessions)} sessions, {4 if machine.apart else 1} users, 2 ports", first, again)
            for each in sessions:
                each.end()
        for number, user in enumerate(users):
            checked = machine.check_journal(user)
            assert checked.startswith(f"Journal: whole. {2 if number else 4} lines"), checked  # each has looked up twice
