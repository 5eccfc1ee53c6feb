"""What a server loads: `gunicorn course.wsgi:app`."""

from course import create_app

app = create_app()
