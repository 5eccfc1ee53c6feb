"""Flask's extensions, made here and opened by create_app."""

from flask import g, request, session
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect


class FormProtection(CSRFProtect):
    """Flask-WTF's, which derives its key anew for each form. The session knows its own token at once; about any other Flask-WTF
    is asked, and says what is wrong with it."""

    def protect(self, *given, **named):
        if request.method in ("GET", "HEAD"):
            return
        if not self._is_exempt() and session.made(request.form.get("csrf_token", "")):
            g.csrf_valid = True  # as Flask-WTF notes it
        else:
            super().protect(*given, **named)


csrf = FormProtection()
login_manager = LoginManager()
migrate = Migrate()
