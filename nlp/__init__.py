"""Words become repaired text and fields. Pure: values in, values out, no files, no network."""
