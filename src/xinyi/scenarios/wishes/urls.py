"""Addresses of the wish wall, on the phone and in the console."""

from django.urls import path

from xinyi.scenarios.wishes import console, resident

resident_urlpatterns = [
    path("", resident.wall, name="start"),
    path("new/", resident.write, name="write"),
    path("<uuid:item_id>/", resident.wish, name="wish"),
    path("<uuid:item_id>/second/", resident.second_it, name="second"),
    path("<uuid:item_id>/<slug:name>/", resident.step, name="step"),
]

console_urlpatterns = [
    path("", console.listing, name="list"),
    path("<uuid:item_id>/", console.wish, name="wish"),
    path("<uuid:item_id>/<slug:name>/", console.step, name="step"),
]
