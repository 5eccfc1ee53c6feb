"""THE LIBRARY: what is taught. One door in, `publishing.publish()`; every text that was ever published can be fetched back."""


def open_in(app):
    from course.content.commands import COMMANDS

    for command in COMMANDS:
        app.cli.add_command(command)
