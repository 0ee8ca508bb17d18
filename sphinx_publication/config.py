"""The publication's settings, declared to Sphinx and checked once, before anything uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sphinx.errors import ConfigError

from sphinx_publication.model import (
    addresses,
    deposit,
    imprints,
    invitations,
    raw_html,
    urns,
    yearbooks,
)
from sphinx_publication.model.settings import VALUES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _fill_in(app: Sphinx, config: Config) -> None:
    """Say where posts lie, unless the project says so or is an ablog site of its own."""
    if not config.blog_post_pattern and "ablog" not in config.extensions:
        config.blog_post_pattern = ["posts/**/*.md"]


def _check(app: Sphinx, config: Config) -> None:
    """Refuse what cannot work, in one line that names the value."""
    for value in VALUES:
        if not isinstance(getattr(config, value.name), value.types):
            kinds = " or ".join(kind.__name__ for kind in value.types)
            raise ConfigError(f"{value.name} in conf.py must be a {kinds}")
    try:
        addresses.from_config(config)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        yearbooks.plans(config.publication_yearbooks)
        [yearbooks.Edition(one) for one in config.publication_yearbook_editions]
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        imprints.check(
            config.publication_issn, config.publication_isbn, config.publication_yearbooks
        )
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        invitations.ways(config)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        raw_html.check(config.publication_html)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        urns.check(config.publication_urn)
        if config.publication_deposit:
            deposit.publisher(config.publication_deposit)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    try:
        ZoneInfo(config.publication_timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError(
            f"publication_timezone in conf.py: no time zone '{config.publication_timezone}'"
        ) from error


def setup(app: Sphinx) -> None:
    """Declare the values and check them once, before anything uses them."""
    for value in VALUES:
        app.add_config_value(value.name, value.default, value.rebuild, frozenset(value.types))
    app.connect("config-inited", _check, priority=100)
    app.connect("config-inited", _fill_in, priority=100)
