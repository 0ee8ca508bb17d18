"""Old addresses as servers are told of them, for true redirects (status 301, RFC 9110, 15.4.2).

The pages at old addresses lead on by themselves, but only where a reader's browser follows them;
a server that knows the rules answers at once, and keeps what stands after ``#``. Whatever stands
in an address, none of it is read as more than an address. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

#: What a path may hold unencoded; the rest is read as something by one server or another.
_PLAIN = "/-._~"
#: What `_redirects` takes for a wildcard or a placeholder.
_MEANING = re.compile(r"[*:]")


def plain(rules: Mapping[str, str]) -> str:
    """Return the file ``_redirects`` of Netlify, Cloudflare Pages and GitLab Pages.

    An address with ``*`` or ``:``, which would be read as a pattern there, is left out.
    """
    lines = [
        f"{quote(old, safe=_PLAIN)} {new} 301"
        for old, new in rules.items()
        if not _MEANING.search(old)
    ]
    return "\n".join(lines) + "\n"


def apache(rules: Mapping[str, str]) -> str:
    """Return lines for ``.htaccess`` or the configuration of Apache (mod_alias).

    Apache encodes by itself where they lead.
    """
    lines = [
        f'RedirectMatch 301 "^{_pattern(old)}/?$" "{_decoded(new)}"' for old, new in rules.items()
    ]
    return "\n".join(lines) + "\n"


def nginx(rules: Mapping[str, str]) -> str:
    """Return a map for the ``http`` block of nginx; what uses it is said at its top.

    nginx takes capitals for small letters; where they matter, patterns stand, which do not.
    """
    alike: dict[str, dict[str, str]] = {}
    for old, new in rules.items():
        alike.setdefault(old.lower(), {})[old] = new
    lines = []
    for found in alike.values():
        if len(set(found.values())) == 1:
            found = dict([next(iter(found.items()))])
        several = len(found) > 1
        for old, new in found.items():
            key = f"~^{re.escape(old)}$" if several else old
            lines.append(f"    {_quoted(key)} {_quoted(new)};")
    return "\n".join(
        (
            "# In the server block: if ($publication_redirect) {",
            "#   return 301 $publication_redirect; }",
            "map_hash_bucket_size 1024;",
            "map $uri $publication_redirect {",
            '    default "";',
            *lines,
            "}\n",
        )
    )


#: The files by their names below the site's root.
FILES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "_redirects": plain,
    "_redirects.apache.conf": apache,
    "_redirects.nginx.conf": nginx,
}


def _pattern(old: str) -> str:
    """Return a path as a regular expression that stands between quotation marks."""
    return re.sub(r"[^\w/\- ]", lambda match: f"\\{match[0]}", old.rstrip("/"))


def _decoded(new: str) -> str:
    """Return where a rule of Apache leads: its path decoded, what Apache would fill in escaped."""
    path = re.split("[?#]", new, maxsplit=1)[0]
    return re.sub(r'[$&\\"]', r"\\\g<0>", unquote(path)) + new[len(path) :]


def _quoted(text: str) -> str:
    """Return an address between quotation marks; nginx reads ``$`` and ``~`` only in others."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
