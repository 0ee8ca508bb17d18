"""A quick start: the half second that it takes is a third of what a small edit does.

- The collector of garbage looks seldom, from before our modules and those of the themes are read: a
  build makes many small objects that stay, and going through all of them again and again took a
  sixth of its time.
- A module that others import, and hardly ever use, is read when something of it is asked for.
"""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

#: New objects between two looks at the youngest, more than there are modules to make; looks between
#: those at older ones, and the oldest.
THRESHOLDS = (250_000, 100, 50)
#: What others bring, and no build uses: searches of HTML, the web, and Sphinx's own search.
_SELDOM_USED = ("requests", "snowballstemmer", "soupsieve")


def start() -> None:
    """Read what follows without delay."""
    gc.set_threshold(*THRESHOLDS)
    for name in _SELDOM_USED:
        read_later(name)


class _Later(ModuleType):
    """A module that has not been read yet.

    `importlib.util.LazyLoader` does the same, but before Python 3.12 any ``import`` of its modules
    reads them.
    """

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        assert self.__spec__ is not None
        assert self.__spec__.loader is not None
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def read_later(name: str) -> None:
    """Let a module be read at the first look at what it holds; one that is not there is left."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None and spec.loader is not None:
        module = module_from_spec(spec)
        module.__class__ = _Later
        sys.modules[name] = module
