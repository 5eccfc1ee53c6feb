"""The `course` command: each room's commands under one name. Refusals are sentences, never traces."""

import sys

import click
from flask.cli import FlaskGroup, NoAppException, ScriptInfo
from sqlalchemy.exc import DBAPIError

from course import create_app
from course.authoring.bank_commands import bring_questions
from course.content.commands import begin, check_course
from course.demo.commands import run_demo
from course.errors import CourseError, NoDatabase
from course.reuse.commands import fork_course
from course.serving import serve, work


def create_app_or_say_why():
    """The application; a wrong setting is a sentence of the command line, also beside its help."""
    try:
        return create_app()
    except CourseError as refusal:
        raise NoAppException(str(refusal)) from None


class Commands(FlaskGroup):
    """A command that needs the application says why there is none; Flask's own group would add that there is no such command."""

    def get_command(self, ctx, name):
        if name not in self.commands:
            try:
                ctx.ensure_object(ScriptInfo).load_app()
            except NoAppException as reason:
                refuse(reason.format_message())
        return super().get_command(ctx, name)


main_group = Commands(
    name="course",
    create_app=create_app_or_say_why,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="The open e-course platform. Settings are environment variables: COURSE_SECRET_KEY and the rest of course/config.py.",
)
for command in (begin, bring_questions, check_course, fork_course, run_demo, serve, work):  # these need no open application
    main_group.add_command(command)


def main():
    try:
        main_group.main(prog_name="course")
    except NoDatabase as away:
        refuse(f"The database does not answer: {str(away.__cause__).splitlines()[0]}.")
    except CourseError as refusal:
        refuse(str(refusal))
    except DBAPIError as failure:
        said = str(failure.orig).splitlines()[0]
        refuse(f"The database refused: {said}. On a new site, or after an upgrade, run `course db upgrade` first.")


def refuse(sentence):
    click.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
