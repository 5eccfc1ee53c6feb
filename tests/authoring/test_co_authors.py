"""Co-authors of a course that was never published: each goes on from a draft of the others, in one of her own."""

from course.authoring.beginning import begin_course
from course.authoring.drafts import change, discard, draft_of
from course.authoring.meeting import bring_in, meet
from course.authoring.publishing import publish_files
from course.database import writing
from course.people.inviting import accept_invitation, invite
from course.people.membership import hand_over
from tests.authoring.test_members import ids
from tests.cast import frank, lena
from tests.people.asking import signed_in

__all__ = ["ids"]


def test_co_authors_of_a_course_that_was_never_published_go_on_from_the_draft(app, ids):
    with app.app_context():
        with writing():
            key = begin_course("A quiet one", by=ids["Frank"])
            accept_invitation(invite(key, "facilitator", days=7, by=ids["Frank"]), by=ids["Lena"])
        with writing():
            draft, its = draft_of(key, ids["Lena"], lock=True), draft_of(key, ids["Frank"])
            assert draft.files == its.files and not draft.exists
            path = next(one for one in draft.files if one.endswith(".md") and "/" in one and not one.endswith("module.md"))
            change(draft, draft.files | {path: (draft.text(path) + "Lena wrote this.").encode()}, "written")
        assert "Lena wrote this." not in draft_of(key, ids["Frank"]).text(path)  # each has a draft of her own
        with writing():
            publish_files(draft_of(key, ids["Frank"]).bytes(), expecting="")
            discard(draft_of(key, ids["Frank"], lock=True))
        hers = draft_of(key, ids["Lena"])
        assert [one.path for one in meet(hers).joined.open] == [path]  # all else is the same
        with writing():
            bring_in(draft_of(key, ids["Lena"], lock=True), meet(hers).edition, {path: "mine"})
        assert "Lena wrote this." in draft_of(key, ids["Lena"]).text(path) and meet(draft_of(key, ids["Lena"])) is None


def test_who_gets_an_unpublished_course_handed_over_has_its_text(app, ids):
    with app.app_context(), writing():
        begin_course("A quiet one", by=ids["Frank"])
        accept_invitation(invite("a-quiet-one", "evaluator", days=7, by=ids["Frank"]), by=ids["Lena"])
        hand_over("a-quiet-one", ids["Lena"], stays=False, by=ids["Frank"])
    assert "A quiet one" in signed_in(app, lena).get("/authoring/a-quiet-one/draft").text
    assert signed_in(app, frank).get("/authoring/a-quiet-one/draft").status_code == 404
