"""A blog's export into the files of a publication: read, convert, write, and account for all of it.

`readers` finds out what an export is; `blogger` and `wordpress` turn it into one `export.Export`,
behind which hardly anything knows the service. `plan` says what files there shall be: `placing`
names them, `convert` makes MyST of their HTML, `composing` writes their tops, and `privacy` keeps
out who is not named by name. `importer` carries it out by way of `writing`, the only part that
touches the publication, and `report` accounts for it. Nothing here needs Sphinx.
"""
