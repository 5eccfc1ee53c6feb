"""What everybody can type, typed everywhere with the worst in mind, and every page looked at in a real browser."""
