"""XML of strangers into elements: no entity is expanded, nothing is fetched, faults have places.

What exports really hold is let through: a prefix that is used without being declared, and control
characters that XML 1.0 has no place for. A file that is cut off, holds the markers of a merge, or
declares a document type is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from sphinx_publication.importing.export import NoExport
from sphinx_publication.importing.remarks import Remark, What
from sphinx_publication.locale.console import N_, _

#: Characters that XML 1.0 forbids, raw or as references (section 2.2).
#: What to do where the file is none of a backup's.
BACK_UP = N_("make a backup in the blog's own settings, and name that file")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
#: Where the first element begins; a document type can only stand before it.
_ELEMENT = re.compile(rb"<[^?!]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_ROOT = re.compile(rb"<[A-Za-z_][\w.:-]*")
_PREFIX = re.compile(r"prefix (\S+)")
#: What exports mean by prefixes that some do not declare.
_KNOWN = {
    "app": "http://purl.org/atom/app#",
    "blogger": "http://schemas.google.com/blogger/2018",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "gd": "http://schemas.google.com/g/2005",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wp": "http://wordpress.org/export/1.2/",
}
_MERGE = re.compile(rb"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_UNDECLARED = etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE
_CUT = {
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
    etree.ErrorTypes.ERR_DOCUMENT_END,
    etree.ErrorTypes.ERR_GT_REQUIRED,
    etree.ErrorTypes.ERR_CDATA_NOT_FINISHED,
    etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED,
    etree.ErrorTypes.ERR_LTSLASH_REQUIRED,
}


@dataclass(frozen=True)
class Parsed:
    """A document that could be read."""

    root: etree._Element
    #: What was wrong with it all the same.
    remarks: tuple[Remark, ...] = ()


def parse(content: bytes, name: str) -> Parsed:
    """Return the document in *content*; *name* is the file's, for messages.

    Raises NoExport with the reason when it is none, or not to be trusted.
    """
    content = content.lstrip()
    if not content:
        raise NoExport(name, _("the file is empty"))
    content = _as_utf8(content, name)
    element = _ELEMENT.search(content)
    prolog = (content[: element.start()] if element else content).lower()
    if re.search(rb"<!doctype\s+html", prolog):
        raise NoExport(name, _("it is a web page or the theme of a blog") + f"; {_(BACK_UP)}")
    if b"<!doctype" in prolog or b"<!entity" in prolog:
        raise NoExport(name, _("it declares a document type or entities, which no export does"))
    remarks: list[Remark] = []
    cleaned = _FORBIDDEN_REFERENCE.sub(b"", _FORBIDDEN.sub(b"", content))
    if cleaned != content:
        remarks.append(Remark(What.CONTROL_CHARACTERS, place=name))
    parser = _parser(recover=False)
    try:
        return Parsed(etree.fromstring(cleaned, parser), tuple(remarks))
    except etree.XMLSyntaxError as error:
        # The parser's own log: that of the error may hold faults of other parsers, too.
        faults = [entry.type for entry in parser.error_log]
        if faults and all(fault == _UNDECLARED for fault in faults):
            remarks.append(Remark(What.UNDECLARED_PREFIX, place=f"{name}:{error.lineno}"))
            declared = _declared(cleaned, parser.error_log)
            return Parsed(etree.fromstring(declared, _parser(recover=True)), tuple(remarks))
        raise _refusal(cleaned, name, error) from error
    except (ValueError, LookupError) as error:
        reason = _("it cannot be read as XML ({error})").format(error=error)
        raise NoExport(name, reason) from error


def _declared(content: bytes, faults: Iterable[etree._LogEntry]) -> bytes:
    """Return a document with the prefixes declared that it uses and everybody knows."""
    used = {match[1] for fault in faults if (match := _PREFIX.search(fault.message))}
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in _KNOWN.items() if name in used)
    return _ROOT.sub(lambda root: root[0] + spaces.encode(), content, count=1)


def _as_utf8(content: bytes, name: str) -> bytes:
    """Return a file that is in UTF-16 in UTF-8, without the line that says so."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    try:
        return _DECLARATION.sub("", content.decode("utf-16")).encode()
    except UnicodeError as error:
        raise NoExport(name, _("it is no text in UTF-16, as it says it is")) from error


def _parser(*, recover: bool) -> etree.XMLParser:
    # No entity, no document type, nothing from the net or the disk. Long texts are texts.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _refusal(content: bytes, name: str, error: etree.XMLSyntaxError) -> NoExport:
    """Say why a file is no XML, in words for the person who has it."""
    where = f"{name}:{error.lineno}" if error.lineno else name
    merge = _MERGE.search(content)
    if merge is not None:
        line = content.count(b"\n", 0, merge.start()) + 1
        reason = _("the markers of an unfinished merge are in the file; finish it first")
        return NoExport(f"{name}:{line}", reason)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return NoExport(name, _("it is no XML file") + f"; {_(BACK_UP)}")
    if error.code in _CUT and not content.rstrip().endswith(b">"):
        return NoExport(where, _("the file is cut off; download the export again"))
    reason = _("it is not well-formed XML ({error})").format(error=error.msg)
    return NoExport(where, reason)


def text(element: etree._Element, path: str) -> str:
    """Return the text of the first element at *path*, "" where there is none."""
    found = element.find(path)
    return "".join(found.itertext()).strip() if found is not None else ""


def person(name: str) -> str:
    """Return a name that somebody signed with; "" for an e-mail address."""
    name = " ".join(name.split())
    return "" if _EMAIL.search(name) else name


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; what is read may have odd ones."""
    return str(element.tag).rpartition("}")[2]
