"""Who takes which course, since when, and who has left."""


def open_in(app):
    """Its acts are called by the classroom; it has no doors of its own."""
