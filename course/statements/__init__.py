"""THE LEDGER: what happened, as xAPI statements. One door in, `recording.record()`; one door out, `finding.find()`."""


def open_in(app):
    """It has no doors for people yet; other tools come with the measurement layer."""
