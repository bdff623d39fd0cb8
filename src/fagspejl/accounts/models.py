"""Staff users and roles. Respondents have no account."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class RoleName(models.TextChoices):
    """Roles beside being a leader, which follows from the roster."""

    PLANNER = "planner"
    OPERATOR = "operator"
    DPO = "dpo"
    LECTURER = "lecturer"


class UserManager(BaseUserManager["User"]):
    """Makes users; there are no passwords: login is by e-mail code, passkey or the organisation's own login."""

    def create_user(self, email: str, **fields: Any) -> User:
        """Create a user with an unusable password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of staff who may log in. `person` is set for leaders and anybody else on the roster."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    person = models.OneToOneField(
        "organisation.Person", on_delete=models.SET_NULL, null=True, related_name="account"
    )
    language = models.CharField(max_length=5, default="da")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "staff_user"

    def __str__(self) -> str:
        return self.email


class Role(models.Model):
    """A role held by a user; gone at the next request when the row is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20, choices=RoleName.choices)

    class Meta:
        db_table = "staff_role"
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="one_role_of_a_kind"),)

    def __str__(self) -> str:
        return self.name


class Attempt(models.Model):
    """How often one thing was tried: `key` is an HMAC of what, `until` the moment from which it is counted anew."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "staff_attempt"

    def __str__(self) -> str:
        return self.key


class SharedCache(models.Model):
    """What all web processes remember together for django-allauth. Django's cache writes it."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "staff_cache"

    def __str__(self) -> str:
        return self.cache_key
