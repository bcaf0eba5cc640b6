// Whoever is no more logged in was led elsewhere by the answer to a part of a page: the page itself then asks who is there.
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
    const { pathInfo, xhr } = event.detail;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(pathInfo.requestPath, location).pathname) {
        event.preventDefault();
        location.reload();
    }
});
