"""What people fill in about themselves, and what an administrator fills in about roles."""

import re

from flask import current_app
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from course.people.access import visitor
from course.people.consents import WORDINGS
from course.people.guessing import LONGEST, problem_with

# Latin letters alone (re.A, or re.I would take four others for i, k and s), for casefold() and every post office agree on those;
# no comma, quote or bracket that a header knows.
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}",
                     re.I | re.A)


def stripped(text):
    return text.strip() if text else text


def can_be_written_to(form, field):
    if len(field.data) > 254 or not ADDRESS.fullmatch(field.data):
        raise ValidationError("Write a whole e-mail address, such as name@example.org.")


def is_hard_to_guess(form, field):
    here = visitor()
    known = (here.email, here.name) if here else ()
    email, name = (getattr(form, part, None) for part in ("email", "name"))
    personal = (*known, email and email.data, name and name.data, current_app.config["SETTINGS"].SITE_NAME)
    problem = problem_with(field.data, *personal)
    if problem:
        raise ValidationError(problem)


def email_field(label="E-mail address", autocomplete="username"):
    return EmailField(label, [DataRequired("Write your e-mail address."), can_be_written_to], filters=[stripped],
                      render_kw={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"})


def present_password(label="Password"):
    return PasswordField(label, [DataRequired("Write your password."), Length(max=LONGEST, message="This is too long.")],
                         render_kw={"autocomplete": "current-password"})


def new_password(label="Password"):
    return PasswordField(label, [DataRequired("Choose a password."), is_hard_to_guess],
                         render_kw={"autocomplete": "new-password"})


def name_field():
    return StringField("Name", [Optional(), Length(max=100, message="Write 100 characters or fewer.")],
                       filters=[lambda text: " ".join(text.split()) if text else text], render_kw={"autocomplete": "name"})


class SignInForm(FlaskForm):
    email = email_field()
    password = present_password()
    next = HiddenField()


class SignUpForm(FlaskForm):
    name = name_field()
    email = email_field()
    password = new_password()
    terms = BooleanField(WORDINGS["terms"], [DataRequired("Tick this to create an account.")])
    research = BooleanField(WORDINGS["research"])
    next = HiddenField()


class ForgottenForm(FlaskForm):
    email = email_field()


class NewPasswordForm(FlaskForm):
    password = new_password("New password")


class PressForm(FlaskForm):
    """A button alone."""


class ErasureForm(FlaskForm):
    password = present_password()


NOT_THE_WORD = "Type the word erase, or go back: nothing is erased yet."


def is_the_word(form, field):
    if field.data.strip().casefold() != "erase":
        raise ValidationError(NOT_THE_WORD)


class TypedErasureForm(FlaskForm):
    word = StringField("Type the word erase", [DataRequired(NOT_THE_WORD), is_the_word],
                       render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})


class EraseSomebodyForm(FlaskForm):
    email = EmailField("Type the address of the account", [DataRequired("Type the address of the account.")], filters=[stripped])


class NameForm(FlaskForm):
    name = name_field()


class AddressForm(FlaskForm):
    email = email_field("New e-mail address", "email")
    password = present_password()


class ChangePasswordForm(FlaskForm):
    old = present_password("Current password")
    password = new_password("New password")


class ConsentForm(FlaskForm):
    research = BooleanField(WORDINGS["research"])


class RoleForm(FlaskForm):
    """`role` is `name` or `name:course`; its choices are set by the view, for they are the courses that stand."""

    email = email_field(autocomplete="off")
    role = SelectField("Role")
