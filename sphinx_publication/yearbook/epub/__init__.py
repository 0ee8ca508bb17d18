"""A volume as an EPUB 3 file, made from the same chapters and data as its PDF.

``draft`` writes a volume down as leaves (one XHTML file each) while its doctrees are at hand:
``prepare`` makes a chapter fit to stand in the file, ``writer`` turns it into XHTML with Sphinx's
own HTML5 translator, ``tidy`` makes that what EPUB asks for. ``binding`` puts the leaves together
when the screen edition is set: ``pages`` says where its pages begin, ``nav`` and ``package`` tell
reading systems what there is, ``pack`` writes the bytes.

The same volume always gives the same bytes.
"""

from __future__ import annotations
