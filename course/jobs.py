"""Work that waits for nobody: Huey and its queue, and nothing of what a room does with it.

The queue only wakes a worker; what is to be done stands in the rooms' own tables, so that a lost wake-up loses nothing.
"""

from pathlib import Path

from huey import SqliteHuey

huey = SqliteHuey("course", filename=":memory:", immediate=False)


def open_in(app):
    """Point the queue at this installation's file; tests and commands run what they enqueue at once."""
    huey.storage_kwargs["filename"] = str(Path(app.config["SETTINGS"].INSTANCE) / "jobs.db")
    huey.storage = huey.create_storage()
    huey.flask = app
    huey.immediate = app.config["SETTINGS"].TESTING
    app.extensions["huey"] = huey
