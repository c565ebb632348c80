"""The partner's portal. Every page under a reference is that of `visible_to`, or none."""

from django.urls import path

from deals.views import (
    answering,
    asking,
    attaching,
    bulk,
    bulk_files,
    bulk_steps,
    calendar,
    company,
    detail,
    documents,
    ending,
    evidence,
    exporting,
    hearing,
    helping,
    home,
    letters,
    listing,
    people,
    register,
    reporting,
    saved,
    sheet,
    submission,
    task_list,
    updating,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", helping.help_page, name="help"),
    path("company/", company.company, name="company"),
    path("company/numbers/", company.numbers_page, name="company-numbers"),
    path("company/reports/", reporting.reports, name="company-reports"),
    path("company/reports.csv", reporting.reports_csv, name="company-reports-csv"),
    path("company/people/<person:pk>/leaves/", people.leaves, name="person-leaves"),
    path("account/calendar/", calendar.settings_page, name="account-calendar"),
    path("calendar/deadlines.ics", calendar.feed, name="calendar-feed"),
    path("updates/", sheet.sheet, name="update-sheet"),
    path("registrations/", listing.listing, name="registration-list"),
    path("registrations/export/", exporting.export, name="registration-export"),
    path("views/", saved.views, name="view-list"),
    path("views/<view:view>/", saved.change, name="view-change"),
    path("registrations/<str:reference>/", detail.detail, name="registration-detail"),
    path("registrations/<str:reference>/update/", updating.UpdateView.as_view(), name="registration-update"),
    path(
        "registrations/<str:reference>/withdraw/", ending.WithdrawView.as_view(), name="registration-withdraw"
    ),
    path("registrations/<str:reference>/close/", ending.CloseView.as_view(), name="registration-close"),
    path(
        "registrations/<str:reference>/more-time/",
        asking.ExtensionView.as_view(),
        name="registration-extension",
    ),
    path(
        "registrations/<str:reference>/reinstate/",
        asking.ReinstatementView.as_view(),
        name="registration-reinstatement",
    ),
    path("registrations/<str:reference>/attach/", attaching.attach, name="registration-attach"),
    path("registrations/<str:reference>/price/", asking.PriceView.as_view(), name="registration-price"),
    path("registrations/<str:reference>/reward/", asking.RewardView.as_view(), name="registration-reward"),
    path(
        "registrations/<str:reference>/hearing/", hearing.HearingView.as_view(), name="registration-hearing"
    ),
    path("registrations/<str:reference>/appeal/", asking.AppealView.as_view(), name="registration-appeal"),
    path("registrations/<str:reference>/confirm/", ending.ConfirmView.as_view(), name="registration-confirm"),
    path("registrations/<str:reference>/object/", ending.ObjectView.as_view(), name="registration-object"),
    # many registrations from one file
    path("bulk/", bulk.start, name="registration-bulk"),
    path("bulk/template.csv", bulk_files.template, {"kind": "csv"}, name="registration-bulk-csv"),
    path("bulk/template.xlsx", bulk_files.template, {"kind": "xlsx"}, name="registration-bulk-xlsx"),
    path("bulk/<str:batch>/", bulk.batch, name="registration-bulk-batch"),
    path("bulk/<str:batch>/columns/", bulk_steps.columns, name="registration-bulk-columns"),
    path("bulk/<str:batch>/confirm/", bulk_steps.confirm, name="registration-bulk-confirm"),
    path("bulk/<str:batch>/discard/", bulk_steps.discard, name="registration-bulk-discard"),
    path("bulk/<str:batch>/remedies/", bulk_files.remedies, name="registration-bulk-remedies"),
    path("registrations/<str:reference>/hide/", ending.HideView.as_view(), name="registration-hide"),
    path("registrations/<str:reference>/show/", ending.ShowView.as_view(), name="registration-show"),
    # writing a registration
    path("register/", register.start, name="registration-start"),
    path("registrations/<str:reference>/edit/", task_list.tasks, name="registration-edit"),
    path("registrations/<str:reference>/answer/", task_list.answer, name="registration-answer"),
    path("registrations/<str:reference>/edit/documents/", documents.documents, name="registration-documents"),
    path("registrations/<str:reference>/edit/<str:slug>/", answering.task, name="registration-task"),
    path(
        "registrations/<str:reference>/edit/<str:slug>/save/",
        answering.autosave,
        name="registration-autosave",
    ),
    path("registrations/<str:reference>/check/", submission.check, name="registration-check"),
    path("registrations/<str:reference>/receipt/", submission.receipt, name="registration-receipt"),
    path(
        "registrations/<str:reference>/receipt.pdf",
        submission.receipt_paper,
        name="registration-receipt-paper",
    ),
    path("registrations/<str:reference>/letter.pdf", letters.letter, name="registration-letter"),
    path("registrations/<str:reference>/evidence.zip", evidence.download, name="registration-evidence"),
    # for anyone who holds a letter
    path("check/", letters.check, name="letter-check"),
    path("check/keys.txt", letters.keys, name="letter-keys"),
    path(
        "registrations/<str:reference>/documents/<str:sha256>/", documents.download, name="document-download"
    ),
]
