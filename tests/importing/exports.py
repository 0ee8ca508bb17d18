"""Small exports of our own, in both of Blogger's schemas, for tests."""

from __future__ import annotations

CLASSIC = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'
 xmlns:gd='http://schemas.google.com/g/2005' xmlns:app='http://purl.org/atom/app#'>
<id>tag:blogger.com,1999:blog-7.archive</id><updated>2014-02-01T10:00:00.000+01:00</updated>
<title type='text'>Provbloggen</title>
<link rel='alternate' type='text/html' href='http://prov.blogspot.com/'/>
<author><name>Ada</name><email>ada@example.org</email></author>
{entries}
</feed>
"""

KIND = (
    "<category scheme='http://schemas.google.com/g/2005#kind' "
    "term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
)

TAKEOUT = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-7</id><title>Provbloggen</title>
{entries}
</feed>
"""


def classic(*entries: str) -> bytes:
    """Return a classic export with *entries*."""
    return CLASSIC.format(entries="\n".join(entries)).encode()


def takeout(*entries: str) -> bytes:
    """Return Takeout's feed with *entries*."""
    return TAKEOUT.format(entries="\n".join(entries)).encode()


def classic_entry(number: int, kind: str = "post", more: str = "", html: str = "Text") -> str:
    """Return an entry of the classic schema, of 1 December 2013 in Stockholm."""
    return f"""<entry><id>tag:blogger.com,1999:blog-7.post-{number}</id>
<published>2013-12-01T08:00:00.000+01:00</published>
<updated>2013-12-02T08:00:00.000+01:00</updated>{KIND.format(kind=kind)}
<title type='text'>Rubrik {number}</title><content type='html'>{html}</content>
<author><name>Ada</name><uri>http://www.blogger.com/profile/0123</uri>
<email>ada@example.org</email></author>{more}</entry>"""


def takeout_entry(
    number: int, kind: str = "POST", status: str = "LIVE", more: str = "", html: str = "Text"
) -> str:
    """Return an entry of Takeout's schema, of 1 December 2013."""
    return f"""<entry><id>tag:blogger.com,1999:blog-7.post-{number}</id>
<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>
<author><name>Ada</name><uri>http://www.blogger.com/profile/0123</uri>
<blogger:type>BLOGGER</blogger:type></author><title>Rubrik {number}</title>
<content type='html'>{html}</content><published>2013-12-01T08:00:00Z</published>
<updated>2013-12-02T08:00:00Z</updated>{more}<blogger:trashed/></entry>"""
