"""THE CLASSROOM: learners open lessons, answer and complete them; each fact is told to the ledger."""


def open_in(app):
    from course.content.licences import read_licence
    from course.content.questions import review
    from course.enrolment.enrolling import hold_enrolment
    from course.learning import (  # noqa: F401 - they hang their doors and their clock
        activity_views,
        address_views,
        feedback_views,
        tasks,
    )
    from course.learning.commands import tell_anonymous
    from course.learning.completing import complete_by_activity
    from course.learning.paper_drawing import in_words
    from course.learning.thought_views import blueprint

    app.register_blueprint(blueprint)
    app.extensions["before a registration"].append(hold_enrolment)
    app.extensions["when satisfied"].append(complete_by_activity)
    app.cli.add_command(tell_anonymous)
    app.jinja_env.filters["in_words"] = in_words
    app.jinja_env.filters["licence"] = read_licence
    app.jinja_env.globals["review"] = review
