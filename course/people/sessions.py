"""The session cookie: one signed, expiring token. The server keeps its hash while somebody is signed in, and nothing else.

A stranger's token is known to the cookie alone; it ties her forms to her browser. Nothing is stored in a cookie but the token.
"""

import hashlib
import hmac
from datetime import timedelta
from functools import cached_property

from flask import current_app, g, session
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadSignature, TimestampSigner
from itsdangerous.encoding import base64_encode

from course.clock import now
from course.ids import new_token

AT_MOST = timedelta(days=90)  # no sign-in lasts longer, whatever happens in it
CSRF = "csrf_token"


class TokenSession(dict, SessionMixin):
    """Flask-WTF asks it for `csrf_token`, which follows from the token; asking makes a stranger keep hers."""

    def __init__(self, token, secret, kept):
        super().__init__()
        self.token, self.secret = token, secret
        self.kept = kept  # the browser has the cookie already
        self.begun = False  # somebody was signed in by this very request
        self.wanted = False
        self.ended = False
        self.came = token, self.kept  # as the browser has it

    @property
    def hash(self):
        return hashlib.sha256(self.token.encode()).hexdigest()

    @property
    def root(self):
        """What a stranger's token and her guest's have in common, so that the forms in her other tabs stay good."""
        return self.token.partition(".")[0]

    def derive(self, purpose):
        """A token that follows from this one's root, for whoever holds both it and the site's secret."""
        return hmac.new(self.secret, f"{purpose}:{self.root}".encode(), "sha256").hexdigest()

    def made(self, form_token):
        """Whether a form_token() is of this session."""
        try:
            return hmac.compare_digest(_form_signer(current_app).unsign(form_token), self.in_forms())
        except BadSignature:
            return False

    def in_forms(self):
        """What a form_token() signs."""
        return base64_encode(f'"{self[CSRF]}"')

    def become(self, token):
        """Go on under another token, as at each sign-in."""
        self.token, self.kept, self.begun, self.wanted, self.ended = token, False, True, True, False

    def go_back(self):
        """Where what began or ended a session was undone, the browser keeps what it came with: a guest has no other way in."""
        if self.begun or self.ended:
            (self.token, self.kept), self.begun, self.ended = self.came, False, False
            g.pop(CSRF, None)
            forget_visitor()

    def __contains__(self, key):
        return key == CSRF or super().__contains__(key)

    def __getitem__(self, key):
        if key == CSRF:
            self.wanted = True
            return self.derive("csrf")
        return super().__getitem__(key)


class TokenSessions(SessionInterface):
    """Opens a session from its cookie and keeps it there; a token that is forged or too old is a stranger's."""

    def open_session(self, app, request):
        cookie = request.cookies.get(self.get_cookie_name(app))
        secret = app.config["SECRET_KEY"].encode()
        token = self._signer(app).read(cookie) if cookie else None
        return TokenSession(token or new_token(), secret, kept=bool(token))

    def save_session(self, app, session, response):
        if "Vary" in response.headers:
            response.vary.add("Cookie")
        else:
            response.headers["Vary"] = "Cookie"  # most often: nothing has to be read to be added to
        name = self.get_cookie_name(app)
        flags = {"secure": app.config["SESSION_COOKIE_SECURE"], "httponly": True, "samesite": "Lax", "path": "/"}
        if session.ended:
            response.delete_cookie(name, **flags)
        elif session.wanted and not session.kept:
            response.set_cookie(name, self._signer(app).write(session.token), max_age=AT_MOST, **flags)
        if session.wanted or session.kept:
            response.headers.setdefault("Cache-Control", "no-store")

    def _signer(self, app):
        if "token_signer" not in app.extensions:
            app.extensions["token_signer"] = _Signer(app.config["SECRET_KEY"])
        return app.extensions["token_signer"]


def form_token():
    """The token against forged forms, once a request: as Flask-WTF makes it and checks it, but with its key derived once."""
    token = g.get(CSRF)
    if token is None:
        token = _form_signer(current_app).sign(session.in_forms()).decode()
        setattr(g, CSRF, token)
    return token


def _form_signer(app):
    if "form signer" not in app.extensions:
        app.extensions["form signer"] = _QuickSigner(
            app.config["SECRET_KEY"], salt="wtf-csrf-token", digest_method=hashlib.sha1)  # as Flask-WTF has it, less its detour
    return app.extensions["form signer"]


class _QuickSigner(TimestampSigner):
    """Derives its key once, and not at each cookie; asks the one clock."""

    @cached_property
    def _key(self):
        return super().derive_key()

    def derive_key(self, secret_key=None):
        return self._key

    def get_timestamp(self):
        return int(now().timestamp())


class _Signer:
    def __init__(self, secret):
        self.signer = _QuickSigner(secret, salt="session", key_derivation="hmac", digest_method=hashlib.sha256)

    def read(self, cookie):
        """The token, or None. One of a moment that is still to come is ours, too: a clock was set back, or that of the worker who
        made it is ahead; as a stranger's, it would cost a guest all that she did."""
        try:
            token, made_at = self.signer.unsign(cookie, return_timestamp=True)
            return token.decode() if now() - made_at <= AT_MOST else None
        except (BadSignature, UnicodeDecodeError):
            return None

    def write(self, token):
        return self.signer.sign(token).decode()


def forget_visitor():
    """After a sign-in or sign-out within a request: whoever was loaded is no longer the visitor."""
    g.pop("_login_user", None)
