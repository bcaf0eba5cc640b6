// The quote as the site will show it, while it is typed. Without this script, it is shown as last saved.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const pause = 250; // milliseconds without typing
    const preview = document.querySelector("[data-preview]");
    const form = document.getElementById("quote_form");
    if (!preview || !form || !form.elements.text) {
        return;
    }
    const { text, kind, language, csrfmiddlewaretoken } = form.elements;
    let timer;
    let request;

    const show = async () => {
        request?.abort();
        request = new AbortController();
        const inputs = [text, kind, language, csrfmiddlewaretoken].filter(Boolean);
        try {
            const answer = await fetch(preview.dataset.preview, {
                method: "POST",
                body: new URLSearchParams(inputs.map((input) => [input.name, input.value])),
                signal: request.signal,
            });
            if (answer.ok) {
                preview.innerHTML = await answer.text();
            }
        } catch (error) {
            // Offline, or overtaken by the next letter: what was shown stays.
        }
    };
    for (const input of [text, kind, language].filter(Boolean)) {
        input.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(show, pause);
        });
    }
    if (text.value) {
        show();
    }
});
