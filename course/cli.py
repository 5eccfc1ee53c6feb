"""The `course` command: each room's commands under one name. Refusals are sentences, never traces."""

import sys

import click
from flask.cli import FlaskGroup

from course import create_app
from course.content.commands import check_course
from course.demo.commands import run_demo
from course.errors import CourseError
from course.serving import serve, work

main_group = FlaskGroup(
    name="course",
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="The open e-course platform. Settings are environment variables: COURSE_SECRET_KEY and the rest of course/config.py.",
)
for command in (check_course, run_demo, serve, work):  # these need no open application
    main_group.add_command(command)


def main():
    try:
        main_group.main(prog_name="course")
    except CourseError as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
