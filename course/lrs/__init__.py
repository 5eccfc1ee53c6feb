"""The xAPI face of the ledger, at /xapi/: other tools send statements, read them, and keep documents here."""


def open_in(app):
    from course.lrs import (
        commands,
        credential_views,
        document_views,  # noqa: F401 - it hangs its doors
        entering,
        ledger_views,
        profile_views,
        session_views,  # noqa: F401 - it hangs its door
        statement_views,
    )
    from course.lrs.unfolding import unfold
    from course.lrs.views import blueprint

    app.register_blueprint(blueprint)
    app.register_blueprint(credential_views.blueprint)
    app.register_blueprint(profile_views.blueprint)
    app.register_blueprint(ledger_views.blueprint)
    app.cli.add_command(commands.lrs_group)
    entering.open_in(app, statement_views.tell_settled)
    app.wsgi_app = unfold(app.wsgi_app)
