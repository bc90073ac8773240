"""A file becomes pages and words: intake checks, rendering, text-layer verdict, OCR."""
