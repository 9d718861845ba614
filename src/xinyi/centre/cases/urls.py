"""Addresses of cases, on the phone and in the console."""

from django.urls import path

from xinyi.centre.cases import resident

resident_urlpatterns = [
    path("report/", resident.report, name="report"),
    path("<uuid:item_id>/", resident.case, name="case"),
    path("<uuid:item_id>/received/", resident.receipt, name="receipt"),
    path("<uuid:item_id>/<slug:name>/", resident.step, name="step"),
]
