"""The forms of blocks: what each asks, in words, and how what is filled in is tried in its text before it is kept."""
