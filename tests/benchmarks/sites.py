"""A site to measure: a migrated database with the real course and its learners, each of whom is signed in."""

import hashlib
import random
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from flask import url_for
from sqlalchemy import insert, select

from course import create_app
from course.authoring.publishing import publish_folder
from course.clock import now
from course.content.queries import all_standing, parts_of
from course.content.sheets import PAPERS
from course.database import db, writing
from course.demo.crowd import Somebody, respond
from course.enrolment.models import Enrolment
from course.evaluation.tasks import keep_each
from course.ids import new_token
from course.learning.sheet_keys import make_key
from course.people.accounts import create_account, sign_up
from course.people.models import SignIn
from course.people.passwords import hash_password
from course.people.rights import give_role
from course.people.sessions import form_token
from tests import databases
from tests.benchmarks.clients import Request
from tests.benchmarks.crowds import in_haste, make_crowd
from tests.benchmarks.servers import ROOT

PASSWORD = "two quiet herons and a bridge"
BLOCK = 100  # learners, all different, of whom each round takes one block
SETTINGS = {
    "SECRET_KEY": "for benchmarks alone: 0123456789abcdef",
    "EXPORT_KEY": "for benchmarks alone: fedcba9876543210",
    "SECURE_COOKIES": "no",
    "TRUSTED_HOSTS": "localhost,127.0.0.1",
    "MODULES": str(ROOT / "modules"),
}


@contextmanager
def site(address, learners):
    """A Site with so many learners on the empty database at `address`."""
    with tempfile.TemporaryDirectory() as instance:
        settings = SETTINGS | {"DATABASE_URL": address, "INSTANCE": instance}
        databases.migrate(address, instance)
        app = create_app(settings)
        with app.app_context():
            folder = next(path.parent for path in sorted((ROOT / "modules").glob("*/course.md")))
            with in_haste(db.engine):
                with writing():
                    publish_folder(folder)
                course = all_standing()[0].outline.key
                make_crowd(course, learners)
            keep_each()  # as the worker does beside a site
        yield Site(app, {f"COURSE_{name}": value for name, value in settings.items()}, course)
        databases.close(app)


@dataclass
class Site:
    """`environment` is that of its server. Requests are made here, with the site's own secret, and sent elsewhere."""

    app: object
    environment: dict
    course: str

    def __post_init__(self):
        with self.app.app_context():
            self.standing = all_standing()[0]
            asked = select(Enrolment.person_id).order_by(Enrolment.person_id)
            self.people = db.session.execute(asked).scalars().all()
            self.sheets = list(self._sheets_of_one_question())
            with writing():
                self.evaluator = create_account("eve@example.org", PASSWORD, name="Eve")
                give_role(self.evaluator, "evaluator", self.course, by=None)
        self.cookies, self.signing_in = {}, 0

    def _sheets_of_one_question(self):
        for line in self.standing.outline.lessons:
            for part in parts_of(line.revision_id, self.standing.edition):
                if part.sheet and part.sheet.kind == "question":
                    yield line, part.sheet

    def block(self, number):
        return self.people[number * BLOCK : (number + 1) * BLOCK]

    def cookie(self, person_id):
        """The cookie of this person, signed in now."""
        if person_id not in self.cookies:
            token, moment = new_token(), now()
            row = {"token_hash": hashlib.sha256(token.encode()).hexdigest(), "person_id": person_id, "begun_at": moment,
                   "seen_at": moment, "ends_at": moment + timedelta(days=1)}
            with self.app.app_context(), writing() as session:
                session.execute(insert(SignIn).values(row))
            self.cookies[person_id] = self._write_cookie(token)
        return self.cookies[person_id]

    def _write_cookie(self, token):
        return f"session={self.app.session_interface._signer(self.app).write(token)}"

    def pages(self, people, lessons=None):
        """Each person opens a lesson: the next one of the course (or of these) for the next person, each as often as the others;
        who is left over opens none."""
        lessons = lessons or self.standing.outline.lessons
        with self.app.test_request_context():
            return [Request("GET", url_for("learning.show_lesson", course=self.course,
                                           lesson=lessons[place % len(lessons)].key), self.cookie(person))
                    for place, person in enumerate(people[: len(people) // len(lessons) * len(lessons)])]

    @property
    def papers(self):
        """The lessons with a worksheet or commitment, which are the heaviest to show."""
        return [line for line in self.standing.outline.lessons if any(sheet.kind in PAPERS for sheet in line.sheets)]

    def course_pages(self, people):
        return [Request("GET", f"/courses/{self.course}", self.cookie(person)) for person in people]

    def answers(self, people, each=1):
        """Each person answers `each` sheets of one question, going on through the course from person to person."""
        chance = random.Random(f"{people[0]}:{each}")
        return [self._answer(person, self.sheets[(place * each + step) % len(self.sheets)], chance)
                for place, person in enumerate(people) for step in range(each)]

    def _answer(self, person, line_and_sheet, chance):
        line, sheet = line_and_sheet
        somebody = Somebody(0, None, 0.6, 0.9, 0.9, True, chance)
        fields = [pair for item in sheet.items for pair in respond(somebody, item).items()]
        cookie = self.cookie(person)
        with self.app.test_request_context(headers={"Cookie": cookie}):
            path = url_for("learning.attempt_sheet", course=self.course, lesson=line.key, number=line.number,
                           sheet=sheet.key)
            key = make_key(line.revision_id, sheet.key, self.standing.publication_id)
            fields += [("csrf_token", form_token()), ("key", key)]
        return Request("POST", path, cookie, urlencode(fields, doseq=True), 303)

    def desk_pages(self, count):
        """The evaluator's page, so many times."""
        with self.app.test_request_context():
            path = url_for("evaluation.show_course", course=self.course)
        return [Request("GET", path, self.cookie(self.evaluator))] * count

    def sign_ins(self, count):
        """So many people sign in with their password, each from an address of her own."""
        with self.app.test_request_context():
            path = url_for("people.show_sign_in")
            password = hash_password(PASSWORD)
        cookie = self._write_cookie(new_token())  # of a stranger, who has seen the form
        with self.app.test_request_context(headers={"Cookie": cookie}):
            token = form_token()
        numbers = range(self.signing_in, self.signing_in + count)
        self.signing_in += count
        with self.app.app_context(), writing():
            for number in numbers:
                sign_up(f"signs{number}@example.org", password, confirmed=True)
        return [Request("POST", path, cookie, urlencode({"csrf_token": token, "email": f"signs{number}@example.org",
                                                         "password": PASSWORD}), 303,
                        address=f"10.{number // 65536}.{number // 256 % 256}.{number % 256}") for number in numbers]
