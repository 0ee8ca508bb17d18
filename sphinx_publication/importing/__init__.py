"""A blog's export into the files of a publication: read, convert, write, and account for all of it.

So far it reads: `readers` finds out what an export is, and `blogger` turns it into one
`export.Export`, behind which nothing knows the service. No command calls it yet. Nothing here needs
Sphinx.
"""
