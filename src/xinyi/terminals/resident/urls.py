"""Addresses of the phone's own pages."""

from django.urls import path

from xinyi.terminals.resident import pages

app_name = "resident"
urlpatterns = [
    path("", pages.home, name="home"),
    path("services/", pages.services, name="services"),
    path("matters/", pages.matters, name="matters"),
    path("inbox/", pages.inbox_page, name="inbox"),
    path("inbox/<uuid:notice_id>/", pages.open_notice, name="notice"),
    path("me/", pages.me, name="me"),
    path("me/name/", pages.name, name="name"),
    path("me/home/", pages.residence, name="residence"),
    path("me/who-saw/", pages.who_saw_me, name="who_saw_me"),
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.leave, name="sign_out"),
    path("display/", pages.display, name="display"),
    path("place/", pages.place, name="place"),
    path("privacy/", pages.privacy, name="privacy"),
    path("files/<uuid:file_id>/<slug:size>", pages.photo, name="photo"),
]
