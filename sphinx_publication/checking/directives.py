"""The directives that are known, and how what stands in them is read.

The names are those of docutils, Sphinx, MyST, ablog, sphinxcontrib-bibtex, sphinx-design and this
package; a test compares them with what a build knows.
"""

from __future__ import annotations

import re

from sphinx_publication.checking.content import Directive


def names(words: str) -> frozenset[str]:
    """Return the names in a text, parted by blanks."""
    return frozenset(words.split())


#: All that stands in them is text, the rest of the first line too.
_TEXT = names(
    """
    attention card-carousel caution compound danger div epigraph error front-page grid grid-item
    grid-item-card highlights hint hlist important line-block margin note pull-quote seealso
    tab-set tip warning
    """
)
#: The first line has something of its own; what stands below is text.
_BELOW = names(
    """
    acks admonition block button-link button-ref card centered class container cssclass deprecated
    dropdown figure figure-md footer glossary header list-table only post rst-class rubric
    sidebar tab-item table topic toplist update version-added version-changed
    version-deprecated version-removed versionadded versionchanged versionremoved
    """
)
#: What stands in them is no Markdown.
_OTHER = names(
    """
    article-info bibliography cmdoption code code-block code-cell codeauthor confval
    contents csv-table date default-domain default-role describe envvar eval-rst
    footbibliography graphviz highlight image include index literalinclude math mermaid meta
    moduleauthor newest-yearbook object option parsed-literal postlist productionlist program raw
    replace restructuredtext-test-directive role sectionauthor sectnum sourcecode tab-set-code
    tabularcolumns target-notes title toctree topics unicode
    """
)
#: Every name.
KNOWN = _TEXT | _BELOW | _OTHER

_INFO = re.compile(r"\{(?P<name>[^}\s]+)\}\s*(?P<rest>.*)", re.DOTALL)
_OPTION = re.compile(r":(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
_YAML = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>.*)$")


def read(info: str, content: str, line: int) -> Directive | None:
    """Return the directive of a fence whose info string is *info*; None for mere code.

    *line* is that of the fence. The options come before the text: lines with colons, or YAML
    between lines of three hyphens.
    """
    match = _INFO.fullmatch(info.strip())
    if match is None:
        return None
    lines = content.split("\n")
    options, used = _options(lines)
    name, rest = match["name"].strip(), match["rest"].strip()
    while used < len(lines) and not lines[used].strip():
        used += 1
    body = "\n".join(lines[used:])
    return Directive(name, rest, options, line, body, line + 1 + used)


def is_text(directive: Directive) -> bool:
    """Tell whether what stands below the first line is read as Markdown."""
    return directive.name in _TEXT | _BELOW


def first_line_is_text(directive: Directive) -> bool:
    """Tell whether what stands beside the name belongs to the text, or is a heading of it."""
    return directive.name in _TEXT or directive.name in ("admonition", "rubric", "sidebar", "topic")


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the options at the top, and how many lines they take."""
    found: dict[str, str] = {}
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.strip() == "---":
                return found, number + 1
            if match := _YAML.match(line):
                found[match["name"]] = match["value"].strip()
        return found, len(lines)
    used = 0
    name = ""
    for line in lines:
        if match := _OPTION.match(line.strip()):
            name = match["name"]
            found[name] = (match["value"] or "").strip()
        elif name and line[:1].isspace() and line.strip():
            found[name] += f"\n{line.strip()}"
        else:
            break
        used += 1
    return found, used
