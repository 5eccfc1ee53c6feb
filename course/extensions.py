"""Flask's extensions, made here and opened by create_app."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from course import limiting  # noqa: F401 - to be known by its scheme

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)
login_manager = LoginManager()
migrate = Migrate()
