"""The catalogues: every reader-facing word of the publication, one folder for each language.

A word is an English msgid in code and templates; its translation stands in
``<language>/LC_MESSAGES/sphinx_publication.po``. After a change to either, ``make catalogue``
brings the .po files up to date and compiles them; the .mo files are kept beside them, so that
installing the package needs no compiler.
"""
