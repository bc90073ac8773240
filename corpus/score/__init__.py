"""Scoring: records and gold records go in, figures per field come out (docs/quality.md)."""
