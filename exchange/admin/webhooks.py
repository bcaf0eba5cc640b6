from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alerts.models import Publication
from curation import audit
from curation.columns import Steady
from curation.waits import Wait, WaitFilter

from ..models import Webhook


class WebhookForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("ce qui est annoncé"), choices=Publication.Kind, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Webhook
        fields = ["address", "kinds", "is_active"]


@admin.register(Webhook)
class WebhookAdmin(Steady, admin.ModelAdmin):
    """Who is told what comes out; one that nobody answered for is turned off, and stands on the home until it is on."""

    form = WebhookForm
    waits = (Wait("sans-reponse", _("à l’arrêt, faute de réponse"), lambda rows: rows.given_up()),)
    list_display = ("address", "is_active", "last_result", "last_tried_at", "failures")
    list_filter = (WaitFilter,)
    search_fields = ("address",)
    fields = ("address", "kinds", "is_active", "secret", "last_result", "last_tried_at", "failures")
    readonly_fields = ("secret", "last_result", "last_tried_at", "failures")

    def save_model(self, request, obj, form, change):
        if obj.is_active and (not change or "is_active" in form.changed_data):
            obj.begin()
        super().save_model(request, obj, form, change)
        audit.note("webhook", by=request.user, webhook=obj.pk)
