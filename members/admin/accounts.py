from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation import audit
from curation.columns import Steady

from .. import rights
from ..models import User
from ..proving import end_password
from ..roles import ROLES


def role_label(group):
    role = ROLES.get(group.name, {"label": group.name})
    return role.get(f"label_{get_language()}", role["label"])


class RolesField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs):
        options = {"queryset": Group.objects.order_by("pk"), "required": False, "label": _("Rôles")}
        widget = forms.CheckboxSelectMultiple
        super().__init__(
            **options
            | {"widget": widget, "help_text": _("L’espace de curation s’ouvre aux rôles qui y ont affaire.")}
            | kwargs
        )

    def label_from_instance(self, group):
        return role_label(group)


class AccountForm(UserChangeForm):
    groups = RolesField()

    def clean_member_until(self):
        day = self.cleaned_data["member_until"]
        if "member_until" in self.changed_data:
            rights.check_end(day)
        return day

    def clean(self):
        """No role for an address that nobody has proven; one that staff give is taken for proven."""
        fields = super().clean()
        gives = set(fields.get("groups") or []) - set(self.instance.groups.all())
        if gives and "email" not in self.changed_data and not rights.is_proven(self.instance):
            sentence = _("L’adresse n’est pas vérifiée : son titulaire doit d’abord le faire.")
            raise ValidationError({"groups": sentence})
        return fields


class NewAccountForm(AdminUserCreationForm):
    groups = RolesField()


class RoleFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("rôle")

    def field_choices(self, field, request, model_admin):
        return [(group.pk, role_label(group)) for group in Group.objects.order_by("pk")]


@admin.register(User)
class AccountAdmin(Steady, UserAdmin):
    """People, by their e-mail and their roles.

    An administrator gives roles, and nothing beyond: nobody can make a superuser, since the field is not in the form.
    Who may touch whom, `rights` says.
    """

    form = AccountForm
    add_form = NewAccountForm
    ordering = ("name",)
    list_display = ("name", "email", "roles", "member_until", "is_active", "last_login")
    list_filter = (("groups", RoleFilter), "is_active")
    search_fields = ("name", "email")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Accès"), {"fields": ("is_active", "groups", "member_until")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2", "groups")}),)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("rôles"))
    def roles(self, person):
        labels = [role_label(group) for group in person.groups.all()]
        return ", ".join([str(_("superutilisateur"))] * person.is_superuser + labels)

    def _within_reach(self, request, person):
        return person is None or rights.may_act_on(person, by=request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    def save_model(self, request, obj, form, change):
        """An address that staff give is taken for verified, and is then the only one of the account."""
        was_proven = change and rights.is_proven(User.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            if change and not was_proven:
                end_password(obj)
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email.lower(), verified=True, primary=True)

    def save_related(self, request, form, formsets, change):
        """Who has a role that works in the admin may enter it; who has none may not."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        staff = person.is_superuser or person.groups.filter(name__in=rights.STAFF_ROLES).exists()
        if staff != person.is_staff:
            person.is_staff = staff
            person.save(update_fields=["is_staff"])
        if "groups" in form.changed_data:
            roles = ",".join(group.name for group in person.groups.all())
            audit.note("roles", by=request.user, account=person.pk, roles=roles)

    def delete_model(self, request, obj):
        audit.note("account-deleted", by=request.user, account=obj.pk)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for account in queryset:
            audit.note("account-deleted", by=request.user, account=account.pk)
        super().delete_queryset(request, queryset)


# Addresses, second factors and sessions are their owner's to change, in the pages of the account.
for model in (EmailAddress, EmailConfirmation, Authenticator, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

# The roles are those of `roles.toml`, written again at each migration: there is nothing to change in a page.
admin.site.unregister(Group)
