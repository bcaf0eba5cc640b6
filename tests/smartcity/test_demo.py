import re
import socket
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from smartcity import demo
from smartcity.management.commands.demo import free_port
from tests import builders as make

TERMINAL = "s’affiche dans le terminal"


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


def shown(output):
    """The passwords that a command printed, by e-mail."""
    return dict(line.split() for line in output.splitlines() if "@" in line)


@pytest.mark.parametrize("name", ["demo", "demo_passwords"])
@pytest.mark.django_db
def test_outside_the_demonstration_its_commands_refuse_and_make_no_account(name):
    with pytest.raises(CommandError, match="qu’en mode démonstration"):
        call_command(name)

    assert get_user_model().objects.count() == 0


@pytest.mark.django_db
def test_the_passwords_that_are_shown_open_the_accounts(demonstration, capsys):
    call_command("demo_passwords")

    passwords = shown(capsys.readouterr().out)
    curator, member = (authenticate(username=email, password=passwords[email]) for email in passwords)
    assert (curator.email, curator.is_staff, curator.is_superuser) == ("curatrice@demo.example", True, False)
    assert (member.email, member.is_staff, member.is_superuser) == ("membre@demo.example", False, False)
    assert [group.name for group in curator.groups.all()] == ["curator"]
    assert [group.name for group in member.groups.all()] == ["member"]


@pytest.mark.django_db
def test_new_passwords_replace_the_old_ones(demonstration, capsys):
    call_command("demo_passwords")
    old = shown(capsys.readouterr().out)
    call_command("demo_passwords")
    new = shown(capsys.readouterr().out)

    assert [authenticate(username=email, password=old[email]) for email in old] == [None, None]
    assert [authenticate(username=email, password=new[email]).email for email in new] == list(old)


@pytest.mark.django_db
def test_an_account_that_is_there_keeps_its_password_at_the_next_run(demonstration):
    demo.renew_passwords(demo.ACCOUNTS[:1])

    assert demo.missing() == demo.ACCOUNTS[1:]


@pytest.mark.parametrize("address", ["/mot-de-passe/oublie/envoye/", "/compte/adresse/verifier/"])
@pytest.mark.django_db
def test_who_waits_for_a_message_is_told_that_the_demonstration_prints_it(demonstration, settings, client, address):
    assert TERMINAL not in client.get(address).content.decode()  # here mail is gathered by the tests

    settings.MAIL_TRANSPORT = demo.PRINTS_MAIL
    assert TERMINAL in client.get(address).content.decode()

    settings.DEMO = False
    assert TERMINAL not in client.get(address).content.decode()


def test_a_port_that_is_taken_is_said_with_the_variable_to_set():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Le port {port} est déjà pris.*variable PORT"):
            free_port(str(port))

    assert free_port(str(port)) == port


@pytest.mark.parametrize("wanted", ["", "http", "0", "65536", "-1"])
def test_a_senseless_port_is_said_with_the_variable_to_set(wanted):
    with pytest.raises(CommandError, match="PORT vaut"):
        free_port(wanted)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.django_db
def test_who_forgot_a_password_is_told_a_target_for_that_very_base(demonstration, monkeypatch, capsys, large):
    demo.renew_passwords(demo.ACCOUNTS)
    make.event()
    monkeypatch.setattr("subprocess.Popen", lambda line: None)  # the worker
    monkeypatch.setattr("os.execv", lambda program, line: None)  # and the server
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))
    call_command("demo", large=large)

    (target,) = re.findall(r"« make (\S+) »", capsys.readouterr().out)
    (recipe,) = re.findall(rf"^{target}:.*\n((?:\t.*\n)+)", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert ("$(IN_LARGE)" in recipe) is large
    assert "demo_passwords" in recipe
