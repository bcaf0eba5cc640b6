from allauth.core import ratelimit
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from . import reporting
from .forms import ReportForm
from .models import Report


@never_cache
def report(request, model, pk):
    """Say what is wrong with a public record; no account is asked for."""
    record = get_object_or_404(model.objects.public(), pk=pk)
    form = ReportForm(request.POST or None, instance=Report(record=record, language=get_language()))
    if form.is_valid():
        if not ratelimit.consume(request, action="report", key=form.cleaned_data["email"].lower()):
            return ratelimit.respond_429(request)
        made = form.save()
        reporting.tell(made, "received", request=request)
        return redirect(made)
    return render(request, "privacy/report.html", {"form": form, "record": record})


@never_cache
def followed(request, token):
    """What became of a report, for whoever has its link."""
    try:
        made = Report.of_token(token)
    except Report.DoesNotExist as error:
        raise Http404 from error
    return render(request, "privacy/followed.html", {"report": made})
