"""What a facilitator says about a package that she imports."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length


class ImportForm(FlaskForm):
    package = FileField("The package", [FileRequired("Choose a file: a zip, or a cmi5.xml.")])
    key = StringField("What lessons call it", [Length(max=80, message="Write 80 characters or fewer.")])
