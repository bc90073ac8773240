"""The staff's pages."""

urlpatterns: list = []
