"""THE WORKSHOP: where courses are published. Small for now: the command; the browser's desk comes with its own issue."""


def open_in(app):
    from course.authoring.commands import publish_course
    from course.authoring.views import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(publish_course)
