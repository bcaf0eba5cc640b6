// Names for the fields that Django's inline tables and Select2 leave without one: for screen readers, and as the
// titles of cells on narrow screens.
"use strict";
{
    const nameCells = (table) => {
        const titles = [...table.querySelectorAll("thead th, thead td")].map((it) => it.textContent.trim());
        for (const cell of table.querySelectorAll("tbody tr.form-row > td")) {
            const title = titles[cell.cellIndex];
            if (title && !cell.matches(".original")) {
                cell.dataset.title = title;
                cell.querySelectorAll("input, select, textarea").forEach((field) => {
                    field.ariaLabel ??= title;
                });
            }
        }
        // A header without a word is no header.
        const empty = table.querySelector("thead th.original");
        if (empty) {
            const cell = document.createElement("td");
            cell.className = "original";
            empty.replaceWith(cell);
        }
    };

    const nameOf = (select) => select.labels[0]?.textContent.replace(/\s*:\s*$/, "").trim() || select.ariaLabel;

    // Where one types, and what that controls.
    const nameOpened = ({ target: select }) => {
        for (const field of document.querySelectorAll(".select2-container--open .select2-search__field")) {
            field.ariaLabel = nameOf(select);
        }
        const box = select.nextElementSibling.querySelector("[role=combobox]");
        box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
    };

    const namePickers = () => {
        for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
            const name = nameOf(select);
            const picker = select.nextElementSibling;
            const shown = picker?.querySelector(".select2-selection__rendered");
            if (!name || !shown) {
                continue;
            }
            const chosen = [...select.selectedOptions].map((option) => option.title || option.textContent.trim()).filter(Boolean);
            if (select.multiple) {
                // Its button to clear stands among the items: to the ear, no list.
                shown.setAttribute("role", "none");
                shown.querySelectorAll("li").forEach((item) => item.setAttribute("role", "none"));
                picker.querySelectorAll("[role=combobox], input").forEach((it) => (it.ariaLabel = name));
            } else {
                shown.ariaLabel = [name, ...chosen].join(" : ");
            }
        }
    };

    const nameAll = () => {
        document.querySelectorAll(".inline-group table").forEach(nameCells);
        namePickers();
    };

    // Select2 is there when everything has loaded and what waited for the page is done; it draws its boxes again at
    // each change.
    window.addEventListener("load", () => {
        django.jQuery(nameAll);
        django.jQuery(document).on("change", () => setTimeout(namePickers));
        django.jQuery(document).on("select2:open", nameOpened);
    });
    document.addEventListener("formset:added", () => setTimeout(nameAll));
    document.addEventListener("htmx:load", () => setTimeout(nameAll));
}
