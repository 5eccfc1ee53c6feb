"""What everybody is answered at every door of the site; a new door stands here once somebody has thought about it."""

from course.content.naming import blob_name
from tests import making

# What each is answered: stranger, guest, Stan (an account, no course), Lena (whose things they are), Fay (facilitates and
# evaluates another course), Frank (facilitates), Eve (evaluates), Ada (runs the site).
WHO = ("stranger", "guest", "stan", "lena", "fay", "frank", "eve", "ada")

ALL = (200,) * 8
ON = (302,) * 8  # to the place that the address means
BEGAN = (302, *(200,) * 7)  # a stranger is led to the sign-in page
SENT = (303,) * 8
BAD = (400,) * 8  # an empty form is no form of ours; and no button completes a lesson that asks for answers
GONE = (410,) * 8
ACCOUNT = (404, 404, *(422,) * 6)
HERS = (302, 404, 404, 200, 404, 404, 404, 404)
KEEPER = (*(404,) * 5, 200, 404, 200)  # an administrator, too
FACILITATOR = (*(404,) * 5, 200, 404, 404)
ADMINISTRATOR = (*(404,) * 7, 200)
DOORS = {
    "GET roof.show_health": ALL,
    "GET roof.show_metrics": ALL,  # asked from this machine; tests/house/test_metrics.py asks from another
    "GET roof.show_courses": ON,
    "GET learning.show_catalogue": ALL,
    "GET learning.show_course": ALL,
    "GET learning.show_lesson": ALL,
    "GET learning.show_changes": ALL,
    "GET learning.show_file": ALL,
    "GET learning.show_module": ON,
    "GET learning.show_question": ON,
    "GET learning.show_sheet": ON,
    "GET learning.show_leaving": BEGAN,
    "GET learning.show_attempt": HERS,
    "POST learning.begin": SENT,
    "POST learning.attempt_sheet": BAD,
    "POST learning.complete_lesson": BAD,
    "POST learning.leave": (404, *(303,) * 7),
    "GET people.show_sign_in": (200, 200, *(303,) * 6),
    "GET people.show_sign_up": (200, 200, *(302,) * 6),
    "GET people.show_forgotten": ALL,
    "GET people.show_link": GONE,  # there is no such link, whoever asks
    "GET people.show_privacy": ALL,
    "GET people.show_letters": (404,) * 8,  # the demo alone has them
    "GET people.show_account": BEGAN,
    "GET people.show_copy": BEGAN,
    "GET people.show_copy_as_json": BEGAN,
    "GET people.show_erasure": BEGAN,
    "POST people.erase_me": (404, *(422,) * 7),
    "POST people.erase_somebody": (404,) * 8,  # the empty form names nobody
    "GET people.show_people": ADMINISTRATOR,
    "GET authoring.show_learners": FACILITATOR,
    "GET authoring.show_members": KEEPER,
    "GET authoring.show_courses": ADMINISTRATOR,
    "GET authoring.show_invitation": GONE,  # there is no such invitation
    "POST authoring.accept": (404, 404, *(410,) * 6),
    "POST authoring.invite": (*(404,) * 5, 422, 404, 422),
    "POST authoring.revoke_invitation": (404,) * 8,  # the empty form names none
    "POST authoring.take_member_role": (404,) * 8,
    "POST authoring.give_member_role": (*(404,) * 7, 422),
    "POST authoring.leave_course": (*(404,) * 5, 422, 404, 404),  # the last facilitator
    "POST authoring.hand_over": (404,) * 8,
    "GET people.show_audit": ADMINISTRATOR,
    "GET people.show_course_audit": FACILITATOR,
    "POST people.sign_in": (422,) * 8,
    "POST people.sign_up": (422, 422, *(303,) * 6),
    "POST people.ask_for_link": (422,) * 8,
    "POST people.use_link": GONE,
    "POST people.change_name": (404, 404, *(303,) * 6),
    "POST people.change_address": ACCOUNT,
    "POST people.change_password": ACCOUNT,
    "POST people.change_consent": (404, *(303,) * 7),
    "POST people.give_role": (*(404,) * 7, 422),
    "POST people.take_role": (*(404,) * 7, 404),  # the empty form names no role that anybody has
    "POST people.sign_out_everywhere": (404, 404, *(303,) * 6),
    "POST people.end_as_guest": (404, 303, *(403,) * 6),
    "POST people.sign_out": SENT,
    "GET authoring.show_course": FACILITATOR,
    "GET authoring.show_revision": FACILITATOR,
    "GET authoring.show_editions": FACILITATOR,
    "GET authoring.show_differences": FACILITATOR,
    "POST authoring.write_edition_back": (404,) * 8,  # the setting is off
    "GET authoring.show_offer": FACILITATOR,
    "POST authoring.change_offer": (*(404,) * 5, 422, 404, 404),  # the empty form names no state
    "POST authoring.restore_edition": (*(404,) * 5, 409, 404, 404),
    "POST authoring.publish_course": (*(404,) * 5, 404, 404, 404),  # Frank's course has no folder here, and is told so
    "GET authoring.show_feedback": FACILITATOR,
    "POST authoring.reply_to_remark": (404,) * 8,  # the empty form says nothing of it
    "GET authoring.show_workshop": BEGAN,
    "GET authoring.show_format": BEGAN,
    "GET authoring.show_guide": BEGAN,
    "POST authoring.begin_example": (*(404,) * 7, 303),
    "GET authoring.show_beginning": ADMINISTRATOR,
    "POST authoring.begin": (*(404,) * 7, 422),
    "GET authoring.show_draft": FACILITATOR,
    "GET authoring.show_text": FACILITATOR,
    "GET authoring.show_blocks": FACILITATOR,
    "GET authoring.show_block": FACILITATOR,
    "GET authoring.show_picture": FACILITATOR,
    "GET authoring.show_pasting": FACILITATOR,
    "POST authoring.convert": (*(404,) * 5, 422, 404, 404),
    "POST authoring.insert_picture": (*(404,) * 5, 422, 404, 404),
    "POST authoring.insert_text": (*(404,) * 5, 303, 404, 404),  # the empty form puts nothing in
    "POST authoring.save_block": (404,) * 8,  # the empty form names no kind of block
    "GET authoring.show_files": FACILITATOR,
    "GET authoring.show_draft_file": FACILITATOR,
    "GET authoring.show_publication": FACILITATOR,
    "GET authoring.show_meeting": FACILITATOR,
    "GET authoring.walk": FACILITATOR,
    "POST authoring.walk_on": FACILITATOR,
    "POST authoring.look_at_text": FACILITATOR,
    "POST authoring.save_text": (*(404,) * 5, 409, 404, 404),
    **dict.fromkeys(("POST authoring.add_lesson", "POST authoring.add_module", "POST authoring.move", "POST authoring.rename",
                     "POST authoring.withdraw", "POST authoring.undo", "POST authoring.bring_in",
                     "POST authoring.publish_draft"), (*(404,) * 5, 409, 404, 404)),  # the empty form names no step
    "POST authoring.add_file": (*(404,) * 5, 422, 404, 404),
    "GET authoring.show_banks": FACILITATOR,
    "GET authoring.show_bank_picture": FACILITATOR,
    "POST authoring.look_at_bank": (*(404,) * 5, 422, 404, 404),
    "POST authoring.bring_bank": (404,) * 8,  # the empty form names no bank
    "POST authoring.remove_file": (404,) * 8,  # the empty form names no file
    "POST authoring.discard": (*(404,) * 5, 303, 404, 404),
    "GET authoring.show_reflections": FACILITATOR,
    "GET authoring.show_remarkings": FACILITATOR,
    "GET authoring.show_thoughts": FACILITATOR,
    "POST authoring.accept_answer": (*(404,) * 5, 409, 404, 404),
    "POST authoring.pull_course": (*(404,) * 5, 404, 404, 404),
    "POST authoring.judge_thought": (404,) * 8,  # the empty form says neither yes nor no
    "POST authoring.remark_answers": (*(404,) * 5, 422, 404, 404),
    "GET learning.show_feedback": ALL,
    "POST learning.give_feedback": BAD,
    "GET learning.show_paper": HERS,
    "GET learning.show_version": HERS,
    "POST learning.keep_draft": (404, *(400,) * 7),
    "POST learning.report_thought": (404, *(303,) * 7),
    "POST learning.save_paper": BAD,
    "POST learning.share": BAD,
    "POST learning.take_back_thought": (404, 404, 404, 303, 404, 404, 404, 404),
    "GET lrs.show_about": ALL,
    "GET lrs.show_statements": BAD,  # no version of xAPI is named, and no cookie opens this door
    "POST lrs.post_statements": BAD,
    "PUT lrs.put_statement": BAD,
    "DELETE lrs.remove_activity_document": BAD,
    "DELETE lrs.remove_agent_document": BAD,
    "DELETE lrs.remove_state_document": BAD,
    "GET lrs.show_activity": BAD,
    "GET lrs.show_activity_document": BAD,
    "GET lrs.show_agent": BAD,
    "GET lrs.show_agent_document": BAD,
    "GET lrs.show_state_document": BAD,
    "POST lrs.post_activity_document": BAD,
    "POST lrs.post_agent_document": BAD,
    "POST lrs.post_state_document": BAD,
    "PUT lrs.put_activity_document": BAD,
    "PUT lrs.put_agent_document": BAD,
    "PUT lrs.put_state_document": BAD,
    "GET profile.show_profile": ALL,
    "GET profile.show_profile_as_json": ALL,
    "GET profile.show_extension": ON,
    "GET ledger.show_statements": ADMINISTRATOR,
    "GET ledger.show_statement": ADMINISTRATOR,
    "GET ledger.export_statements": ADMINISTRATOR,
    "GET tools.show_tools": ADMINISTRATOR,
    "POST tools.make_tool": (*(404,) * 7, 422),
    "POST tools.revoke_tool": (*(404,) * 7, 422),
    "GET evaluation.show_feedback": (*(404,) * 6, 200, 404),
    "GET evaluation.show_unsaid": (*(404,) * 6, 200, 404),
    "GET evaluation.show_statements": (*(404,) * 6, 200, 404),
    "GET evaluation.show_statement": (*(404,) * 6, 200, 404),
    "GET evaluation.export_statements": (*(404,) * 6, 200, 404),
    "GET forwarding.show_destinations": ADMINISTRATOR,
    "GET forwarding.show_destination": ADMINISTRATOR,
    "POST forwarding.make_destination": (*(404,) * 7, 422),
    "POST forwarding.change_destination": (*(404,) * 7, 422),
    "POST forwarding.test_destination": ADMINISTRATOR,
    "POST forwarding.replay_destination": (*(404,) * 7, 422),
    "POST forwarding.decide_refusal": (*(404,) * 7, 400),
    "POST forwarding.pause_destination": (*(404,) * 7, 303),
    "POST forwarding.resume_destination": (*(404,) * 7, 303),
    "POST forwarding.try_destination": (*(404,) * 7, 303),
    "POST forwarding.remove_destination": (*(404,) * 7, 303),
    "GET cmi5.show_file": ALL,  # by an address that nobody can guess
    "GET learning.show_activity": ON,
    "GET learning.show_unit": ON,
    "POST learning.launch_activity": SENT,
    "POST lrs.take_session_secret": ALL,  # and says in each that there was none
    "POST packages.end_session": (*(404,) * 5, 422, 404, 404),
    "POST packages.waive_unit": (*(404,) * 5, 422, 404, 404),
    "GET packages.show_all": ADMINISTRATOR,
    "GET packages.show_packages": FACILITATOR,
    "GET packages.show_package": FACILITATOR,
    "POST packages.import_package": (*(404,) * 5, 422, 404, 404),
    "GET reuse.show_reuse": ALL,
    "GET reuse.show_adaptations": FACILITATOR,
    "POST reuse.tell_of_adaptation": (422,) * 8,  # the empty form tells of nothing
    "POST reuse.take_back_adaptation": (404,) * 8,  # nobody told of one
    "POST reuse.rule_on_adaptation": (404,) * 8,
    "GET reuse.show_copying": FACILITATOR,
    "GET reuse.show_since_parents": FACILITATOR,
    "POST reuse.say_what_changed": (*(404,) * 5, 409, 404, 404),
    "POST reuse.copy_into_draft": (*(404,) * 5, 409, 404, 404),
    "GET reuse.show_forking": ADMINISTRATOR,
    "POST reuse.fork_zip": (*(404,) * 7, 422),
    "POST reuse.fork_course": (*(404,) * 7, 303),
    "GET reuse.take_course": (*(404,) * 4, 200, 200, 404, 200),  # who writes courses; the texts hold the answers
    "GET reuse.take_draft": FACILITATOR,
    "GET evaluation.show_changes": (*(404,) * 6, 200, 404),
    "GET evaluation.show_revision": (*(404,) * 6, 200, 404),
    "GET evaluation.show_course": (*(404,) * 6, 200, 404),
    "GET evaluation.export": (*(404,) * 6, 200, 404),
}
# Doors whose things stand in the lesson of papers and thoughts.
IN_TALK = ("learning.show_paper", "learning.show_version", "learning.save_paper", "learning.keep_draft", "learning.share")
OF_TEXTS = ("authoring.show_text", "authoring.save_text", "authoring.look_at_text", "authoring.show_blocks",
            "authoring.show_block", "authoring.save_block", "authoring.show_picture", "authoring.show_pasting",
            "authoring.convert", "authoring.insert_picture", "authoring.insert_text")
TEXT = "02-levels/01-levels.md"
IN_WALK = {  # what doors of packages and their activities are asked with
    **dict.fromkeys(("packages.show_package", "packages.end_session", "packages.waive_unit"), {"key": "walk"}),
    "authoring.show_bank_picture": {"name": blob_name(making.files()["files/door.svg"]), "ending": "svg"},
    "cmi5.show_file": {"path": "look.html"}, "learning.show_activity": {"package": "walk"},
    "learning.show_unit": {"package": "walk", "unit": "0"}, "learning.launch_activity": {"lesson": "walk", "sheet": "look"},
}
