"""One file a page: a request goes in, a page or a part of it comes out."""
