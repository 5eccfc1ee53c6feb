"""What is kept for a while is gone when its time is over."""

from course.database import writing
from course.mailing.sending import send_due
from course.outbox import Letter
from course.people.clearing import clear_away
from course.people.models import OneTimeLink, Person, SignIn
from course.people.tasks import clear_away_by_night
from tests.people.asking import count, sign_up


def clear(app):
    with app.app_context(), writing():
        clear_away()


def test_sessions_links_and_letters_go_and_people_stay(app, client, clock):
    sign_up(client)
    with app.app_context():
        send_due()
    clock.advance(days=29)
    clear(app)
    assert (count(app, SignIn), count(app, OneTimeLink), count(app, Letter)) == (1, 1, 1)
    clock.advance(days=62)
    clear(app)
    assert (count(app, SignIn), count(app, OneTimeLink), count(app, Letter), count(app, Person)) == (0, 0, 0, 1)


def test_letters_that_wait_are_not_cleared_away(app, client, clock):
    sign_up(client)
    clock.advance(days=40)
    clear(app)
    assert count(app, Letter) == 1


def test_worker_does_it_by_night(app, client, clock):
    sign_up(client)
    clock.advance(days=91)
    clear_away_by_night.call_local()
    assert count(app, SignIn) == 0
