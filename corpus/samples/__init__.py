"""Sample letters of our own: letter data in, drawn scans and their gold records out."""
