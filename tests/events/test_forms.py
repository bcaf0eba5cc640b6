import pytest
from django import forms
from django.test import SimpleTestCase

from events.forms import ManyOptions


@pytest.mark.parametrize("value", [None, "", "b/c", "d"])
def test_a_long_list_is_written_as_django_would(value):
    about = {"choices": [("", "—"), ("b/c", "B & <c>"), ("e", "É")], "attrs": {"class": "long"}}
    attrs = {"id": "id_zone", "required": True, "disabled": False}
    ours, theirs = (widget(**about).render("zone", value, attrs) for widget in (ManyOptions, forms.Select))
    SimpleTestCase().assertHTMLEqual(ours, theirs)
