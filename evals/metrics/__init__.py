"""What is measured: pure functions, each with its formula, range and source."""
