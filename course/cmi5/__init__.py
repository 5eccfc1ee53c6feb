"""Other tools in a lesson: cmi5 packages, their units opened for learners, the rules of each session, and what satisfies them."""


def open_in(app):
    from course.cmi5 import commands, package_views, tasks  # noqa: F401 - the worker finds them
    from course.cmi5.views import blueprint

    app.extensions["before a registration"] = []  # what other rooms lock before it, of the enrolment that it hangs on
    app.extensions["when satisfied"] = []  # what other rooms do in the transaction that satisfies something of a registration
    app.register_blueprint(blueprint)
    app.register_blueprint(package_views.blueprint)
    app.cli.add_command(commands.cmi5_group)
