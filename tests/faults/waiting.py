"""Waiting for processes that come to their end by themselves."""

import time

PATIENCE = 60  # seconds that clients have to hear the last acknowledgement


def wait_for(clients):
    """Whether all came to their end by themselves; who has not is ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any(client.poll() is None for client in clients):
        time.sleep(0.05)
    ended = all(client.poll() == 0 for client in clients)
    for client in clients:
        if client.poll() is None:
            client.kill()
            client.wait()
    return ended
