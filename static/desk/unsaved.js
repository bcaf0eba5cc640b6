// The page of an event has several forms: whoever sends another one is asked before what was typed in the first is lost.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("event_form");
    let isChanged = false;
    // Select2 announces a change to jQuery alone.
    django.jQuery(form).on("input change", () => {
        isChanged = true;
    });
    form?.addEventListener("submit", () => {
        isChanged = false;
    });
    window.addEventListener("beforeunload", (event) => {
        if (isChanged) {
            event.preventDefault();
        }
    });
});
