// What is folded in the menu folds again when one goes elsewhere. Without this script its own word folds it.
"use strict";
{
    const rest = document.querySelector(".masthead .rest");
    const fold = ({ target }) => {
        if (rest && !rest.contains(target)) {
            rest.open = false;
        }
    };
    document.addEventListener("click", fold);
    document.addEventListener("focusin", fold);
    rest?.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") {
            rest.open = false;
            rest.querySelector("summary").focus();
        }
    });
}
