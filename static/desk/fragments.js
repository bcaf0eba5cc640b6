// Whoever is no more logged in was led to another page by what should be a part of this one, which then asks who is there.
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
    const { pathInfo, xhr } = event.detail;
    const isElsewhere = new URL(xhr.responseURL || location).pathname !== new URL(pathInfo.requestPath, location).pathname;
    if (isElsewhere && xhr.response.includes("<html")) {
        event.preventDefault();
        location.reload();
    }
});

// What was typed stays where it was; it is said above that it was not taken.
const { failed } = document.currentScript.dataset;
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail: { target } }) => {
        const told = document.createElement("p");
        told.className = "errornote";
        told.role = "alert";
        told.textContent = failed;
        target.querySelector(":scope > .errornote")?.remove();
        target.prepend(told);
    });
}
