"""A mail server of a few lines, which can be told to do something at each step of a conversation."""

import contextlib
import email
import email.policy
import socketserver
import threading


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(220)
        for line in self.rfile:
            verb = line.split()[0].upper().decode()
            self.server.step(verb)
            if verb == "DATA":
                self.say(354)
                self.server.box.append(self.body())
                self.server.step("TAKEN")
            self.say(self.server.answers.get(verb, 221 if verb == "QUIT" else 250))

    def say(self, code):
        self.wfile.write(b"%d as you say\r\n" % code)

    def body(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.box = []  # messages that it took
        self.answers = {}  # {a command: the code of its answer, where it is not that of success}
        self.step = lambda verb: None  # called with each command, and with TAKEN before a message is acknowledged

    @property
    def address(self):
        return "smtp://{}:{}".format(*self.server_address)


@contextlib.contextmanager
def serving():
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
