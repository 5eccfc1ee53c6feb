"""How passwords are kept, and which ones are taken."""

import threading
import time
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from course.database import writing
from course.errors import TooBusy
from course.people import passwords
from course.people.accounts import create_account
from course.people.guessing import is_guessed_first, problem_with
from course.people.models import Person
from course.people.passwords import grown_old, hash_password, is_right
from tests.cast import PASSWORD, lena
from tests.people.asking import person, sign_in

alone = pytest.mark.databases("sqlite")


def set_hash(app, kept):
    with app.app_context(), writing() as transaction:
        create_account(lena.email)
        transaction.execute(Person.__table__.update().values(password=kept))


@alone
def test_strong_profile_is_argon2id_with_19_mebibytes(app):
    strong = passwords.PROFILES["strong"]
    assert (strong.type, strong.time_cost, strong.memory_cost, strong.parallelism) == (Type.ID, 2, 19456, 1)
    assert (strong.salt_len, strong.hash_len) == (16, 32)


@alone
def test_site_uses_the_strong_profile_unless_told(app):
    app.config["SETTINGS"] = SimpleNamespace(PASSWORD_PROFILE=type(app.config["SETTINGS"])().PASSWORD_PROFILE)
    with app.app_context():
        kept = hash_password(PASSWORD)
        assert is_right(PASSWORD, kept)
        assert not is_right(PASSWORD + "x", kept)
    assert extract_parameters(kept).memory_cost == 19456


@alone
def test_nobodys_hash_is_checked_with_the_same_work_and_never_right(app):
    with app.app_context():
        of_nobody = passwords._of_nobody()
        assert extract_parameters(of_nobody) == extract_parameters(hash_password(PASSWORD))
        assert not is_right(PASSWORD, None)
        assert not is_right(PASSWORD, of_nobody)


@alone
def test_same_letters_from_another_keyboard_are_the_same_password(app):
    with app.app_context():
        assert is_right("caf\u00e9 au lait", hash_password("cafe\u0301 au lait"))


@alone
def test_spaces_and_capitals_count(app):
    with app.app_context():
        kept = hash_password(" Three quiet herons ")
        assert not is_right("Three quiet herons", kept)
        assert not is_right(" three quiet herons ", kept)


def test_weaker_hash_is_made_anew_at_the_next_sign_in(app, client):
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=16, type=Type.I).hash(PASSWORD)
    set_hash(app, old)
    assert sign_in(client, lena).status_code == 303
    fresh = person(app, lena.email).password
    assert fresh.startswith("$argon2id$")
    assert sign_in(app.test_client(), lena).status_code == 303
    assert person(app, lena.email).password == fresh


@alone
def test_stronger_hash_is_left_as_it_is(app):
    with app.app_context():
        assert not grown_old(PasswordHasher(time_cost=3, memory_cost=32, parallelism=2).hash(PASSWORD))


@alone
def test_no_more_than_two_are_computed_at_once(app, monkeypatch):
    now, most = [], []

    def slow():
        now.append(1)
        most.append(len(now))
        time.sleep(0.02)
        now.pop()

    threads = [threading.Thread(target=passwords._alone, args=(slow,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 2


@alone
def test_who_waits_too_long_is_told_so(app, monkeypatch):
    monkeypatch.setattr(passwords, "WAIT", 0.01)
    with passwords.AT_MOST, passwords.AT_MOST, pytest.raises(TooBusy):
        passwords._alone(str)


@pytest.mark.parametrize("password", [
    "12345678", "123456789012", "87654321", "abcdefgh", "aaaaaaaa", "abababab", "abcabcabc", "password", "Password1!",
    "P@ssw0rd", "p4ssw0rd2026", "passwordpassword", "qwertyuiop", "Qwerty123!", "asdfghjkl;", "1qaz2wsx", "zaq12wsx",
    "qwertz123", "azerty2026", "iloveyou2", "letmein123", "welcome2026!", "Admin!!!!", "football99", "summer2026", "19871203",
    "2026-11-23", "0151-2345678", "baseball1", "trustno1", "changeme!", "superman123", "!!!!!!!!", "        ",
    "january2026", "opencourse", "open-course-1", "lena1990", "lena@example.org", "example2026", "aaaabbbb"])
def test_what_is_guessed_first_is_refused(password):
    assert is_guessed_first(password, "lena@example.org", "Lena", "Open Course")
    assert problem_with(password, "lena@example.org", "Lena", "Open Course")


@pytest.mark.parametrize("password", [
    PASSWORD, "harbor county 2026", "correct horse battery", "vX9!kQ2#", "zwölf Boxkämpfer", "пароль из слов",
    "我喜歡吃西瓜和葡萄", "mango tractor violin", "tr0ub4dor&3", "Kw8$ pLmz"])
def test_what_is_hard_to_guess_is_taken(password):
    assert problem_with(password, "lena@example.org", "Lena", "Open Course") is None


@pytest.mark.parametrize(("password", "word"), [("vX9!kQ2", "too short"), ("x9!kQ" * 52, "too long")])
def test_length_is_eight_to_256(password, word):
    assert word in problem_with(password)


def test_256_characters_are_taken_without_rules_about_their_kind():
    words = "plum orbit canyon velvet hinge marrow sketch "
    assert problem_with((words * 6)[:256].strip() + "z") is None
    assert problem_with("nocapitalsnodigitsplum") is None


@given(st.text(min_size=8, max_size=256))
def test_any_text_gets_an_answer_quickly(password):
    began = time.perf_counter()
    assert is_guessed_first(password, "lena@example.org") in (True, False)
    assert time.perf_counter() - began < 0.5
