"""PEOPLE: who they are and what they may do. Guests and accounts, sessions, roles, consent, and the names in the ledger."""


def open_in(app):
    from course.extensions import login_manager
    from course.people import (  # noqa: F401 - they hang doors and clocks
        account_views,
        administration_views,
        audit_views,
        erasure_views,
        tasks,
    )
    from course.people.access import guard
    from course.people.audit_commands import audit_group
    from course.people.commands import erase_what, retain_now, role_group
    from course.people.sessions import TokenSessions
    from course.people.views import blueprint
    from course.people.visitors import load_visitor, note_visit

    login_manager.session_protection = None  # it would tie a session to a device's address; ours end by themselves
    login_manager.request_loader(load_visitor)
    app.login_manager = login_manager  # its init_app() would look after a cookie that we do not use, at each request
    app.session_interface = TokenSessions()
    app.before_request(guard)
    app.after_request(note_visit)
    app.register_blueprint(blueprint)
    for command in (role_group, erase_what, retain_now, audit_group):
        app.cli.add_command(command)
