"""THE CLASSROOM: learners open lessons, answer and complete them; each fact is told to the ledger."""


def open_in(app):
    from course.learning.views import blueprint

    app.register_blueprint(blueprint)
