"""The REST API for trackers."""

from ninja import NinjaAPI

api = NinjaAPI()
