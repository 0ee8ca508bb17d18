"""A blog's export into the files of a publication: read, convert, write, and account for all of it.

So far it reads and converts: `readers` finds out what an export is, `blogger` turns it into one
`export.Export`, behind which nothing knows the service, and `convert` makes MyST of its HTML. No
command calls it yet. Nothing here needs Sphinx.
"""
