"""PyYAML's safe loader in C (libyaml), which is ten times as fast as that in Python; that, else."""

from __future__ import annotations

from typing import Any

import yaml

QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
