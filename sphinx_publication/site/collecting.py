"""How often the collector of garbage looks for it: hardly ever, where little is made that is left.

After an edit a build takes up what is known of all documents, which stays to the end. Looking
through it for garbage again and again took a twentieth of the build's time, and found none.
"""

from __future__ import annotations

import gc

#: So many documents, read or written, leave little garbage.
FEW = 50
#: New objects between two looks, where there is little garbage, and where there is much.
_SELDOM, _OFTEN = 2_000_000, 50_000


def expect(documents: int) -> None:
    """Look for garbage as often as the work on so many *documents* asks for."""
    gc.set_threshold(_SELDOM if documents <= FEW else _OFTEN, *gc.get_threshold()[1:])
