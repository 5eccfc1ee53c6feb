"""A block between its Markdown and the fields of a form: taken apart and put together again, as the parser reads it."""
