"""What the platform promises, room by room."""
