"""Settings, read from the environment as COURSE_<NAME>; a wrong one stops the start with a sentence."""

import os
import secrets
from dataclasses import dataclass, fields
from pathlib import Path

from course.errors import WrongSetting

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """Each field is one setting; the comment says what it does."""

    SECRET_KEY: str = ""  # signs cookies and forms; 32 characters or more, kept out of git
    EXPORT_KEY: str = ""  # makes the pseudonyms of exports; another one cuts the tie between old files and new
    INSTANCE: str = "instance"  # the folder of what this installation keeps: database, mail, limits
    DATABASE_URL: str = ""  # sqlite:///... or postgresql://...; empty means course.db in the instance folder
    SITE_NAME: str = "Open Course"  # shown on every page and in every letter
    SITE_ADDRESS: str = "http://localhost:8000"  # where people reach this site; letters link to it
    PLATFORM_IRI: str = (
        ""  # names actors and activities in statements; fixed at the first publication; empty: the address
    )
    TRUSTED_HOSTS: str = "localhost,127.0.0.1"  # host names that a request may ask for, with commas
    PROXIES: int = 0  # how many proxies of yours stand in front and set X-Forwarded-For and -Proto
    SECURE_COOKIES: bool = True  # cookies over https only; switched off for a demo on this machine
    ALLOW_PLAIN_HTTP: bool = False  # lets a site that is not on this machine run without https, at your own risk
    MAIL_FROM: str = "course@localhost"  # the sender of letters
    SMTP_HOST: str = ""  # where letters go; empty: each is written into the folder `mail` of the instance
    SMTP_PORT: int = 587
    SMTP_USER: str = ""
    SMTP_PASSWORD: str = ""
    SMTP_STARTTLS: bool = True
    PASSWORD_PROFILE: str = "strong"  # strong: argon2id with 19 MiB; cheap: for tests alone
    MODULES: str = "modules"  # the folder of courses
    WRITE_BACK: bool = False  # what is published in the browser is written into it and committed to git, whose hooks then run
    TOOL_MEGABYTES: int = 64  # how large one request of another tool to /xapi may be, attachments included
    DOCUMENT_MEGABYTES: int = 8  # how large one state or profile document of another tool may be
    PACKAGE_MEGABYTES: int = 500  # how large a package of another tool may be that is imported in the browser
    ACTIVITY_MEGABYTES: int = 50  # how much an activity of another tool may send about one learner, in all
    TOOL_RATE: int = 60_000  # how many requests a minute each worker answers to one tool's credentials
    KEEP_GUESTS: int = 0  # days after which a guest who was not here is erased; 0: never
    KEEP_ACCOUNTS: int = 0  # days after which an account holder without a role who was not here is erased; 0: never
    KEEP_STATEMENTS: int = 0  # days after which records of learning are deleted, and with them the figures made of them; 0: never
    AUDIT_MAIL: str = ""  # the address that the newest hash of the audit log goes to each night; empty: none
    METRICS_TOKEN: str = ""  # what a monitor shows at /metrics as a bearer token; empty: this machine alone may read them
    NEAR_DESTINATIONS: bool = False  # lets statements go on to http addresses of this machine, which a demo and tests need
    INNER_DESTINATIONS: str = ""  # machines of your inner network that statements may go on to, by https; names with commas
    DEMO: bool = False  # a site of this machine alone: shows its letters, makes its own secret, and does without https
    TESTING: bool = False
    WRITE_WAIT: float = 10.0  # seconds that a writer waits for its turn before it says that the site is too busy

    @property
    def database_url(self):
        return self.DATABASE_URL or f"sqlite:///{(Path(self.INSTANCE) / 'course.db').resolve()}"

    @property
    def platform(self):
        return (self.PLATFORM_IRI or self.SITE_ADDRESS).rstrip("/")


def read_settings(overrides=None):
    """Settings from the environment, then `overrides`. Refuses what would be unsafe or cannot work."""
    given = {f.name: os.environ[f"COURSE_{f.name}"] for f in fields(Settings) if f"COURSE_{f.name}" in os.environ}
    given |= overrides or {}
    if given.get("DEMO") and _as(DEMO, given["DEMO"]):
        given = of_a_demo(given.get("INSTANCE", "instance")) | given
    try:
        settings = Settings(**{f.name: _as(f, given[f.name]) for f in fields(Settings) if f.name in given})
    except ValueError as wrong:
        raise WrongSetting(f"A setting cannot be read: {wrong}.") from None
    Path(settings.INSTANCE).mkdir(parents=True, exist_ok=True)
    return _refuse_unsafe(settings)


DEMO = next(one for one in fields(Settings) if one.name == "DEMO")


def of_a_demo(instance):
    """What a demo's settings are where nobody says otherwise: a secret made once, and cookies that work without https."""
    Path(instance).mkdir(parents=True, exist_ok=True)
    return {"SECRET_KEY": kept_key(instance, "secret.key"), "SECURE_COOKIES": False,
            "PLATFORM_IRI": "http://localhost:8000"}  # the same name in the ledger on every port


def _as(setting, given):
    if setting.type is bool and isinstance(given, str):
        if given.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise ValueError(f"COURSE_{setting.name} is “{given}”, and must be yes or no")
        return given.lower() in ("1", "true", "yes")
    try:
        return setting.type(given)
    except ValueError:
        raise ValueError(f"COURSE_{setting.name} is “{given}”, and must be a number") from None


def _refuse_unsafe(settings):
    if len(settings.SECRET_KEY) < 32 or len(set(settings.SECRET_KEY)) < 10:
        raise WrongSetting(
            "COURSE_SECRET_KEY is missing or weak. Make one with `python3 -c 'import secrets; print(secrets.token_hex(32))'`"
            " and set it, the same for every process and every start."
        )
    local = {host.split(":")[0] for host in settings.TRUSTED_HOSTS.split(",")} <= {"localhost", "127.0.0.1"}
    if not settings.SECURE_COOKIES and not (local or settings.ALLOW_PLAIN_HTTP):
        raise WrongSetting(
            "COURSE_SECURE_COOKIES is off, yet COURSE_TRUSTED_HOSTS names more than this machine. Passwords would travel in"
            " the open: switch it on and serve by https, or set COURSE_ALLOW_PLAIN_HTTP=yes if you know why."
        )
    if settings.DEMO and not local:
        raise WrongSetting(
            "COURSE_DEMO is on, yet COURSE_TRUSTED_HOSTS names more than this machine. The demo shows everybody all letters, and"
            " the links in them open accounts: switch it off."
        )
    if settings.NEAR_DESTINATIONS and not local:
        raise WrongSetting(
            "COURSE_NEAR_DESTINATIONS is on, yet COURSE_TRUSTED_HOSTS names more than this machine. Statements could be sent to"
            " whatever else runs here: switch it off."
        )
    if settings.PASSWORD_PROFILE not in ("strong", "cheap"):
        raise WrongSetting(f"COURSE_PASSWORD_PROFILE is “{settings.PASSWORD_PROFILE}”, and must be strong; cheap is for tests.")
    if not (settings.EXPORT_KEY or settings.TESTING):
        settings = Settings(**{**settings.__dict__, "EXPORT_KEY": kept_key(settings.INSTANCE, "export.key")})
    return settings


def kept_key(instance, name):
    """A random key kept in a file that only its owner can read; made at the first call."""
    path = Path(instance) / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()
