"""THE POST: sends the letters that stand in the outbox, after the transaction that wrote them. The small beginning of it."""


def open_in(app):
    from course.mailing.commands import send_letters
    from course.mailing.tasks import wake_after_request

    settings = app.config["SETTINGS"]
    app.config.setdefault("MAIL_WAKES", not (settings.TESTING or settings.DEMO))  # those two send by themselves
    app.after_request(wake_after_request)
    app.cli.add_command(send_letters)
