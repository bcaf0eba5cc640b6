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
