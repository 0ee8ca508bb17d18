"""nginx and Apache on this machine, with the files that the site holds for them.

Each runs as a process of the test, without becoming a service, and is ended by it. The site lies
below its path (``/blogg/``), as its ``html_baseurl`` says.
"""

from __future__ import annotations

import mimetypes
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import tools

_NGINX = """
daemon off;
master_process off;
pid {run}/pid;
error_log {run}/error.log;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    {redirects}
    server {{
        listen 127.0.0.1:{port};
        root {root};
        {redirecting}
        include {site}/_headers.nginx.conf;
    }}
}}
"""
_APACHE = """
ServerName localhost
ServerRoot {run}
PidFile {run}/pid
ErrorLog {run}/error.log
Listen 127.0.0.1:{port}
DefaultRuntimeDir {run}
User {user}
Group {user}
{modules}
{secure}
TypesConfig {run}/types
DocumentRoot {root}
<Directory {root}>
    AllowOverride All
    Require all granted
</Directory>
"""
_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "filter", "alias")
_MODULES += ("brotli", "deflate")
#: HTTP/2, which browsers speak only where the line is ciphered.
_SECURE = """
SSLEngine on
SSLCertificateFile {run}/certificate
SSLCertificateKeyFile {run}/key
Protocols h2
"""
_MODULES_AT = Path("/usr/lib/apache2/modules")
_PATIENCE = 20.0


@contextmanager
def nginx(site: Path, path: str) -> Iterator[str]:
    """Serve *site* below *path* with nginx; return the address of its start page."""
    with _copied(site, path) as (root, run):
        copy = root / path.strip("/")
        rules = copy / "_redirects.nginx.conf"
        values = {
            "run": run,
            "root": root,
            "site": copy,
            "redirects": f"include {rules};" if rules.exists() else "",
            "redirecting": "if ($publication_redirect) { return 301 $publication_redirect; }"
            if rules.exists()
            else "",
        }
        with _started(
            lambda conf: [_program("nginx"), "-c", conf, "-p", str(run)], _NGINX, values
        ) as where:
            yield f"{where}{path}"


@contextmanager
def apache(site: Path, path: str, *, secure: bool = False) -> Iterator[str]:
    """Serve *site* below *path* with Apache, which reads the rules as ``.htaccess``.

    *secure*: over HTTP/2, with a certificate of its own making.
    """
    with _copied(site, path) as (root, run):
        names = ("_headers.apache.conf", "_redirects.apache.conf")
        copy = root / path.strip("/")
        (copy / ".htaccess").write_text(
            "\n".join((copy / name).read_text("utf-8") for name in names if (copy / name).exists())
        )
        modules = "\n".join(
            f"LoadModule {name}_module {_MODULES_AT}/mod_{name}.so"
            for name in (*_MODULES, *(("ssl", "http2") if secure else ()))
        )
        types = mimetypes.MimeTypes().types_map[True].items()
        (run / "types").write_text("".join(f"{kind} {end[1:]}\n" for end, kind in types))
        user = "www-data" if os.getuid() == 0 else str(os.getuid())
        values = {"run": run, "root": root, "modules": modules, "user": user, "secure": ""}
        if secure:
            _make_certificate(run)
            values["secure"] = _SECURE.format(run=run)
        with _started(
            lambda conf: [_program("apache2"), "-f", conf, "-DFOREGROUND"], _APACHE, values
        ) as where:
            yield f"{where.replace('http:', 'https:') if secure else where}{path}"


def _make_certificate(folder: Path) -> None:
    names = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("-keyout", folder / "key", "-out", folder / "certificate")
    kind = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    done = tools.run(tools.program("openssl"), "req", *kind, "-days", "2", *names, *made)
    assert done.returncode == 0, done.stderr


def _program(name: str) -> str:
    """Return a server's path; Debian keeps them where only root looks."""
    beside = Path("/usr/sbin", name)
    return str(beside) if beside.exists() else tools.program(name)


@contextmanager
def _copied(site: Path, path: str) -> Iterator[tuple[Path, Path]]:
    """Copy the site where a server that has given up its rights can read it."""
    folder = Path(tempfile.mkdtemp(prefix="publication-"))
    try:
        folder.chmod(0o755)
        root, run = folder / "root", folder / "run"
        root.mkdir()
        run.mkdir()
        shutil.copytree(site, root / path.strip("/"), dirs_exist_ok=True)
        yield root, run
    finally:
        shutil.rmtree(folder)


@contextmanager
def _started(
    command: Callable[[str], Sequence[str]], form: str, values: dict[str, object]
) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = Path(str(values["run"]))
    conf = run / "server.conf"
    conf.write_text(form.format(port=port, **values))
    with (run / "said").open("wb") as said:
        process = subprocess.Popen(command(str(conf)), stdout=said, stderr=said)
    try:
        _wait(process, port, run)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, run: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = [
        path.read_text("utf-8", "replace")
        for path in (run / "said", run / "error.log")
        if path.exists()
    ]
    raise AssertionError("the server did not start: " + "\n".join(said))


SERVERS = {"nginx": nginx, "apache": apache}
