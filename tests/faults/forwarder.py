"""A process that forwards without rest, and hardly waits after a failure; it is there to be killed."""

import sys
import time

from course import create_app
from course.forwarding import sending
from tests.faults.site import SETTINGS


def main(address, instance):
    sending.FIRST_WAIT, sending.LONGEST_WAIT = 0.02, 0.1
    app = create_app(SETTINGS | {"DATABASE_URL": address, "INSTANCE": instance, "NEAR_DESTINATIONS": True})
    print("at work", flush=True)
    while True:
        with app.app_context():
            sending.forward_due()
        time.sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
