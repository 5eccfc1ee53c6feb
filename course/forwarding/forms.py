"""What an administrator says about a destination."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, PasswordField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from course.statements.vocabulary import VERBS

LONG = Length(max=200, message="Write 200 characters or fewer.")
NO_DAY = "Give the day as year, month and day, such as 2026-11-02."


class Day(DateField):
    def process_formdata(self, given):
        try:
            super().process_formdata(given)
        except ValueError:
            raise ValueError(NO_DAY) from None


class ChangeForm(FlaskForm):
    title = StringField("What is it called?", [LONG])
    address = StringField("Address", [Length(max=500, message="Write 500 characters or fewer.")])
    user = StringField("Name", [LONG])
    secret = PasswordField("Secret", [Length(max=500, message="Write 500 characters or fewer.")])
    version = SelectField("Version of xAPI", choices=[SelectChoice("1.0", "1.0.3"), SelectChoice("2.0", "2.0.0")], default="1.0")
    course = SelectField("Which course?")
    verbs = SelectMultipleField(
        "Which verbs?", choices=[SelectChoice(name, f"{verb.display}: {verb.said}") for name, verb in VERBS.items()],
        option_widget=CheckboxInput(), widget=ListWidget())
    of_tools = BooleanField("Also what other tools sent here")
    with_names = BooleanField("A webhook is told the random names of learners, too")

    def offer(self, courses):
        """The courses to choose from, (key, title) each."""
        self.course.choices = [SelectChoice("", "All courses"), *(SelectChoice(key, title) for key, title in courses)]
        return self


class DestinationForm(ChangeForm):
    kind = RadioField("What is it?", [InputRequired("Choose a record store or a webhook.")], choices=[
        SelectChoice("store", "A record store that speaks xAPI"),
        SelectChoice("webhook", "A webhook that is told what happened")])
    since = Day("Since which day?", [Optional()])


class ReplayForm(FlaskForm):
    since = Day("Send again since which day?", [InputRequired(NO_DAY)])
