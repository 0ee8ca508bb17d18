"""The catalogues: every word that readers and authors meet, one folder for each language.

A word is an English msgid in code and templates; its translation stands in
``<language>/LC_MESSAGES/sphinx_publication.po``, or in ``sphinx_publication_console.po`` for what
authors meet in the terminal (`console`). After a change to either, ``make catalogue``
brings the .po files up to date and compiles them; the .mo files are kept beside them, so that
installing the package needs no compiler.
"""
