"""Rebuilds the small models from plain data: data folders go in, model files and their cards come out."""
