// People are added to a talk where it stands in the programme of its event. Without this script they are in its own page.
"use strict";
document.addEventListener("click", ({ target }) => {
    const group = target.closest("[data-add-row]")?.closest("[data-rows]");
    if (!group) {
        return;
    }
    const total = group.querySelector("[name$='-TOTAL_FORMS']");
    const template = group.querySelector("template");
    const prefix = total.name.slice(0, -"-TOTAL_FORMS".length); // its line may have been moved or new
    const made = document.createElement("div");
    made.innerHTML = template.innerHTML.replaceAll(`${template.dataset.empty}-__prefix__`, `${prefix}-${total.value}`);
    const row = made.firstElementChild;
    template.before(row);
    total.value = Number(total.value) + 1;
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    row.querySelector(".select2-selection, input:not([type=hidden])")?.focus();
});
