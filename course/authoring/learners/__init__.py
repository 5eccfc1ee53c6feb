"""What learners meet, for who writes the course: how far they come, where they stop, and how they answer at first."""
