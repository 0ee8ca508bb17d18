"""Exports in: `readers` finds out what a file, folder or .zip is, and returns one `export.Export`.

Each service has a reader of its own; what they share of XML, Atom and .zip stands beside them.
"""
