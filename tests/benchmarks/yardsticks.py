"""The yardsticks: a bare page and a bare answer, in a few lines of Flask, on an engine and a server like ours."""

import os

from flask import Flask, redirect, render_template, request
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from jinja2 import DictLoader
from sqlalchemy.orm import Mapped, mapped_column

from course.database import db, writing
from course.engines import prepare

SIZE = 30 * 1024
SENTENCE = "<p>A sentence of about a hundred characters, which stands here ready made, as a page of text would have it.</p>\n"
PAGE = f"<!doctype html><title>Bare</title><p>{{{{ current_user.name }}}}</p>\n{SENTENCE * (SIZE // len(SENTENCE))}"


class BareUser(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class BareAnswer(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    text: Mapped[str]


def create_bare(url=None):
    app = Flask(__name__)
    url = url or os.environ["BARE_DATABASE_URL"]
    options = {} if url.startswith("sqlite") else {"pool_pre_ping": True}
    app.config.update(SECRET_KEY="for benchmarks alone: 0123456789", SQLALCHEMY_DATABASE_URI=url,
                      SQLALCHEMY_ENGINE_OPTIONS=options)
    app.jinja_loader = DictLoader({"bare.html": PAGE})
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    CSRFProtect(app)
    LoginManager(app).user_loader(lambda user_id: db.session.get(BareUser, int(user_id)))
    _add_doors(app)
    return app


def _add_doors(app):
    @app.get("/page")
    @login_required
    def page():
        return render_template("bare.html")

    @app.post("/answers")
    @login_required
    def answer():
        user_id, text = current_user.id, request.form["text"]
        with writing() as session:
            session.add(BareAnswer(user_id=user_id, text=text))
        return redirect("/page", 303)

    @app.get("/sign-in")
    def sign_in():
        login_user(db.session.get(BareUser, 1))
        return generate_csrf()

    @app.get("/health")
    def health():
        return "ok"


def make_tables(url):
    """The tables, and the one user."""
    app = create_bare(url)
    with app.app_context():
        with db.engine.execution_options(writes=True).begin() as connection:
            for model in (BareUser, BareAnswer):
                model.__table__.create(connection)
            connection.execute(BareUser.__table__.insert().values(id=1, name="Bea"))
        db.engine.dispose()
