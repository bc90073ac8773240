"""Settings, urls, wsgi and the `vanthu` command."""
