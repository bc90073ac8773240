"""OCR: a page image goes in, words with boxes and confidences come out."""
