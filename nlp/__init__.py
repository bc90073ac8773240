"""Words become repaired text and fields. Pure: values in, values out, no files, no network."""

import sys

from nlp.lean import CommandsLater

sys.meta_path.insert(0, CommandsLater())
