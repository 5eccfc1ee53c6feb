"""What is kept about people, table by table, in the words of the page /privacy. A test holds it to the tables themselves.

Each room says this of its own tables in its `persons.py`; what has no room of its own is said here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """One table. `what` gives words for each of its columns; columns of one meaning share theirs."""

    table: str
    title: str
    what: dict
    until: str
    seen_by: str
    leads: str | None = ""  # the column that leads to her, by its foreign key, or says who she is; None: nothing leads to her
    erased: str = ""  # what becomes of it when she has herself erased

    @property
    def words(self):
        return list(dict.fromkeys(self.what.values()))


def columns(words, *names):
    """The same words for several columns."""
    return dict.fromkeys(names, words)


YOU = "You, and who runs this site."
RUNS = "Who runs this site."
ALWAYS = "As long as this site keeps its records, or until you have yourself erased."
DELETED = "Deleted."
BLANKED = "What you wrote is blanked; the rest stays, and nothing in it leads to you."
FACILITATORS = "Who runs this site, and the facilitators of the course that it is about."
STAYS = "Stays, and nothing in it leads to you."

KEPT = (
    Kept("person", "You", {
        "id": "a number in place of your name", "email": "your e-mail address, if you have an account",
        "name": "the name that you gave, if you gave one",
        "password": "your password, only as a fingerprint that nobody can turn back",
        **columns("when you began, signed up and confirmed your address", "begun_at", "signed_up_at", "confirmed_at"),
        "joined_to": "if you were a guest: the account that you signed in to",
        "erased_at": "when you had yourself erased"}, ALWAYS, YOU, "id",
        "Emptied: the number stays, without address, name or password."),
    Kept("sign_in", "Devices that are signed in", {
        "token_hash": "a fingerprint of the cookie on that device", "person_id": "whose device it is",
        **columns("when you signed in there, and when that was last used, to ten minutes", "begun_at", "seen_at"),
        "ends_at": "when it ends by itself"},
        "Until you sign out, and ninety days at most; then deleted.", RUNS, "person_id", DELETED),
    Kept("role", "Roles", {
        "id": "a number of its own", "person_id": "who has the role", **columns("the role and its course", "name", "course"),
        **columns("when it was given and taken back, and by whom", "given_at", "given_by", "taken_at", "taken_by")},
        ALWAYS, YOU, "person_id", DELETED),
    Kept("invitation", "Invitations to work on a course", {
        "id": "a number of its own", "token_hash": "a fingerprint of the link",
        **columns("the role and its course", "role", "course"),
        **columns("who made it, and until when it can be used", "made_by", "made_at", "ends_at"),
        **columns("who accepted it, and when", "accepted_by", "accepted_at"),
        **columns("who revoked it, and when", "revoked_by", "revoked_at")},
        "A year after its end; then deleted.", FACILITATORS, "made_by", DELETED),
    Kept("pseudonym", "Your name in the records of learning", {
        "name": "a random name; what you do in a course is recorded under it", "person_id": "whose it is",
        "subject": "the random name that all of yours are counted under"}, ALWAYS, RUNS, "person_id",
        "Deleted: nobody can tell any more whose records they are."),
    Kept("claim", "A guest's work joined to an account", {
        "id": "a number of its own", **columns("which guest became part of which account", "guest_id", "account_id"),
        "at": "when"}, ALWAYS, RUNS, "account_id", DELETED),
    Kept("consent", "What you agreed to", {
        "id": "a number of its own", "person_id": "who said it", "purpose": "what for: the terms, or research",
        "wording": "a fingerprint of the exact words that you were shown", "given": "yes or no", "at": "when"},
        ALWAYS, YOU, "person_id",
        DELETED),
    Kept("one_time_link", "Links that were sent to you", {
        "token_hash": "a fingerprint of the link", "person_id": "whom it was made for", "purpose": "what it does",
        "address": "the address that it went to", **columns("when it was made, used and ended", "made_at", "ends_at", "used_at")},
        "Thirty days after its end; then deleted.", RUNS, "person_id", DELETED),
    Kept("letter", "Letters to you", {
        "id": "a number of its own", "to": "your address", "subject": "what it is about",
        "text": "the letter, until it is sent; then its text is removed",
        **columns("when it was written and sent, how often that was tried, and what was in the way",
                  "written_at", "try_at", "sent_at", "tries", "refusal")},
        "Thirty days; then deleted.", RUNS, "to", DELETED),
    Kept("rate_limit_hit", "Tries at the door", {
        "key": "a fingerprint of the address or the network that something was tried from, made with a secret of this site",
        "amount": "how often", "ends_at": "until when it counts"},
        "About an hour after it stops counting; then deleted.", "Nobody.", None, "Nothing in it leads to you."),
    Kept("audit_entry", "The log of who did what", {
        "position": "a number, in order", "at": "when", "act": "what was done, such as a role that was given",
        **columns("to what, and how", "course", "subject", "details"),
        **columns("seals, behind which stands who did it and to whom", "by_seal", "whom_seal"),
        "hash": "a fingerprint of the row and of all before it"},
        "As long as this site keeps its records.", FACILITATORS, None, STAYS),
    Kept("audit_name", "Your name behind a seal of that log", {
        "position": "the row", "part": "whether you did it, or it was done to you", "person_id": "a number in place of your name",
        "salt": "what opens the seal"}, ALWAYS, FACILITATORS, "person_id",
        "Deleted: the row stays, and its seal leads to nobody."),
    Kept("erasure", "That somebody was erased", {
        "id": "a number of its own", "what": "whom or what, by a number or a random name", "by": "who asked for it",
        "at": "when", "open": "whether it is under way", "counts": "what was blanked or deleted, and how much of it"},
        "As long as this site keeps its records.", RUNS, "by", STAYS),
)
