"""Addresses of cases, on the phone and in the console."""

from django.urls import path

from xinyi.centre.cases import console, resident

resident_urlpatterns = [
    path("report/", resident.report, name="report"),
    path("<uuid:item_id>/", resident.case, name="case"),
    path("<uuid:item_id>/received/", resident.receipt, name="receipt"),
    path("<uuid:item_id>/<slug:name>/", resident.step, name="step"),
]

console_urlpatterns = [
    path("", console.listing, name="list"),
    path("desk/", console.desk, name="desk"),
    path("overdue/", console.overdue, name="overdue"),
    path("new/", console.intake, name="intake"),
    path("<uuid:item_id>/", console.case, name="case"),
    path("<uuid:item_id>/reveal/", console.reveal, name="reveal"),
    path("<uuid:item_id>/<slug:name>/", console.step, name="step"),
]
