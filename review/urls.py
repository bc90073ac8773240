"""The staff's pages, with addresses in Vietnamese."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from review.views import (
    calendar,
    changes,
    files,
    letter,
    letters,
    login,
    office,
    overview,
    reconcile,
    replies,
    saved,
    upload,
)

urlpatterns = [
    path("", letters.letters, name="letters"),
    path("van-ban/<int:letter_id>/", letter.letter, name="letter"),
    path("van-ban/<int:letter_id>/doc-lai", letter.retry, name="retry"),
    path("van-ban/<int:letter_id>/bo", letter.discard, name="discard"),
    path("van-ban/<int:letter_id>/sua", changes.change, name="change"),
    path("van-ban/<int:letter_id>/duyet", changes.approve, name="approve"),
    path("van-ban/<int:letter_id>/mo-lai", changes.reopen, name="reopen"),
    path("van-ban/<int:letter_id>/hoan-tac", changes.undo, name="undo"),
    path("van-ban/<int:letter_id>/lich-su", letter.history, name="history"),
    path("van-ban/<int:letter_id>/chu", letter.text, name="text"),
    path("van-ban/<int:letter_id>/chua-chu", changes.respell, name="respell"),
    path("van-ban/<int:letter_id>/tra-loi", replies.answers, name="replies"),
    path("van-ban/<int:letter_id>/tep", files.original, name="original"),
    path("van-ban/<int:letter_id>/ban-luu", files.archive_copy, name="archive-copy"),
    path("van-ban/<int:letter_id>/trang/<int:number>.webp", files.page_image, name="page-image"),
    path("van-ban/<int:letter_id>/trang/<int:number>.json", files.page_words, name="page-words"),
    path("cach-xem/", saved.save_view, name="save-view"),
    path("cach-xem/<int:view_id>/bo", saved.forget_view, name="forget-view"),
    path("lich/", calendar.calendar, name="calendar"),
    path("nap-tep/", upload.upload, name="upload"),
    path("tong-quan/", overview.overview, name="overview"),
    path("doi-chieu/", reconcile.reconciled, name="reconcile"),
    path("quan-tri/", office.office, name="office"),
    path("quan-tri/tai-khoan", office.account, name="account"),
    path("quan-tri/nhan", office.label, name="label"),
    path("quan-tri/nguong", office.limit, name="limit"),
    path("quan-tri/ma", office.token, name="token"),
    path("quan-tri/ma/<int:token_id>/thu-hoi", office.revoke, name="revoke"),
    path("dang-nhap/", login.Login.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("ngon-ngu/", login.language, name="language"),
]
