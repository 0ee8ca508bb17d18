"""What the check found, for programs: one module a format, each a function to text."""
