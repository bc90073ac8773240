"""Puts lost marks back: garbled Vietnamese text in, legal syllables out."""
