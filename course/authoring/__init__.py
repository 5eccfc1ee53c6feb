"""THE WORKSHOP: where courses are written in the browser, and published, from there or from a folder."""


def open_in(app):
    from course.authoring import (  # noqa: F401 - they hang their doors on the blueprint
        bank_views,
        begin_views,
        block_views,
        draft_views,
        edition_views,
        feedback_views,
        file_views,
        format_views,
        guide_views,
        invitation_views,
        large_bodies,
        learner_views,
        member_views,
        offer_views,
        paste_views,
        picture_views,
        tasks,
        text_views,
        walk_views,
    )
    from course.authoring.commands import COMMANDS
    from course.authoring.offer_commands import OFFER_COMMANDS
    from course.authoring.thought_views import blueprint

    app.register_blueprint(blueprint)
    for command in (*COMMANDS, *OFFER_COMMANDS):
        app.cli.add_command(command)
