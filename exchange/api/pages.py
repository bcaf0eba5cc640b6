"""The documentation of the API, made of what it says of itself."""

from django.shortcuts import render
from django.urls import reverse

from curation.kept import kept
from curation.permalinks import absolute

from .views import api


@kept
def documentation(request):
    schema = api.get_openapi_schema()
    context = {
        "about": schema["info"]["description"],
        "example": absolute(reverse("api:quotes"), request),
        "operations": [
            _operation(method, path, operation, request)
            for path, found in schema["paths"].items()
            for method, operation in found.items()
        ],
        "schemas": [_schema(found) for name, found in schema["components"]["schemas"].items() if "_" not in name],
    }
    return render(request, "exchange/api.html", context)


def _operation(method, path, found, request):
    parameters = [(one["name"], _kind(one["schema"]), one.get("description", "")) for one in found["parameters"]]
    body = found.get("requestBody", {}).get("content", {}).get("application/json")
    return {
        "id": found["operationId"],
        "method": method.upper(),
        "path": path,
        "address": absolute(path, request),
        "summary": found["summary"],
        "parameters": parameters,
        "body": _kind(body["schema"]) if body else "",
    }


def _schema(found):
    fields = [(name, _kind(one), one.get("description", "")) for name, one in found["properties"].items()]
    return {"name": found["title"], "fields": fields}


def _kind(schema):
    """« string (date) », « verbatim | paraphrase », « Reference [] », « integer ? »."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " ".join("?" if one.get("type") == "null" else _kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])} []"
    if "enum" in schema:
        return " | ".join(schema["enum"])
    return f"{schema['type']} ({schema['format']})" if "format" in schema else schema.get("type", "")
