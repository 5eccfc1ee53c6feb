"""What only the folder on the disk shows, beside its files."""

from course.content.git import ignored
from course.content.problems import Report


def check_ignored(folder, files):
    """Warnings for files that git ignores: they are part of the edition, and would be missing wherever the course is cloned."""
    problems = []
    for path in ignored(folder, files):
        Report(path, problems).warning(1, "R111", "Git ignores this file, yet it is part of the course. Remove it, or take it "
                                                  "out of .gitignore.")
    return problems
