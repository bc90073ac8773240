"""Loads spaCy without its command line, which is two fifths of its time and 40 MB, and used by nobody here.

spaCy imports all of its commands with itself, for the one function `spacy.info`. Whoever asks for a
command later gets it: it is loaded then.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"
# The last thing that spaCy defines: before that it is being loaded.
LAST = "load"


class Later(ModuleType):
    """A module that is loaded when one of its names is asked for."""

    def __getattr__(self, name: str) -> object:
        """Load the module in the place of this one and return its own."""
        if name.startswith("__"):
            raise AttributeError(name)
        for placeholder in (COMMANDS, INFO):
            if isinstance(sys.modules.get(placeholder), Later):
                del sys.modules[placeholder]
        return getattr(import_module(self.__name__), name)


class CommandsLater(MetaPathFinder, Loader):
    """Finds spaCy's command line, while spaCy itself is loaded, to be a module that comes later."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return what is to be loaded under a name, None for all others."""
        if name not in (COMMANDS, INFO) or hasattr(sys.modules.get("spacy"), LAST):
            return None
        spec = ModuleSpec(name, self, is_package=name == COMMANDS)
        found = PathFinder.find_spec(name, path)
        if found is not None and name == COMMANDS:
            spec.submodule_search_locations = found.submodule_search_locations
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the placeholder."""
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Give the one function that spaCy takes from its command line."""
        if module.__name__ == INFO:
            module.__dict__["info"] = _info


def _info(*arguments: object, **options: object) -> object:
    """Do what `spacy.info` does."""
    sys.modules.pop(INFO, None)
    sys.modules.pop(COMMANDS, None)
    return import_module(INFO).info(*arguments, **options)
