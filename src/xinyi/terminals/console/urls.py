"""Addresses of the console's own pages."""

from django.urls import path

from xinyi.terminals.console import pages

app_name = "console"
urlpatterns = [
    path("", pages.inbox, name="inbox"),
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.leave, name="sign_out"),
    path("posts/", pages.choose_post_page, name="choose_post"),
    path("notices/", pages.notices, name="notices"),
    path("notices/<uuid:notice_id>/", pages.open_notice, name="notice"),
    path("search/", pages.search, name="search"),
    path("acknowledge/<uuid:item_id>/", pages.take_on, name="acknowledge"),
    path("me/", pages.me, name="me"),
    path("display/", pages.display, name="display"),
    path("files/<uuid:file_id>/<slug:size>", pages.photo, name="photo"),
    path("components/", pages.components, name="components"),
    path("audit/", pages.audit, name="audit"),
]
