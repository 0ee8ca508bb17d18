"""What an author should know of an import: one sentence for each kind of remark.

Readers of exports and the converter say what they changed, left out or could not make sense of as
a `Remark`; only a report turns it into words, in the language that the command line speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from sphinx_publication.locale.console import N_, _


class What(Enum):
    """Every kind of remark; ``{detail}`` in its sentence is what the remark says itself."""

    # Of a file.
    CONTROL_CHARACTERS = N_("control characters that XML forbids are left out")
    UNDECLARED_PREFIX = N_("a prefix is used that is not declared; it was read all the same")
    UNKNOWN_STATE = N_("the state '{detail}' is not known; kept as a draft")
    UNKNOWN_COMMENT_STATE = N_("the state '{detail}' is not known; the comment is kept out")
    NO_DATE = N_("'{detail}' is no date")
    NO_ADDRESS = N_("'{detail}' cannot be an old address; nothing leads from it")
    NOT_PUBLIC = N_("only some could see it; kept as a draft: {detail}")
    SHORTCODE = N_("a shortcode of WordPress is not known and stayed text: {detail}")
    NO_IDENTIFIER = N_("it has no id and is left out: {detail}")
    # Of an entry as a whole.
    UNTITLED = N_("it has no title and got one: {detail}")
    UNDATED = N_("it has no date and got one: {detail}")
    UNDATED_DRAFT = N_("it has no date, and is kept as a draft")
    NAME_TAKEN = N_("its name is that of another file; it became {detail}")
    ADDRESS_SHARED = N_("its old address is another text's, and leads there: {detail}")
    LABEL_LEFT_OUT = N_("a label without letters or digits is left out: {detail}")
    LABEL_TWICE = N_("two spellings of one label became one: {detail}")
    # Unsafe or unseen in a post.
    SCRIPT = N_("a script was removed")
    FORM = N_("a form, or a field of one, was removed")
    HANDLER = N_("an event handler was removed")
    SCRIPT_LINK = N_("a link that runs a script was removed")
    PICTURE_INSIDE = N_("a picture inside the HTML was removed")
    DRAWING = N_("a drawing or formula was removed, with the words in it")
    HIDDEN = N_("text that the page did not show was removed")
    # Links, pictures and what was shown inside the page.
    MAIL_LINK = N_("a link to an e-mail address was removed, its text is kept")
    MAIL_REMOVED = N_("an e-mail address was removed")
    PROFILE_REMOVED = N_("the address of a person's profile was removed")
    PRIVATE_LINK = N_("a link that names a person was removed, its text is kept")
    LINK_HIDDEN = N_(
        "a link to a draft or a deleted text was removed, its words are kept: {detail}"
    )
    LINK_LOST = N_("a link leads to a page of the old blog that is not in the export: {detail}")
    LINK_OLD = N_(
        "a link leads to a list on the old blog, for conf.py has no html_baseurl: {detail}"
    )
    LINK_WITHIN = N_(
        "a link to a place within a page, as to a comment, leads to the page: {detail}"
    )
    HALF_ADDRESS = N_("a link without a full address was removed, its text is kept")
    NO_ALTERNATIVE = N_("a picture has no alternative text: {detail}")
    PICTURE_NOWHERE = N_("a picture led nowhere and was removed: {detail}")
    PICTURE_ELSEWHERE = N_("a picture is not in the export and became a link: {detail}")
    EMBED_LINKED = N_("something from {detail} that was shown inside the page became a link")
    EMBED_NOWHERE = N_("something shown inside the page led nowhere and was removed: {detail}")
    # What Markdown says in another way.
    NESTED_DEEP = N_(
        "what lay deeper than {detail} lists, quotations or tables in each other became plain text"
    )
    TYPED_NUMBERS = N_("numbers that were typed, {detail}, became those of a list")
    BOLD_HEADING = N_("a line in bold became a heading: {detail}")
    JOINED_CELL = N_("a joined cell of a table became single cells")
    WORD_SIGN = N_("the sign of an item in one of Word's lists became a list's own")
    NOTE_IN_TEXT = N_("a footnote is not in a paragraph of its own, and stayed text")
    NOTE_MOVED = N_("footnotes stand at the end of the text, not in the middle as they did")
    NOTE_NUMBER = N_("a footnote got the number {detail}")


@dataclass(frozen=True)
class Remark:
    """One thing that its author should know."""

    what: What
    #: What the sentence says of it: a path, an address, a number; plain text.
    detail: str = ""
    #: Where it is: a file of the export, with a line if known; "" where the post says it.
    place: str = ""
    #: How often it was met.
    times: int = 1

    def sentence(self) -> str:
        """Return the remark in the language that the command line speaks, without its place."""
        said = _(self.what.value).format(detail=self.detail)
        if self.times == 1:
            return said
        return _("{sentence} ({times} times)").format(sentence=said, times=self.times)


def counted(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return each remark once, in order, with how often it was made."""
    numbers: dict[Remark, int] = {}
    for remark in remarks:
        numbers[remark] = numbers.get(remark, 0) + remark.times
    return tuple(replace(remark, times=times) for remark, times in numbers.items())
