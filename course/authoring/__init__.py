"""THE WORKSHOP: where courses are published. Small for now: the command; the browser's desk comes with its own issue."""


def open_in(app):
    from course.authoring import feedback_views  # noqa: F401 - it hangs its doors on the blueprint
    from course.authoring.commands import COMMANDS
    from course.authoring.thought_views import blueprint

    app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
