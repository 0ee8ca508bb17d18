"""What the check found, for programs: one module a format.

Each has ``written(problems, release)``, which returns text; *release* is the program's own version.
"""
