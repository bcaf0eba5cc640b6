from django import forms

from .models import Alert


class AlertForm(forms.ModelForm):
    class Meta:
        model = Alert
        fields = ["name", "frequency", "content"]
        widgets = {"name": forms.TextInput({"autocomplete": "off"})}
