"""The door of the server, before Django has made a request of what was sent."""

import pytest

from tests.door import answered

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


@pytest.mark.parametrize(
    "parameter",
    ["charset=zlib", "charset=rot13", "charset=idna", "charset=latin-1", "charset*=rot13''x", "charset*=zlib''%ff"],
)
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
def test_what_is_not_utf_8_is_refused(kind, parameter):
    assert answered(REQUEST_METHOD="POST", CONTENT_TYPE=f"{kind}; {parameter}") == 415


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=UTF-8", 'a/b; charset="utf8"'])
def test_all_else_is_read(content_type):
    assert answered(QUERY_STRING="a=1&" * 4000, CONTENT_TYPE=content_type) == 200


@pytest.mark.parametrize("content_type", ["", "text/plain; charset=utf-8"])
@pytest.mark.parametrize("path", ["/", "/nulle/part/", "/evenements/rien/", "/compte/", "/admin/", "/index.atom"])
def test_a_query_of_too_many_fields_is_refused_wherever_it_goes(path, content_type):
    assert answered(PATH_INFO=path, QUERY_STRING="a=1&" * 6000, CONTENT_TYPE=content_type) == 400


@pytest.mark.parametrize(("path", "status"), [("/nulle/part/", 404), ("/connexion/", 400)])
def test_a_form_that_cannot_be_read_is_no_error_of_ours(path, status):
    form = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=\xff", "CONTENT_LENGTH": "9"}
    assert answered(PATH_INFO=path, HTTP_COOKIE=f"csrftoken={'a' * 32}", **form) == status
