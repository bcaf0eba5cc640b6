// The talks to choose from are those of the chosen event. Without this script, they are those of the saved event.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const talk = document.querySelector("select[data-talks]");
    const event = document.getElementById("id_event");
    if (!talk || !event) {
        return;
    }
    // Select2 announces a change to jQuery alone.
    django.jQuery(event).on("change", async () => {
        const chosen = talk.value;
        const answer = await fetch(`${talk.dataset.talks}?${new URLSearchParams({ event: event.value })}`);
        if (!answer.ok) {
            return;
        }
        const { talks } = await answer.json();
        const none = talk.querySelector("option[value='']");
        talk.replaceChildren(none, ...talks.map(({ pk, title }) => new Option(title, pk)));
        talk.value = talks.some(({ pk }) => String(pk) === chosen) ? chosen : "";
    });
});
