"""Checks, each switched off once: the rows that it refuses must fail then. Of the login it is every one.

``python -m tests.hostile.mutations`` tries them all, one process each (about half a minute), and says which survived.
``test_mutations.py`` keeps the list true to the code, and tries a quarter of it each day: the whole of it in four days.
"""

from __future__ import annotations

import asyncio
import importlib.abc
import importlib.machinery
import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
SHARES = 4
_SECONDS = 20.0  # a row that waits for ever has failed


@dataclass(frozen=True, slots=True)
class Mutation:
    """``old`` becomes ``new`` in ``module``; every one of ``rows`` must fail."""

    module: str
    old: str
    new: str
    rows: tuple[str, ...]


def _of(module: str, *changes: tuple[str, str, tuple[str, ...]]) -> list[Mutation]:
    return [Mutation(f"provesvar_gui.{module}", old, new, rows) for old, new, rows in changes]


_MIX_UP = (
    "mix-up: the answer of another server",
    "mix-up: no issuer where it is promised",
    "mix-up: the refusal of another server",
)
_STATES = ("a state of nobody", "replayed: the whole answer of an earlier login", "a refusal that no state belongs to")

MUTATIONS = [
    *_of(
        "helseid.loopback",
        ("if len(parameters) != len(pairs):", "if False:", ("duplicates: a second state", "duplicates: a second code")),
        ('errors="strict"', 'errors="replace"', ("bytes that are no text",)),
        ("max_num_fields=_MOST_PARAMETERS", "max_num_fields=None", ("oversized: forty parameters",)),
    ),
    *_of(
        "helseid.loopback",
        (
            "if hosts != [self._host.encode()] or not path",
            "if not path",
            ("DNS rebinding: the host of a web page", "another name of this machine"),
        ),
        ('if request.method != b"GET":', "if False:", ("a form posted by a web page",)),
        ("_HEAD_LIMIT = 8192", "_HEAD_LIMIT = 819200", ("oversized: a head of 9 000 bytes",)),
        ("asyncio.timeout(self._head_seconds)", "asyncio.timeout(None)", ("slow loris: a byte every two seconds",)),
        ("_CONNECTION_LIMIT = 8\n", "_CONNECTION_LIMIT = 80\n", ("silent: hundreds of connections",)),
        ("oldest.cancel()", "writer.transport.abort()", ("slow loris: sixty halves of a request",)),
        ("if path != self._path and (", "if path.lower() != self._path and (", ("another path by an escape",)),
    ),
    *_of(
        "helseid.authorization",
        ("if not right_issuer:", "if False:", _MIX_UP),
        ("if _same(state, request.state)]", "]", _STATES),
        ("if not code:", "if False:", ("neither code nor error",)),
    ),
    *_of("helseid.authorization", ("_MOST_REQUESTS = 10", "_MOST_REQUESTS = 1000", ("the start page is opened without end",))),
    *_of(
        "helseid.authorization",
        (
            'urlencode([("client_id", config.client_id), ("request_uri", request_uri)])',
            'f"client_id={config.client_id}&request_uri={request_uri}"',
            ("a request_uri that adds parameters",),
        ),
        ("(?:urn:|https://)", "", ("a request_uri that is a script", "a request_uri without encryption")),
        ("[!-~]+", r"[\s\S]+", ("CRLF in a request_uri", "a request_uri with a space", "a request_uri beyond ASCII")),
    ),
    *_of(
        "helseid.id_token",
        (
            'params={"nonce": nonce,',
            'params={"nonce": claims.get("nonce"),',
            ("wrong nonce", "stolen code: where the server does not check PKCE", "replayed: of the login before"),
        ),
        (
            "if audiences(claims) != (config.client_id,):",
            "if False:",
            ("wrong audience", "wrong audience: ours beside another"),
        ),
        ('options={"iss": {"essential": True, "value": config.authority}}', "options={}", ("another issuer",)),
        ("leeway=_LEEWAY", "leeway=10**9", ("expired", "future iat", "not valid yet")),
        ('"access_token": access_token}', '"access_token": None}', ("the hash of another access token",)),
        ("if state_hash is not None and", "if False and", ("the hash of another state",)),
        ("int(text) >= config.required_level", "int(text) >= 0", ("a security level that is too low",)),
        ("text.isascii() and text.isdigit() and len(text) == 1", "True", ("a security level in another script",)),
        ("number.isascii() and number.isdigit() and", "True and", ("an HPR number that is none",)),
        (
            "    if claims.get(_LEVEL) is None and not known.security_level:",
            "    if False:",
            ("the scope of the security level is withheld",),
        ),
        ('if token.claims["sub"] != known.subject:', "if False:", ("the refreshed identity is another person",)),
        (
            'if str(token.header.get("typ", "JWT")).lower() != "jwt":',
            "if False:",
            ("an access token in its place", "a proof of possession in its place"),
        ),
        (
            "if acr is not None and _ACR_LEVELS",
            "if False and _ACR_LEVELS",
            (
                "a way of login that is too low",
                "a way of login that is too low: in a word",
                "a way of login that is too low: none at all",
                "renewed by another way of login",
            ),
        ),
        ("if acr is not None and not isinstance(acr, str):", "if False:", ("a way of login that is no text",)),
        (
            "_text(claims.get(_LEVEL)) or known.security_level",
            "known.security_level or _text(claims.get(_LEVEL))",
            ("renewed at a lower level",),
        ),
        ("known.hpr_number != renewed.hpr_number", "False", ("renewed with another HPR number",)),
        ('known.pid not in ("", renewed.pid)', "False", ("renewed for another national number",)),
        ("known.auth_time not in (None, renewed.auth_time)", "False", ("renewed by another login",)),
        (
            "if claims.get(claim) is not None and value and _text(claims[claim]) != value:",
            "if False:",
            (
                "an access token of another person",
                "an access token of another national number",
                "an access token of another HPR number",
                "an access token of another client",
                "an access token of a lower level",
            ),
        ),
    ),
    *_of(
        "helseid.jose",
        (
            "if algorithm not in algorithms or algorithm not in ALGORITHMS:",
            "if False:",
            ("alg none", "key confusion: the public key as a secret"),
        ),
        (
            "found = jwt.decode(token, key, algorithms=[algorithm], registry=registry)",
            "found = read_unverified(token)",
            ("wrong key under the right name", "wrong key: brought in the header", "changed after it was signed"),
        ),
        ("if len(candidates) > 1:", "if False:", ("wrong key: two under one name",)),
        ('key.get("use", "sig") != "sig" or', "", ("wrong key: one for encryption",)),
        ('wanted == "RSA" and _modulus_bits(key) < _MINIMUM_RSA_BITS', "False", ("wrong key: one that is too short",)),
        (
            "if len(members) != len(pairs):",
            "if False:",
            (
                "duplicates: a second person",
                "duplicates: a second level, further in",
                "duplicates: a second algorithm",
            ),
        ),
        ('return key_id is None or key.get("kid") == key_id', "return True", ("wrong key: a name that nobody knows",)),
    ),
    *_of(
        "helseid.tokens",
        (
            "if audiences(claims) != (resource,):",
            "if False:",
            ("an access token for another API", "an access token for every API"),
        ),
        (
            "if thumbprint is not None and _bound_to(claims) != thumbprint:",
            "if False:",
            ("an access token bound to another key", "an access token bound to no key"),
        ),
        ("    if lifetime <= 0:", "    if False:", ("an access token that is over",)),
        ("    if withheld(answer, scopes):", "    if False:", ("the API's scope is withheld",)),
        ("not begins <= now + _LEEWAY", "False", ("an access token that holds from the next hour on",)),
    ),
    *_of(
        "helseid.login",
        (" <= auth_time <= latest", " <= auth_time", ("a login in the future is not fresh",)),
    ),
    *_of(
        "helseid.tokens",
        (
            'if dpop and kind != "dpop":',
            "if False:",
            ("downgrade: a Bearer token for a DPoP client", "downgrade: no kind of token"),
        ),
        ("not access_token.isascii() or not access_token.isprintable() or", "False or", ("CRLF in the access token",)),
    ),
    *_of(
        "helseid.dpop",
        (
            "or len(nonce) > _NONCE_LIMIT or not nonce.isascii() or not nonce.isprintable()",
            "",
            ("oversized: a nonce of 5 000 characters", "a nonce that is no text"),
        ),
    ),
    *_of(
        "helseid.requests",
        (
            "if fresh_nonce and error_name(response)",
            "while fresh_nonce and answers.error_name(response)",
            ("nonce loop",),
        ),
    ),
    *_of(
        "helseid.discovery",
        ('if document.get("issuer") != authority:', "if False:", ("metadata of another issuer",)),
        (
            "if parts.hostname != home.hostname and not local:",
            "if False:",
            ("metadata send the code elsewhere", "metadata hide the host behind a user", "metadata send the browser to a script"),
        ),
        (
            'if methods is not None and (not isinstance(methods, list) or "S256" not in methods):',
            "if False:",
            ("metadata without PKCE",),
        ),
        ("            self._doubted = True\n", "            pass\n", ("wrong key: two under one name",)),
    ),
    *_of(
        "platform.http_client",
        (
            "follow_redirects=False",
            "follow_redirects=True",
            ("redirect to another origin: the code and the assertion", "redirect to another origin: the metadata"),
        ),
        ("limit.reschedule(exchange.ends)", "limit.reschedule(None)", ("slow: a body a byte at a time",)),
    ),
    *_of(
        "audit.line",
        ('if canonical(document) + b"\\n" != raw:', "if False:", ("a space more",)),
        (
            "not same(mac, keys.line_mac(canonical(document)))",
            "False",
            ("a changed outcome", "a changed person", "a field more"),
        ),
    ),
    *_of(
        "audit.writer",
        ("max(self._known, anchored, key=_count)", "self._known", ("files and seal are put back, and one more line is written",)),
    ),
    *_of(
        "platform.handover.protocol",
        ("if len(fields) != len(pairs):", "if False:", ("hand-over: duplicates: two numbers",)),
        (" or fields:", ":", ("hand-over: a basis",)),
        ("if name not in list(Act):", "if False:", ("hand-over: an act that would send",)),
    ),
    *_of(
        "platform.handover.place",
        ("if found.st_mode & _OPEN else None", "if False else None", ("hand-over: a folder that others may write in",)),
        ("_judge(os.lstat(folder))", "_judge(os.stat(folder))", ("hand-over: a link in the folder's place",)),
    ),
    *_of("platform.handover.place", (" and not found.st_mode & 0o077", "", ("hand-over: a lock that others may write to",))),
    *_of(
        "helseid.keys.machine_key",
        ("if found.st_mode & _OTHERS:", "if False:", ("the machine's key: everybody may read it",)),
    ),
    *_of(
        "settings.policy",
        (
            "value != in_force[name]",
            "False",
            ("settings in production: where the login goes", "settings in production: past the proxy"),
        ),
        ("_host(value) == _host(national)", "value == national", ("settings of test: production in capitals",)),
    ),
    *_of("pps.outcomes", ("MOST_ALIKE: Final = 50 ", "MOST_ALIKE: Final = 5_000 ", ("an answer: five thousand outcomes",))),
    *_of(
        "pps.fhir.bundle",
        ("also_under=tuple(node.also)", "also_under=()", ("a tree with two parents of one finding",)),
        (
            "resource.withheld = resource.verdict is SubjectVerdict.WITHHELD",
            "resource.withheld = False",
            ("another person's specimen of the patient's result", "another person's order of the patient's result"),
        ),
    ),
    *_of(
        "kodeverk.code_list",
        (" or not by_code[code].usable", "", ("roles: all out of use",)),
    ),
    *_of(
        "platform.http_client",
        ("if size > limit or came > limit:", "if False:", ("oversized: a few bytes that unpack to millions",)),
        (
            'if packing not in ("", "identity", "gzip", "x-gzip"):',
            "if False:",
            ("a content coding that was not asked for",),
        ),
    ),
]


def source_of(mutation: Mutation) -> Path:
    return ROOT.joinpath(*mutation.module.split(".")).with_suffix(".py")


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with one check switched off; never from the cache, and never into it."""

    def __init__(self, mutation: Mutation) -> None:
        super().__init__(mutation.module, str(source_of(mutation)))
        self._mutation = mutation

    def path_stats(self, path: str) -> dict[str, float]:
        raise OSError

    def get_data(self, path: str) -> bytes:
        return super().get_data(path).replace(self._mutation.old.encode(), self._mutation.new.encode())


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutation: Mutation) -> None:
        self._mutation = mutation

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self._mutation.module:
            return None
        return importlib.util.spec_from_file_location(name, source_of(self._mutation), loader=_Loader(self._mutation))


def survivors(mutation: Mutation) -> list[str]:
    """The rows that did not mind. For a process of its own."""
    sys.meta_path.insert(0, _Finder(mutation))
    from tests.hostile import test_hostile

    login = [(row.name, partial(test_hostile.test_it_is_refused_and_the_next_login_works, row)) for row in test_hostile.ROWS]
    others = [(case.name, partial(test_hostile.test_it_is_refused_and_its_neighbour_is_not, case)) for case in test_hostile.CASES]
    left = []
    for name, play in (*login, *others):
        if name in mutation.rows:
            try:
                asyncio.run(asyncio.wait_for(asyncio.to_thread(play), 10))
            except BaseException:  # noqa: BLE001 - however it failed, it failed
                continue
            left.append(name)
    return left


def left(number: int) -> str:
    """The rows that do not miss that one of the list, a line each; "" where all do."""
    return _left(f"MUTATIONS[{number}]")


def works() -> bool:
    """Whether a row passes where nothing is switched off: else nothing is proved by one that fails."""
    return bool(_left(f"Mutation('provesvar_gui.helseid.authorization', 'x', 'x', ({MUTATIONS[0].rows[0]!r},))"))


def _left(mutation: str) -> str:
    imports = "import os; from tests.hostile.mutations import *"
    program = f"{imports}; print(*survivors({mutation}), sep='\\n', flush=True); os._exit(0)"
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode:
        return f"nothing was tried: {done.stderr.strip().splitlines()[-1:]}"
    return done.stdout.strip()


def main() -> int:
    """0 where every check is missed by the rows that name it."""
    failed = 0
    if not works():
        sys.stdout.write("the row fails although nothing is switched off\n")
        return 2
    for number, mutation in enumerate(MUTATIONS):
        rows = left(number)
        failed += bool(rows)
        sys.stdout.write(
            f"{'SURVIVED' if rows else 'missed':9}{mutation.module}: {mutation.old.strip()}\n" + (f"{rows}\n" if rows else "")
        )
    sys.stdout.write(f"{len(MUTATIONS)} checks, {failed} that no row misses\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
