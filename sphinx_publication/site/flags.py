"""Yes or no in front matter, where ablog knows only that a field is there or is not.

``nocomments: true`` would end the build with a ValueError, for ablog takes the field for a flag of
reStructuredText, which has no value (ablog/post.py, CheckFrontMatter). Here yes becomes the bare
field, and no leaves it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_publication.model.invitations import is_refused

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: ablog's flags (PostDirective.option_spec).
FLAGS = frozenset({"exclude", "nocomments"})


class AnswerFlags(SphinxTransform):
    """Put flags right before ablog's transform (800) reads them."""

    default_priority = 795

    def apply(self, **kwargs: Any) -> None:
        """Empty a flag that says yes, and take out one that says no."""
        for field in list(self.document.findall(nodes.field)):
            name, body = field.children[0], field.children[1]
            is_front_matter = isinstance(field.parent, nodes.docinfo)
            if not is_front_matter or name.astext() not in FLAGS or not body.astext().strip():
                continue
            if is_refused(body.astext()):
                field.parent.remove(field)
            else:
                body.children = []


def setup(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(AnswerFlags)
