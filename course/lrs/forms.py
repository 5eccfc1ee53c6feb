"""What an administrator says about a tool that gets credentials."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from course.statements.credentials import SCOPES


class CredentialForm(FlaskForm):
    title = StringField("Which tool is it for?", [
        DataRequired("Give the tool a title, so that people know whose it is."),
        Length(max=200, message="Write 200 characters or fewer.")])
    scopes = SelectMultipleField(
        "What may it do?", [DataRequired("Choose one thing at least that it may do.")],
        choices=[SelectChoice(scope, words[:1].upper() + words[1:]) for scope, words in SCOPES.items()],
        default=["statements/write", "statements/read/mine"], option_widget=CheckboxInput(), widget=ListWidget())
    counts = BooleanField("Its statements about our courses count in the results of evaluators")
