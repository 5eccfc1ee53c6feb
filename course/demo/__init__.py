"""The demo: a site on this machine with the real course, people of each role to sign in as, and eight weeks of learners."""
