"""`make faults`: learners answer while the site is killed again and again, and every answer is looked for afterwards."""
