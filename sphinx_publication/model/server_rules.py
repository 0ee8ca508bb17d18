"""What servers say with each answer: a Content-Security-Policy, HSTS, and how long to keep it.

The pages hold no inline script or style and ask no other host, so the policy allows neither (CSP
Level 3); Pagefind compiles WebAssembly. ``<script type="application/ld+json">`` is data, which no
policy stops. The same in three forms, for the hosts and servers that are common. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlsplit

#: Folders whose files a reader's browser may keep for a day without asking.
_KEPT = ("_static", "_images")
_DAY = "public, max-age=86400"
#: What has a digest in its address (``?v=``) never changes there; ``_headers`` cannot say so.
_YEAR = "public, max-age=31536000, immutable"
#: What servers do not know, or take for something else; all are text in UTF-8 but books.
_TYPES = {
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    ".bib": "text/x-bibtex",
    ".epub": "application/epub+zip",
    ".md": "text/markdown",
    ".ris": "application/x-research-info-systems",
}
#: What is sent compressed, besides HTML.
_COMPRESSED = (
    "application/atom+xml", "application/feed+json", "application/javascript", "application/json",
    "application/ld+json", "application/x-research-info-systems", "application/xml",
    "image/svg+xml", "text/css", "text/javascript", "text/markdown", "text/plain", "text/x-bibtex",
    "text/xml",
)  # fmt: skip
#: Other hosts are told of this one, and not of the page.
_REFERRER = "strict-origin-when-cross-origin"
#: Asked for each time; the answer is "not modified" where it is.
_ASKED = "no-cache"


def policy(comments: str = "") -> str:
    """Return the Content-Security-Policy; *comments* is the address of Isso, or ""."""
    parts = urlsplit(comments)
    more = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval'{more}",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "media-src 'self'",
            "object-src 'self'",
            f"connect-src 'self'{more}",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def in_page(comments: str = "") -> str:
    """Return what says it in a page, for hosts that send no fields of ours.

    Browsers take no ``frame-ancestors`` from a page (CSP Level 3, 3.3), nor HSTS.
    """
    said = "; ".join(
        one for one in policy(comments).split("; ") if not one.startswith("frame-ancestors")
    )
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(said, quote=True)}">\n'
        f'<meta name="referrer" content="{_REFERRER}">\n'
    )


def headers(comments: str = "") -> Mapping[str, str]:
    """Return the header fields of every answer."""
    return {
        "Content-Security-Policy": policy(comments),
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": _REFERRER,
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def hosts(base: str, fields: Mapping[str, str]) -> str:
    """Return ``_headers`` of Netlify and Cloudflare Pages, which compress by themselves.

    *base* is the path of the site, ending in a slash.
    """
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in fields.items())]
    for folder in _KEPT:
        lines += [f"{base}{folder}/*", f"  Cache-Control: {_DAY}"]
    return "\n".join(lines) + "\n"


def nginx(base: str, fields: Mapping[str, str]) -> str:
    """Return lines for the ``server`` block of nginx."""
    kept = "|".join(_KEPT)
    said = [f'add_header {name} "{value}" always;' for name, value in fields.items()]
    asked = f'add_header Cache-Control "{_ASKED}";'
    return "\n".join(
        (
            f"error_page 404 {base}404.html;",
            "gzip on;",
            "gzip_vary on;",
            "gzip_comp_level 6;",
            f"gzip_types {' '.join(_COMPRESSED)};",
            "charset utf-8;",
            f"charset_types {' '.join(one for one in _COMPRESSED if one.startswith('text/'))};",
            *said,
            asked,
            f'set $publication_kept "{_DAY}";',
            f'if ($arg_v) {{ set $publication_kept "{_YEAR}"; }}',
            # A block with fields of its own inherits none.
            *_block(f"^{re.escape(base)}({kept})/", *said,
                    "add_header Cache-Control $publication_kept;"),
            *(
                line
                for name, kind in _TYPES.items()
                for line in _block(f"{_start(name)}{re.escape(name)}$", "types { }",
                                   f"default_type {kind};", *said, asked)
            ),
            "",
        )
    )  # fmt: skip


def _block(pattern: str, *lines: str) -> tuple[str, ...]:
    return f"location ~ {pattern} {{", *(f"    {line}" for line in lines), "}"


def _start(name: str) -> str:
    return "" if name.startswith(".") else "/"


def apache(base: str, fields: Mapping[str, str]) -> str:
    """Return lines for ``.htaccess`` or the configuration of Apache 2.4."""
    kept = "|".join(_KEPT)
    endings = {name: kind for name, kind in _TYPES.items() if name.startswith(".")}
    files = {name: kind for name, kind in _TYPES.items() if name not in endings}
    return "\n".join(
        (
            f"ErrorDocument 404 {base}404.html",
            "AddDefaultCharset utf-8",
            "<IfModule mod_headers.c>",
            *(f'    Header always set {name} "{value}"' for name, value in fields.items()),
            f'    Header set Cache-Control "{_ASKED}"',
            f'    <If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}({kept})/#">',
            f'        Header set Cache-Control "{_DAY}"',
            f'        Header set Cache-Control "{_YEAR}" "expr=%{{QUERY_STRING}} =~ /^v=/"',
            "    </If>",
            # What is compressed is renamed, and not known again (bug 45023); what is a second old
            # or less has a weak name.
            """    RequestHeader edit "If-None-Match" """
            """'^(?:W/)?"((.*)-(?:gzip|br))"$' '"$1", "$2"'""",
            "</IfModule>",
            "<IfModule mod_mime.c>",
            *(f"    AddType {kind} {name}" for name, kind in endings.items()),
            *(f"    AddCharset utf-8 {name}" for name in endings if name != ".epub"),
            "</IfModule>",
            *(
                f'<FilesMatch "^{re.escape(name)}$">\n    ForceType {kind}\n</FilesMatch>'
                for name, kind in files.items()
            ),
            # The closer first; what it has compressed the other lets pass.
            *(
                line
                for module, way in (("brotli", "BROTLI_COMPRESS"), ("deflate", "DEFLATE"))
                for line in (
                    f"<IfModule mod_{module}.c>",
                    f"    AddOutputFilterByType {way} text/html {' '.join(_COMPRESSED)}",
                    "</IfModule>",
                )
            ),
            "",
        )
    )


#: The files by their names below the site's root.
FILES: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "_headers": hosts,
    "_headers.apache.conf": apache,
    "_headers.nginx.conf": nginx,
}
