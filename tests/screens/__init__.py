"""Pictures of every page as every role, for whoever wants to look: `python -m tests.screens`."""
