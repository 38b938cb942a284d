"""A plan checked: what it lacks, what its recommendations still wait for, and the letter."""
