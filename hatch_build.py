"""Build hook: make the gazetteer before a wheel or an editable install is built.

The gazetteer is a product of pinned packages (see ``[build-system]`` in ``pyproject.toml``) and of
Dateline's own tables; it is not in the repository. It is left alone where it is already there and
was made from the very same sources.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GAZETTEER = "src/dateline/knowledge/gazetteer/gazetteer.sqlite"
TABLES = "src/dateline/knowledge/places"


def builder(root: Path) -> ModuleType:
    """Import the builder alone: Dateline's own dependencies are not there while it is built."""
    for name in ("dateline", "dateline.knowledge"):
        bare = ModuleType(name)
        bare.__path__ = [str(root / "src" / name.replace(".", "/"))]
        sys.modules[name] = bare
    return import_module("dateline.knowledge.gazetteer_build")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the gazetteer."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer unless it is current, and put it into the wheel."""
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        build = builder(root)
        target, tables = root / GAZETTEER, root / TABLES
        if not build.is_current(target, tables):
            self.app.display_info("Building the gazetteer (about half a minute) ...")
            build.build(target, tables)
