"""The words of a self-check: what was found and what to do, and all of it as a text that can be mailed.

No Qt: the command may run where Qt does not.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from provesvar_gui.self_check.item import Grade, Item, State
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.settings_why import WHY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provesvar_gui.self_check.item import Detail, Fault, Finding

    Translate = Callable[[str], str]

CONTEXT = "SelfCheck"

GRADES = {
    Grade.GREEN: QT_TRANSLATE_NOOP("SelfCheck", "OK"),
    Grade.AMBER: QT_TRANSLATE_NOOP("SelfCheck", "Look at"),
    Grade.RED: QT_TRANSLATE_NOOP("SelfCheck", "Wrong"),
    Grade.UNKNOWN: QT_TRANSLATE_NOOP("SelfCheck", "Unknown"),
}

ITEMS = {
    Item.PROGRAM: QT_TRANSLATE_NOOP("SelfCheck", "Program"),
    Item.SETTINGS: QT_TRANSLATE_NOOP("SelfCheck", "Settings"),
    Item.POLICY: QT_TRANSLATE_NOOP("SelfCheck", "Administrator's policy"),
    Item.FOLDERS: QT_TRANSLATE_NOOP("SelfCheck", "Folders"),
    Item.CLIENT: QT_TRANSLATE_NOOP("SelfCheck", "Client at HelseID"),
    Item.VAULT: QT_TRANSLATE_NOOP("SelfCheck", "The system's password store"),
    Item.KEY: QT_TRANSLATE_NOOP("SelfCheck", "The client's key"),
    Item.KEY_EXPIRY: QT_TRANSLATE_NOOP("SelfCheck", "The key's expiry"),
    Item.CERTIFICATES: QT_TRANSLATE_NOOP("SelfCheck", "Certificates"),
    Item.PROXY: QT_TRANSLATE_NOOP("SelfCheck", "Proxy"),
    Item.HELSEID: QT_TRANSLATE_NOOP("SelfCheck", "HelseID (login)"),
    Item.RESULTS: QT_TRANSLATE_NOOP("SelfCheck", "Pasientens prøvesvar (results)"),
    Item.CODE_LIST: QT_TRANSLATE_NOOP("SelfCheck", "List of roles (9060)"),
    Item.CLOCK: QT_TRANSLATE_NOOP("SelfCheck", "Clock"),
    Item.PORTS: QT_TRANSLATE_NOOP("SelfCheck", "Ports for the login's answer"),
    Item.BROWSER: QT_TRANSLATE_NOOP("SelfCheck", "Browser"),
    Item.JOURNAL: QT_TRANSLATE_NOOP("SelfCheck", "Access journal"),
    Item.HAND_OVER: QT_TRANSLATE_NOOP("SelfCheck", "Hand-over from the EHR"),
    Item.SYSTEM_LOCK: QT_TRANSLATE_NOOP("SelfCheck", "The system's lock and sleep"),
    Item.MEMORY: QT_TRANSLATE_NOOP("SelfCheck", "Protection of the memory"),
    Item.SCREEN_CAPTURE: QT_TRANSLATE_NOOP("SelfCheck", "Pictures of the screen"),
}

ORIGINS = {
    "builtin": QT_TRANSLATE_NOOP("SelfCheck", "built in"),
    "user": QT_TRANSLATE_NOOP("SelfCheck", "own file"),
    "command-line": QT_TRANSLATE_NOOP("SelfCheck", "command line"),
    "policy": QT_TRANSLATE_NOOP("SelfCheck", "policy"),
}

_RECHECK = QT_TRANSLATE_NOOP("SelfCheck", "Check again. If it goes on, send this report to the support desk.")
_SETTINGS_FIRST = QT_TRANSLATE_NOOP("SelfCheck", "Put the settings right first (see above), and check again.")
_ALLOWED_THERE = QT_TRANSLATE_NOOP(
    "SelfCheck", "Allowed: {allowed}. Correct the file. The rest was checked by the policy and the built-in values."
)
_NAMES = QT_TRANSLATE_NOOP("SelfCheck", "Correct the names, or remove them.")
_ADMINISTRATORS = QT_TRANSLATE_NOOP("SelfCheck", "Let only administrators write the file and its folder.")
_ALLOW_HOST = QT_TRANSLATE_NOOP("SelfCheck", "Let the firewall and the proxy allow https to {host}.")
_RESERVED = QT_TRANSLATE_NOOP(
    "SelfCheck",
    "EACCES: no other program is in the way, the system has reserved the port (on Windows often Hyper-V, WSL or Docker). "
    "Register ports below 32768 that are far apart, or keep them free: see the administrator's page about machines.",
)
_IMPORT = QT_TRANSLATE_NOOP(
    "SelfCheck", "Import the configuration file from HelseID Selvbetjening: in the window, or with --import-client FILE."
)
_NEW_KEY = QT_TRANSLATE_NOOP("SelfCheck", "Make a new key at HelseID Selvbetjening and import its file.")
_LEARN_END = QT_TRANSLATE_NOOP(
    "SelfCheck",
    "The program asks a minute after a login, where the client has the grant client_credentials and the scope "
    "nhn:selvbetjening/client. Else see the client's page at HelseID Selvbetjening.",
)
_ELSEWHERE = {  # what is to be done where the key is not the user's own, by its place
    "machine": {
        _IMPORT: QT_TRANSLATE_NOOP(
            "SelfCheck",
            "As the machine's administrator, take in the configuration file from HelseID Selvbetjening: "
            "provesvar-gui --provision-machine FILE.",
        ),
        _NEW_KEY: QT_TRANSLATE_NOOP(
            "SelfCheck",
            "Make a new key at HelseID Selvbetjening. As the machine's administrator, take in its file: "
            "provesvar-gui --provision-machine FILE.",
        ),
        _LEARN_END: QT_TRANSLATE_NOOP(
            "SelfCheck",
            "As the machine's administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, "
            "and keeps the answer.",
        ),
    },
    "file": {
        _IMPORT: QT_TRANSLATE_NOOP("SelfCheck", "Put the configuration file from HelseID Selvbetjening where helseid.key says."),
        _NEW_KEY: QT_TRANSLATE_NOOP(
            "SelfCheck", "Make a new key at HelseID Selvbetjening, and put its file where helseid.key says."
        ),
    },
}

STATES: dict[State, tuple[str, str]] = {
    State.NOT_CHECKED: (QT_TRANSLATE_NOOP("SelfCheck", "It could not be checked ({kind})."), _RECHECK),
    State.TOO_SLOW: (QT_TRANSLATE_NOOP("SelfCheck", "No answer within {seconds} seconds."), _RECHECK),
    State.WAITS_FOR_SETTINGS: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not known while the settings cannot be used."), _SETTINGS_FIRST,
    ),
    State.WAITS_FOR_CLIENT: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not known while no client is set up."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set the client up first (see «Client at HelseID»), and check again."),
    ),
    State.WAITS_FOR_VAULT: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not known while the password store is not open."),
        QT_TRANSLATE_NOOP("SelfCheck", "Open the password store first (see above), and check again."),
    ),
    State.WAITS_FOR_KEY: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not known while the key has not been read."),
        QT_TRANSLATE_NOOP("SelfCheck", "Do first what stands at «The client's key», and check again."),
    ),
    State.SETTINGS_GOOD: (QT_TRANSLATE_NOOP("SelfCheck", "Profile {profile}. Own settings: {file}"), ""),
    State.SETTINGS_PRACTICE: (QT_TRANSLATE_NOOP("SelfCheck", "The sandbox has its own settings, and reads no file."), ""),
    State.SETTINGS_STRANGE: (
        QT_TRANSLATE_NOOP("SelfCheck", "Profile {profile}. Not known, and without effect: {names}. Own settings: {file}"),
        _NAMES,
    ),
    State.SETTINGS_ABSENT: (
        QT_TRANSLATE_NOOP("SelfCheck", "There is no such settings file: {file}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Name another one with --config, or none. The rest was checked by the policy."),
    ),
    State.SETTINGS_UNREADABLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "The settings file cannot be read: {file}, line {line}. {reason}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct the file. The rest was checked by the policy and the built-in values."),
    ),
    State.SETTINGS_INVALID: (
        QT_TRANSLATE_NOOP("SelfCheck", "A setting is not valid: {setting} in {file}, line {line}."),
        _ALLOWED_THERE,
    ),
    State.SETTINGS_WRONG: (
        QT_TRANSLATE_NOOP("SelfCheck", "A setting is not valid: {setting} in {file}, line {line}. {reason}"),
        _ALLOWED_THERE,
    ),
    State.SETTINGS_NO_SUCH: (
        QT_TRANSLATE_NOOP("SelfCheck", "There is no such setting: {setting} in {file}, line {line}."),
        _NAMES,
    ),
    State.SETTINGS_REFUSED: (
        QT_TRANSLATE_NOOP("SelfCheck", "Only the administrator's policy may say this: {setting} in {file}, line {line}."),
        QT_TRANSLATE_NOOP("SelfCheck", "Remove it from {file}, or put it into the policy."),
    ),
    State.SETTINGS_SEVERAL: (
        QT_TRANSLATE_NOOP("SelfCheck", "{count} things in the settings cannot be used:"),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct them. The rest was checked by the policy and the built-in values."),
    ),
    State.PROGRAM_WHOLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}."), "",
    ),
    State.PROGRAM_BROKEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Prøvesvar {version}: a part cannot be loaded, {part} ({kind})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Install the program again, with the system's packages that it needs."),
    ),
    State.POLICY_NONE: (QT_TRANSLATE_NOOP("SelfCheck", "There is none. It would be {file}"), ""),
    State.POLICY_THERE: (QT_TRANSLATE_NOOP("SelfCheck", "Settings that are decided: {count}. {file}"), ""),
    State.POLICY_OPEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Whoever uses the program can change it: {file}"),
        _ADMINISTRATORS,
    ),
    State.POLICY_UNREADABLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "There may be one, but this account cannot read it: {file}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Let every user read the file and its folder, and only administrators write them."),
    ),
    State.POLICY_ODD: (
        QT_TRANSLATE_NOOP("SelfCheck", "Whether only administrators can change it could not be told: {file}"),
        _ADMINISTRATORS,
    ),
    State.POLICY_NOT_USED: (QT_TRANSLATE_NOOP("SelfCheck", "The sandbox uses none."), ""),
    State.FOLDERS_GOOD: (QT_TRANSLATE_NOOP("SelfCheck", "Usable, and closed to others."), ""),
    State.FOLDERS_OPEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Other users of this machine can read: {folders}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Take the rights of others away (mode 700)."),
    ),
    State.FOLDERS_UNUSABLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "Cannot be written: {folders}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Let this user write there: journal, roles and log are not kept until then."),
    ),
    State.CLIENT_GOOD: (QT_TRANSLATE_NOOP("SelfCheck", "{client} at {host}"), ""),
    State.CLIENT_NONE: (QT_TRANSLATE_NOOP("SelfCheck", "No client is set up: nobody can log in."), _IMPORT),
    State.CLIENT_WRONG: (
        QT_TRANSLATE_NOOP("SelfCheck", "This setting cannot be used for the login: {setting}."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set it as the client is registered at HelseID Selvbetjening."),
    ),
    State.VAULT_WORKS: (QT_TRANSLATE_NOOP("SelfCheck", "Keeps, gives back and forgets ({vault})."), ""),
    State.VAULT_ABSENT: (
        QT_TRANSLATE_NOOP("SelfCheck", "There is none in this session."),
        QT_TRANSLATE_NOOP("SelfCheck", "On Linux, install and start a Secret Service such as gnome-keyring."),
    ),
    State.VAULT_LOCKED: (
        QT_TRANSLATE_NOOP("SelfCheck", "It is locked, or not made yet ({vault})."),
        QT_TRANSLATE_NOOP("SelfCheck", "The system asks for its password at the next login. Then check again."),
    ),
    State.VAULT_SLOW: (
        QT_TRANSLATE_NOOP("SelfCheck", "It does not answer ({vault})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Look for a window of the system that asks for a password; log in to the desktop anew."),
    ),
    State.VAULT_BROKEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "It reports an error ({vault}, {kind})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Log in to the desktop anew. If it goes on, repair the password store."),
    ),
    State.VAULT_NOT_NEEDED: (QT_TRANSLATE_NOOP("SelfCheck", "None is open here, and none is needed."), ""),
    State.VAULT_FORGETS: (
        QT_TRANSLATE_NOOP("SelfCheck", "It does not give back what it was given ({vault})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Repair the password store: no key is safe in it."),
    ),
    State.KEY_GOOD: (QT_TRANSLATE_NOOP("SelfCheck", "There ({kind})."), ""),
    State.KEY_SMALL: (
        QT_TRANSLATE_NOOP("SelfCheck", "There, but small ({kind})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Make a new key at HelseID Selvbetjening: RSA with 4096 bits, or an elliptic one."),
    ),
    State.KEY_OF_ANOTHER: (
        QT_TRANSLATE_NOOP("SelfCheck", "The key belongs to another client than the settings name."), _IMPORT,
    ),
    State.KEY_MISSING: (QT_TRANSLATE_NOOP("SelfCheck", "There is none for this client."), _IMPORT),
    State.KEY_UNUSABLE: (QT_TRANSLATE_NOOP("SelfCheck", "It cannot be used ({why})."), _IMPORT),
    State.KEY_NEWER: (
        QT_TRANSLATE_NOOP("SelfCheck", "A newer version of this program has kept it, and this one leaves it as it is."),
        QT_TRANSLATE_NOOP("SelfCheck", "Install the newer version again."),
    ),
    State.KEY_FORBIDDEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "This account may not read the machine's key."),
        QT_TRANSLATE_NOOP("SelfCheck", "Put the account into the group to which the administrator gave the key."),
    ),
    State.KEY_EXPOSED: (
        QT_TRANSLATE_NOOP("SelfCheck", "The machine's key can be read or changed by others than it is for. It is not used."),
        QT_TRANSLATE_NOOP("SelfCheck", "Correct its owner, group and mode; replace the key where somebody may have taken it."),
    ),
    State.KEY_OPEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Others can change the key's file, or put another in its place."),
        QT_TRANSLATE_NOOP("SelfCheck", "Let only its owner and administrators write the file and its folder."),
    ),
    State.KEY_LIST_READ: (
        QT_TRANSLATE_NOOP("SelfCheck", "There ({kind}). By icacls, administrators own it and one account or group may read it."),
        QT_TRANSLATE_NOOP(
            "SelfCheck", "Look with icacls once whether that is the group you chose: this was not tried on Windows."
        ),
    ),
    State.KEY_LIST_ODD: (
        QT_TRANSLATE_NOOP("SelfCheck", "There, but its access list is not as --provision-machine sets it."),
        QT_TRANSLATE_NOOP("SelfCheck", "Look at it with icacls, and provision the machine again to set it."),
    ),
    State.KEY_LIST_UNKNOWN: (
        QT_TRANSLATE_NOOP("SelfCheck", "There ({kind}). Who may read it could not be found out."),
        QT_TRANSLATE_NOOP(
            "SelfCheck",
            "Look with icacls: SYSTEM and administrators may do all, one group may read, and nothing is inherited.",
        ),
    ),
    State.KEY_LASTS: (QT_TRANSLATE_NOOP("SelfCheck", "HelseID takes the key until {date}. Days left: {days}."), ""),
    State.KEY_ENDS_SOON: (
        QT_TRANSLATE_NOOP("SelfCheck", "HelseID takes the key only until {date}. Days left: {days}."),
        QT_TRANSLATE_NOOP("SelfCheck", "Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in."),
    ),
    State.KEY_ENDED: (
        QT_TRANSLATE_NOOP("SelfCheck", "The key expired on {date}: HelseID does not take it."), _NEW_KEY,
    ),
    State.KEY_END_UNKNOWN: (QT_TRANSLATE_NOOP("SelfCheck", "It is not known when the key expires."), _LEARN_END),
    State.KEY_UNFINISHED: (
        QT_TRANSLATE_NOOP("SelfCheck", "A replacement of the key was begun and has not come to its end."),
        QT_TRANSLATE_NOOP("SelfCheck", "The key's owner runs provesvar-gui --rotate-key. Logins work meanwhile."),
    ),
    State.KEY_END_PRACTICE: (QT_TRANSLATE_NOOP("SelfCheck", "The sandbox's key is made anew at each start."), ""),
    State.TRUST_SYSTEM: (QT_TRANSLATE_NOOP("SelfCheck", "The system's own decide."), ""),
    State.TRUST_EXTRA: (QT_TRANSLATE_NOOP("SelfCheck", "The system's own, and {count} from {file}"), ""),
    State.TRUST_ENDED: (
        QT_TRANSLATE_NOOP("SelfCheck", "The system's own, and {count} from {file}, of which {ended} expired."),
        QT_TRANSLATE_NOOP("SelfCheck", "Replace the expired certificates in the file."),
    ),
    State.TRUST_UNREADABLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "The certificates of network.ca_file cannot be read: {file} ({kind})."),
        QT_TRANSLATE_NOOP("SelfCheck", "The file must hold certificates as PEM, readable by this user."),
    ),
    State.TRUST_OPEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Others can change the certificates that are trusted: {file}"),
        _ADMINISTRATORS,
    ),
    State.PROXY_NONE: (QT_TRANSLATE_NOOP("SelfCheck", "None: straight to the services."), ""),
    State.PROXY_USED: (QT_TRANSLATE_NOOP("SelfCheck", "In use: {ways}"), ""),
    State.PROXY_SLOW: (
        QT_TRANSLATE_NOOP("SelfCheck", "The system does not say in time which proxy to use; straight ways are tried."),
        QT_TRANSLATE_NOOP("SelfCheck", "See that the network's proxy script can be reached, or set network.proxy."),
    ),
    State.PROXY_BROKEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "The proxy that the system names cannot be used ({kind})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set network.proxy to an http proxy, or to none."),
    ),
    State.REACHED: (QT_TRANSLATE_NOOP("SelfCheck", "{host} answers as it should ({seconds} s)."), ""),
    State.REACHED_LIST: (QT_TRANSLATE_NOOP("SelfCheck", "{host} has {count} roles ({seconds} s)."), ""),
    State.NO_NETWORK: (QT_TRANSLATE_NOOP("SelfCheck", "No contact with {host}."), _ALLOW_HOST),
    State.NO_HELSENETT: (
        QT_TRANSLATE_NOOP("SelfCheck", "No contact with {host}."),
        QT_TRANSLATE_NOOP(
            "SelfCheck",
            "In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. See "
            "that this machine is on both, and that firewall and proxy allow https to {host}.",
        ),
    ),
    State.NO_ANSWER: (QT_TRANSLATE_NOOP("SelfCheck", "{host} does not answer in time."), _ALLOW_HOST),
    State.TLS_REJECTED: (
        QT_TRANSLATE_NOOP("SelfCheck", "The certificate of {host} is not trusted here."),
        QT_TRANSLATE_NOOP(
            "SelfCheck",
            "Where the network looks into https, put its certificate into the system's store or network.ca_file. Else see that "
            "the machine's clock is right.",
        ),
    ),
    State.TLS_TOO_OLD: (
        QT_TRANSLATE_NOOP("SelfCheck", "The encryption that {host} offers is too old."),
        QT_TRANSLATE_NOOP(
            "SelfCheck", "It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place."
        ),
    ),
    State.PROXY_FAILED: (QT_TRANSLATE_NOOP("SelfCheck", "The proxy does not lead to {host}."), _ALLOW_HOST),
    State.SERVER_TROUBLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "{host} has an error of its own, or is busy ({status})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Wait a little and check again. If it goes on, ask Norsk helsenett."),
    ),
    State.WRONG_ANSWER: (
        QT_TRANSLATE_NOOP("SelfCheck", "Something else answers at {host} ({why})."),
        QT_TRANSLATE_NOOP(
            "SelfCheck", "See that the address in the settings is right, and that no login page of the network stands in between."
        ),
    ),
    State.LIST_FALLBACK: (
        QT_TRANSLATE_NOOP("SelfCheck", "{host} gave no usable list ({why}). The copy of {dated} is used."), _ALLOW_HOST,
    ),
    State.CLOCK_RIGHT: (QT_TRANSLATE_NOOP("SelfCheck", "Right, by the services' own time."), ""),
    State.CLOCK_OFF: (
        QT_TRANSLATE_NOOP("SelfCheck", "{seconds} seconds off. The program allows for it."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set the machine's clock by the network."),
    ),
    State.CLOCK_FAR_OFF: (
        QT_TRANSLATE_NOOP("SelfCheck", "{seconds} seconds off."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set the machine's clock by the network: certificates and the journal's times go wrong."),
    ),
    State.CLOCK_UNKNOWN: (
        QT_TRANSLATE_NOOP("SelfCheck", "No service has told the time."),
        QT_TRANSLATE_NOOP("SelfCheck", "Do first what stands at the services above, and check again."),
    ),
    State.PORTS_FREE: (QT_TRANSLATE_NOOP("SelfCheck", "Free: {ports} (* is any)"), ""),
    State.PORTS_SOME: (QT_TRANSLATE_NOOP("SelfCheck", "Free: {ports}. Taken now: {busy}. One is enough."), ""),
    State.PORTS_BUSY: (
        QT_TRANSLATE_NOOP("SelfCheck", "All are taken: {busy}"),
        QT_TRANSLATE_NOOP(
            "SelfCheck",
            "Finish a login that waits, end the other program that listens there, or register more redirect addresses.",
        ),
    ),
    State.PORTS_SOME_REFUSED: (
        QT_TRANSLATE_NOOP("SelfCheck", "Free: {ports}. The system refuses: {refused}. Taken now: {busy}. One is enough."),
        _RESERVED,
    ),
    State.PORTS_REFUSED: (
        QT_TRANSLATE_NOOP("SelfCheck", "None is free. The system refuses: {refused}. Taken now: {busy}"), _RESERVED,
    ),
    State.PORTS_NONE: (
        QT_TRANSLATE_NOOP("SelfCheck", "No redirect address is set."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set helseid.redirect_uris as registered at HelseID Selvbetjening."),
    ),
    State.BROWSER_NAMED: (QT_TRANSLATE_NOOP("SelfCheck", "{browser}, by the variable BROWSER"), ""),
    State.BROWSER_SYSTEM: (QT_TRANSLATE_NOOP("SelfCheck", "The system's own way."), ""),
    State.BROWSER_NONE: (
        QT_TRANSLATE_NOOP("SelfCheck", "No way to start one was found."),
        QT_TRANSLATE_NOOP("SelfCheck", "Install xdg-utils and a browser, or name one in BROWSER. The address can be copied."),
    ),
    State.JOURNAL_KEPT: (QT_TRANSLATE_NOOP("SelfCheck", "Kept, in {folder}. Months: {months}"), ""),
    State.JOURNAL_OFF: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not kept: look-ups are not recorded on this machine."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set journal.enabled where your organisation wants it."),
    ),
    State.JOURNAL_BROKEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "It cannot be used: {folder}"),
        QT_TRANSLATE_NOOP("SelfCheck", "See the folder and the password store, then --check-journal. Look-ups are not recorded."),
    ),
    State.JOURNAL_NEWER: (
        QT_TRANSLATE_NOOP("SelfCheck", "A newer version of this program has kept it, and this one leaves it as it is: {folder}"),
        QT_TRANSLATE_NOOP("SelfCheck", "Install the newer version again. Look-ups are not recorded."),
    ),
    State.HAND_OVER_READY: (QT_TRANSLATE_NOOP("SelfCheck", "Ready: {address}"), ""),
    State.HAND_OVER_NONE: (
        QT_TRANSLATE_NOOP("SelfCheck", "Not possible in this session ({why})."),
        QT_TRANSLATE_NOOP("SelfCheck", "Numbers can be typed and scanned. For a hand-over, see XDG_RUNTIME_DIR."),
    ),
    State.SYSTEM_LOCK_TOLD: (QT_TRANSLATE_NOOP("SelfCheck", "The system tells of them ({by})."), ""),
    State.SYSTEM_LOCK_PARTLY: (
        QT_TRANSLATE_NOOP("SelfCheck", "Told by {by}; but {locker} does not say when the screen is locked."),
        QT_TRANSLATE_NOOP("SelfCheck", "Lock it by loginctl lock-session, which is heard; the window's own clock locks anyway."),
    ),
    State.SYSTEM_LOCK_SILENT: (
        QT_TRANSLATE_NOOP("SelfCheck", "The system tells nothing of them: the window locks by its own clock alone."),
        QT_TRANSLATE_NOOP("SelfCheck", "Run systemd-logind, or a desktop with a screen saver service."),
    ),
    State.CAPTURE_ALLOWED: (
        QT_TRANSLATE_NOOP("SelfCheck", "As it is set: other programs may picture the windows (privacy.screen_capture)."), "",
    ),
    State.CAPTURE_ASKED: (
        QT_TRANSLATE_NOOP("SelfCheck", "The system is asked to keep the windows out. Nobody has verified this on this system."),
        QT_TRANSLATE_NOOP("SelfCheck", "Take a picture of the screen, and see."),
    ),
    State.CAPTURE_IMPOSSIBLE: (
        QT_TRANSLATE_NOOP("SelfCheck", "The windows are to be kept out, but this system cannot do that."),
        QT_TRANSLATE_NOOP("SelfCheck", "Set privacy.screen_capture to allow, or keep programs off that take such pictures."),
    ),
    State.MEMORY_CORE: (QT_TRANSLATE_NOOP("SelfCheck", "A crash writes no core file. More cannot be asked of this system."), ""),
    State.MEMORY_KEPT: (QT_TRANSLATE_NOOP("SelfCheck", "A crash leaves nothing of it, and other programs cannot read it."), ""),
    State.MEMORY_OPEN: (
        QT_TRANSLATE_NOOP("SelfCheck", "A crash may leave a picture of it on the disk."),
        QT_TRANSLATE_NOOP("SelfCheck", "Switch core dumps off on this machine."),
    ),
    State.MEMORY_UNKNOWN: (
        QT_TRANSLATE_NOOP("SelfCheck", "Asked of the system, which does not tell whether it does it."),
        QT_TRANSLATE_NOOP("SelfCheck", "Switch crash reports off for this program by policy."),
    ),
}  # fmt: skip

_ALLOWED = QT_TRANSLATE_NOOP("SelfCheck", "Allowed: {allowed}.")
_TITLE = QT_TRANSLATE_NOOP("SelfCheck", "Prøvesvar: self-check of {time}")
_DO = QT_TRANSLATE_NOOP("SelfCheck", "What to do: {text}")
_SUMMARY = QT_TRANSLATE_NOOP("SelfCheck", "Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}.")
_MAIL = QT_TRANSLATE_NOOP("SelfCheck", "There is no secret and no person in this report: it can be mailed to whoever helps you.")
_INDENT = "    "


class _Given(dict[str, str]):
    """The values of a sentence; a missing or empty one shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"


def what(finding: Finding, translate: Translate) -> str:
    lines = [_filled(STATES[finding.state][0], finding.given, translate)]
    lines += [f"    • {fault_told(each, translate)}" for each in finding.faults]
    return "\n".join(lines)


def fault_told(fault: Fault, translate: Translate) -> str:
    """One of several, with what may stand there."""
    what = _filled(STATES[fault.state][0], fault.given, translate)
    if fault.state not in (State.SETTINGS_INVALID, State.SETTINGS_WRONG):
        return what
    return f"{what} {_filled(_ALLOWED, fault.given, translate)}"


def what_to_do(finding: Finding, translate: Translate) -> str:
    """What to do about it; empty where nothing is to be done."""
    do = STATES[finding.state][1]
    return _filled(_ELSEWHERE.get(finding.given.get("place", ""), {}).get(do, do), finding.given, translate)


def _detail(of: Detail, translate: Translate) -> str:
    line = f"{of.name} = {of.value or '–'}"
    if of.origin is None:
        return line
    origin = translate(ORIGINS[of.origin.value])
    return f"{line} ({origin})"


def _filled(text: str, given: Mapping[str, str], translate: Translate) -> str:
    if not text:
        return ""
    values = {name: value for name, value in given.items() if value}
    if values.get("reason") in WHY:
        values["reason"] = translate(WHY[values["reason"]])
    return translate(text).format_map(_Given(values))


def report(findings: Sequence[Finding], when: datetime.datetime, translate: Translate) -> str:
    """All of it. ``when``: aware."""
    time = f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    lines = [translate(_TITLE).format(time=time), summary(findings, translate), ""]
    for finding in findings:
        lines += paragraph(finding, translate)
    return "\n".join([*lines, "", translate(_MAIL), ""])


def paragraph(finding: Finding, translate: Translate) -> list[str]:
    grade, item = translate(GRADES[finding.grade]), translate(ITEMS[finding.item])
    lines = [f"[{grade}] {item}: {what(finding, translate)}"]
    do = what_to_do(finding, translate)
    if do:
        lines.append(_INDENT + translate(_DO).format(text=do))
    return lines + [f"{_INDENT}{_detail(each, translate)}" for each in finding.details]


def summary(findings: Iterable[Finding], translate: Translate) -> str:
    """How many of each grade."""
    every = [finding.grade for finding in findings]
    return translate(_SUMMARY).format(**{grade.value: every.count(grade) for grade in Grade})
