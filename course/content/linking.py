"""Addresses within a course, as its pages name them. The edition's place is filled in when a page is read."""

from urllib.parse import quote

PLACE = "/files/@/"  # a page is drawn once for a revision, its pictures are those of the edition


class Links:
    """Where a file and a lesson of one course are found."""

    def __init__(self, course):
        self.course = course

    def file(self, path):
        return f"/courses/{self.course}{PLACE}{quote(path.removeprefix('files/'))}"

    def lesson(self, key):
        return f"/courses/{self.course}/{key}"


def in_edition(html, edition):
    """A page's HTML with its files taken from the edition of this name."""
    return html.replace(PLACE, f"/files/{edition}/")
