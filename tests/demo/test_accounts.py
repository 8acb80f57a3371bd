"""Demonstration accounts: one per role, made once."""

import pytest
from django.contrib.auth import authenticate

from filrouge.access.models import User
from filrouge.access.policy import ROLES
from filrouge.demo import api
from filrouge.demo.accounts import ACCOUNTS, PASSWORD


def test_every_role_has_one_account() -> None:
    assert sorted(account.role for account in ACCOUNTS) == sorted(ROLES)
    assert len({account.username for account in ACCOUNTS}) == len(ACCOUNTS)


@pytest.mark.django_db
def test_accounts_log_in_and_are_made_once() -> None:
    listed = api.create_accounts()
    assert api.create_accounts() == listed
    assert User.objects.count() == len(ROLES)
    for username, label, password in listed:
        user = User.objects.get(username=username)
        assert user.role_label == label
        assert password == PASSWORD
        assert user.check_password(password)
        assert user.display_name != username
    assert authenticate(None, username=listed[0][0], password=PASSWORD) is not None


@pytest.mark.django_db
def test_an_account_that_exists_is_left_alone() -> None:
    User.objects.create_user("rapport", password="chosen-by-hand", role="administrator")
    api.create_accounts()
    user = User.objects.get(username="rapport")
    assert user.check_password("chosen-by-hand")
    assert user.role == "administrator"
