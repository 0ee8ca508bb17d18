"""What servers say with each answer: a Content-Security-Policy, HSTS, and how long to keep it.

The pages hold no inline script or style and ask no other host, so the policy allows neither (CSP
Level 3); Pagefind compiles WebAssembly. ``<script type="application/ld+json">`` is data, which no
policy stops. The same in three forms, for the hosts and servers that are common. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

#: Folders whose files a reader's browser may keep for a day without asking.
_KEPT = ("_static", "_images")
_DAY = "public, max-age=86400"
#: What has a digest in its address (``?v=``) never changes there; ``_headers`` cannot say so.
_YEAR = "public, max-age=31536000, immutable"
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


def headers(comments: str = "") -> Mapping[str, str]:
    """Return the header fields of every answer."""
    return {
        "Content-Security-Policy": policy(comments),
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
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
    return "\n".join(
        (
            f"error_page 404 {base}404.html;",
            "gzip on;",
            "gzip_vary on;",
            "gzip_comp_level 6;",
            "gzip_types text/css text/javascript application/javascript application/json",
            "    application/xml application/atom+xml image/svg+xml text/markdown;",
            "location ~ \\.md$ {  # which nginx has no type for",
            "    types { }",
            "    default_type text/markdown;",
            "    charset utf-8;",
            "    charset_types text/markdown;",
            "}",
            *said,
            f'add_header Cache-Control "{_ASKED}";',
            f'set $publication_kept "{_DAY}";',
            f'if ($arg_v) {{ set $publication_kept "{_YEAR}"; }}',
            f"location ~ ^{re.escape(base)}({kept})/ {{",
            *(f"    {line}" for line in said),  # a block with fields of its own inherits none
            "    add_header Cache-Control $publication_kept;",
            "}\n",
        )
    )


def apache(base: str, fields: Mapping[str, str]) -> str:
    """Return lines for ``.htaccess`` or the configuration of Apache 2.4."""
    kept = "|".join(_KEPT)
    return "\n".join(
        (
            f"ErrorDocument 404 {base}404.html",
            "AddType text/markdown .md",
            "AddCharset utf-8 .md",
            "<IfModule mod_headers.c>",
            *(f'    Header always set {name} "{value}"' for name, value in fields.items()),
            f'    Header set Cache-Control "{_ASKED}"',
            f'    <If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}({kept})/#">',
            f'        Header set Cache-Control "{_DAY}"',
            f'        Header set Cache-Control "{_YEAR}" "expr=%{{QUERY_STRING}} =~ /^v=/"',
            "    </If>",
            "</IfModule>",
            "<IfModule mod_deflate.c>",
            "    AddOutputFilterByType DEFLATE text/html text/css text/javascript",
            "    AddOutputFilterByType DEFLATE application/javascript application/json",
            "    AddOutputFilterByType DEFLATE application/xml application/atom+xml image/svg+xml",
            "    AddOutputFilterByType DEFLATE text/markdown",
            "</IfModule>\n",
        )
    )


#: The files by their names below the site's root.
FILES: Mapping[str, Callable[[str, Mapping[str, str]], str]] = {
    "_headers": hosts,
    "_headers.apache.conf": apache,
    "_headers.nginx.conf": nginx,
}
