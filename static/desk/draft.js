// What is typed for a new recap stays in this tab until the server has it: a session may end meanwhile, and whoever logs
// in again finds it in the form. It is of one account, and goes with the tab. Without this script the form works as it is.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const KEY = "recap-draft";
    const FIELDS = ["text", "address"];
    const form = document.querySelector("[data-draft]");
    const draft = JSON.parse(sessionStorage.getItem(KEY) || "null");
    if (!form) {
        // The answer to a form that was sent leads here; a log-in page does not have this script.
        if (draft?.sent && document.referrer && new URL(document.referrer).pathname === draft.sent) {
            sessionStorage.removeItem(KEY);
        }
        return;
    }
    const owner = form.dataset.draft;
    const keep = (sent = "") => {
        const typed = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
        try {
            sessionStorage.setItem(KEY, JSON.stringify({ owner, sent, typed }));
        } catch {
            sessionStorage.removeItem(KEY); // longer than the browser keeps, and than the site would read
        }
    };
    if (draft && draft.owner !== owner) {
        sessionStorage.removeItem(KEY);
    } else if (draft && FIELDS.every((name) => !form.elements[name].value) && FIELDS.some((name) => draft.typed[name])) {
        for (const name of FIELDS) {
            form.elements[name].value = draft.typed[name];
        }
        document.querySelector("[data-draft-back]").hidden = false;
    }
    let waiting = 0;
    form.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(keep, 300);
    });
    form.addEventListener("submit", () => {
        clearTimeout(waiting);
        keep(location.pathname);
    });
});
