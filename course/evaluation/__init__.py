"""THE OBSERVATORY: what happened, read from the ledger. Every figure comes with its definition, its n and its denominators."""


def open_in(app):
    from course.evaluation import ledger_views, tasks  # noqa: F401 - they hang their doors on the blueprint, and their clock
    from course.evaluation.commands import export_course
    from course.evaluation.shares import percent
    from course.evaluation.views import blueprint

    app.register_blueprint(blueprint)
    app.jinja_env.filters["percent"] = percent
    app.cli.add_command(export_course)
