"""Every place where the program writes to its log or to standard output, found in its source: what is passed is listed here.

A line that passes something new fails this test until somebody has judged it: a patient, a clinician's name, a secret or what
came from outside never belongs there.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[3] / "provesvar_gui"

#: Our own words and numbers, whoever passes them: classes of errors, codes, a detail that an AppError's maker wrote.
OURS = frozenset({"type(error).__name__", "error.code.value", "error.detail", "ended.value"})
#: What else is passed, and in which module. Each was read up to where it is made.
JUDGED = {
    "wiring.audit": frozenset(
        {
            "__version__",
            "sys.platform",
            "'with built-in settings' if trouble else f'as {profile}'",  # the profile's own name: test, prod, sandbox
            "what",  # kinds of work, named in the module
            "f' ({error.detail})' if error.detail else ''",
            "f' at step {step}' if step else ''",  # LoginStep and LookupStep
            "step",
            "self._action",
            "_after(seconds)",
            "_after(self.seconds())",
            "_ids((error.correlation_id,) if error.correlation_id else ())",
            "_ids(self.references)",
            "event.ended.value if event.ended is not None else what",
        }
    ),
    "wiring.backend": frozenset({"*given"}),  # of a connectivity check: ``self_check.network_checks.Answer``
    "audit.writer": frozenset(
        {
            "count",  # of lines that wait
            "why.code.value",  # ``failure``: a code, and an AppError's own detail or a class and an errno
            "why.detail",
        }
    ),
    "ui.handover": frozenset({"self._instance.reason.value"}),
    "ui.qt_setup": frozenset({"'%s'", "unquoted"}),  # see there
    "platform.logs": frozenset({"type_name", "trace"}),  # classes and places, without messages
}
#: Commands that answer on the terminal. Their texts have tests of their own.
TERMINAL = frozenset(
    {
        "cli.run",
        "cli.client",
        "cli.journal",
        "cli.self_check",
        "options",
        "platform.handover.place",
        "wiring.sandbox_process",
        "__main__",
    }
)


@cache
def sources() -> dict[str, ast.Module]:
    """Every module but the sandbox's, which knows nobody real, by name."""
    paths = [path for path in PACKAGE.rglob("*.py") if "sandbox" not in path.relative_to(PACKAGE).parts]
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): ast.parse(path.read_text("utf-8")) for path in paths}


def is_logger(node: ast.expr, names: set[str]) -> bool:
    return "getLogger" in ast.unparse(node) or ast.unparse(node) in names or ast.unparse(node) in {"logging", "logging.root"}


def log_calls(tree: ast.Module) -> list[ast.Call]:
    names = {
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "getLogger" in ast.unparse(node.value)
        for target in node.targets
    }
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"}
        and is_logger(node.func.value, names)
    ]


def wrong_with(module: str, call: ast.Call) -> str:
    """What nobody has judged, or ""."""
    message, *passed = call.args[1:] if ast.unparse(call.func).endswith(".log") else call.args  # ``log`` takes the level first
    if not isinstance(message, ast.Constant) or not isinstance(message.value, str):
        return "the message is not a constant"
    if call.keywords:
        return f"keyword {call.keywords[0].arg}"  # exc_info, extra and stack_info hold whatever was there
    for value in passed:
        text = ast.unparse(value)
        if not isinstance(value, ast.Constant) and text not in OURS and text not in JUDGED.get(module, frozenset()):
            return text
    return ""


@pytest.mark.hazard("S87")
def test_every_log_line_passes_only_what_was_judged() -> None:
    calls = {module: log_calls(tree) for module, tree in sources().items()}
    assert sum(map(len, calls.values())) > 15, "the search finds them"
    unjudged = [
        f"{module}:{call.lineno}: {wrong}"
        for module, found in calls.items()
        for call in found
        if (wrong := wrong_with(module, call))
    ]
    assert not unjudged


def test_what_was_judged_is_still_there() -> None:
    passed = {
        module: {ast.unparse(value) for call in log_calls(tree) for value in call.args[1:]} for module, tree in sources().items()
    }
    assert {module: judged - passed[module] for module, judged in JUDGED.items()} == {module: set() for module in JUDGED}


@pytest.mark.hazard("S87")
def test_nothing_else_is_written_to_the_terminal_or_to_a_system_log() -> None:
    writes = [
        f"{module}:{node.lineno}: {called}"
        for module, tree in sources().items()
        if module not in TERMINAL
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (called := ast.unparse(node.func)).rpartition(".")[2]
        in {"print", "qDebug", "qWarning", "qInfo", "qCritical", "print_exc", "print_exception", "print_stack", "syslog"}
        | ({called} if called in {"warnings.warn", "sys.stderr.write", "sys.stdout.write", "sys.__stderr__.write"} else set())
    ]
    assert not writes


def test_loggers_are_made_by_name_only() -> None:
    """So that the search above sees every one: no handler, adapter or record of one's own but in ``platform/logs.py``."""
    made = {
        module
        for module, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"LoggerAdapter", "makeLogRecord", "LogRecord", "addHandler", "makeRecord"}
    }
    assert made <= {"platform.logs"}


@pytest.mark.hazard("S87")
@pytest.mark.parametrize(
    "line",
    [
        "_log.info(f'found {patient}')",
        "_log.info('found %s', patient)",
        "_log.warning('failed', exc_info=True)",
        "logging.getLogger('x').info('%s', answer.text)",
        "_log.log(logging.INFO, '%s', name)",
    ],
)
def test_careless_lines_are_found(line: str) -> None:
    (call,) = log_calls(ast.parse(f"_log = logging.getLogger(__name__)\n{line}\n"))
    assert wrong_with("pps.client", call)
