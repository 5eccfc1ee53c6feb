"""What this room keeps about people."""

from course.people.keeping import KEPT

__all__ = ["KEPT"]
