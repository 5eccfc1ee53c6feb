"""REUSE: courses that go out as a zip of Markdown, and come back as another's: forks, copies, credit, and who adapted what."""


def open_in(app):
    from course.reuse import (  # noqa: F401 - they hang their doors on the blueprint
        adaptation_views,
        copy_views,
        fork_views,
        parent_views,
    )
    from course.reuse.commands import COMMANDS
    from course.reuse.views import blueprint

    app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
