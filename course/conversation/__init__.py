"""What readers say under a lesson's one question, and what facilitators have decided about it."""


def open_in(app):
    """Its acts are called by the classroom and the workshop; it has no doors of its own."""
