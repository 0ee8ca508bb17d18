"""A blog's export into the files of a publication: read, convert, write, and account for all of it.

`reading` turns an export into one `export.Export`, behind which hardly anything knows the service.
`planning` says what files there shall be; `html` makes MyST of their HTML, and `privacy` keeps out
who is not named by name. `importer` carries it out by way of `writing`, the only part that touches
the publication, and `report` accounts for it. `statistics` brings in page views, `isso` comments.
Nothing here needs Sphinx.
"""
