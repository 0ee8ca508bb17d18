"""A blog's export into the files of a publication: read, convert, write, and account for all of it.

Readers (`blogger`, `wordpress`) turn what a service exports into one `export.Export`; everything
after them knows no service. Nothing here needs Sphinx.
"""
