"""A plan followed: what is late, what is due, what changed, and how that is told to a committee."""
