"""Every address that the server answers."""

from __future__ import annotations

from django.urls import include, path

from bluehelm.web import (
    account_pages,
    edit_pages,
    mission_pages,
    publish_pages,
    sheet_pages,
    sign_in,
    workspace_pages,
)
from bluehelm.web.interface import api

urlpatterns = [
    path("", workspace_pages.portfolio, name="portfolio"),
    path("health/", workspace_pages.health, name="health"),
    path("language/", workspace_pages.speak, name="speak"),
    path("audit/", workspace_pages.audit, name="audit"),
    path("sign-in-once/<str:secret>/", sign_in.sign_in_once, name="sign_in_once"),
    path("accounts/", include("allauth.urls")),
    path("people/", account_pages.accounts, name="people"),
    path("people/assign/", account_pages.assign, name="assign"),
    path("people/link/", account_pages.link, name="link"),
    path("people/close/", account_pages.close, name="close"),
    path("api/", api.urls),
    path("missions/<slug:mission>/brief.<str:form>", publish_pages.brief, name="brief"),
    path("missions/<slug:mission>/", mission_pages.overview, name="overview"),
    path("missions/<slug:mission>/rooms/<slug:room>/", mission_pages.room, name="room"),
    path("missions/<slug:mission>/all/<str:collection>/", mission_pages.collection, name="collection"),
    path("missions/<slug:mission>/all/<str:collection>/sheet/", sheet_pages.download, name="sheet"),
    path("missions/<slug:mission>/all/<str:collection>/upload/", sheet_pages.upload, name="upload"),
    path("missions/<slug:mission>/all/<str:collection>/apply/", sheet_pages.apply, name="apply"),
    path("missions/<slug:mission>/items/<str:kind>/<str:name>/", mission_pages.item, name="item"),
    path("missions/<slug:mission>/items/<str:kind>/<str:name>/edit/", edit_pages.edit, name="edit"),
    path("missions/<slug:mission>/items/<str:kind>/<str:name>/check/", edit_pages.check_value, name="check"),
    path("missions/<slug:mission>/text/<path:path>", edit_pages.edit_text, name="edit_text"),
    path("missions/<slug:mission>/charts/<str:section>/<int:place>.svg", mission_pages.chart, name="chart"),
    path("missions/<slug:mission>/explain/<path:reference>/", mission_pages.derivation, name="derivation"),
    path("missions/<slug:mission>/findings/", mission_pages.findings, name="findings"),
    path("missions/<slug:mission>/suspects/", mission_pages.suspects, name="suspects"),
    path("missions/<slug:mission>/suspects/accept/", edit_pages.accept, name="accept"),
    path("missions/<slug:mission>/search/", workspace_pages.found, name="search"),
    path("missions/<slug:mission>/history/", workspace_pages.history, name="history"),
    path("missions/<slug:mission>/moments/", workspace_pages.moments, name="moments"),
    path("missions/<slug:mission>/history/<str:commit>/", workspace_pages.change, name="change"),
    path("<str:name>", workspace_pages.style_sheet, name="style"),
]

handler400 = "bluehelm.web.refusals.bad_request"
handler403 = "bluehelm.web.refusals.not_allowed"
handler404 = "bluehelm.web.refusals.not_found"
handler500 = "bluehelm.web.refusals.went_wrong"
