"""THE POST to other record stores: sends on what stands in the ledger, each statement once, and tells webhooks what happened."""


def open_in(app):
    from course.forwarding import tasks  # noqa: F401 - the worker finds its turns there
    from course.forwarding.commands import forward_group
    from course.forwarding.views import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(forward_group)
