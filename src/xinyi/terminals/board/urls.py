"""Addresses of the wall."""

from django.urls import path

from xinyi.terminals.board import pages

app_name = "board"
urlpatterns = [
    path("", pages.wall, name="district"),
    path("street/<int:place_id>/", pages.wall, kwargs={"level": "street"}, name="street"),
    path("community/<int:place_id>/", pages.wall, kwargs={"level": "community"}, name="community"),
]
