"""Who works on a course: members, invitations, hand-over; and all courses, for who runs the site."""
