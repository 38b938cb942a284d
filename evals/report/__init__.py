"""An evaluation shown: in the terminal, for programs, for CI, and as pages to read."""
