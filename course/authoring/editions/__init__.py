"""The editions of a course: their history, what lies between two of them, and how an earlier one comes back."""
