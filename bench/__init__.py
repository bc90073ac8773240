"""Ratios against peers, measured side by side in one run: letters go in, a table comes out."""
