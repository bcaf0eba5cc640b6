// Lines of a programme move up and down by buttons; without this script, one types their numbers.
"use strict";
{
    const position = (row) => row.querySelector("input[data-up]");

    const rowsOf = (row) => [...row.parentElement.children].filter((it) => position(it) && !it.matches(".empty-form"));

    const move = (row, step) => {
        const rows = rowsOf(row);
        const place = rows.indexOf(row);
        if (!rows[place + step]) {
            return;
        }
        rows[place + step][step < 0 ? "before" : "after"](row);
        rows.splice(place + step, 0, ...rows.splice(place, 1));
        rows.filter((it) => !isBlank(it)).forEach((it, index) => {
            position(it).value = index + 1;
        });
    };

    // A new line that nobody filled stays unchanged, or its empty fields would be asked for.
    const isBlank = (row) =>
        !row.matches(".has_original") &&
        ![...row.querySelectorAll("input[type=text], textarea")].some((field) => field.value);

    const equip = (row) => {
        const input = position(row);
        const line = row.closest(".inline-related:not(.tabular)") ?? row;
        const place = line.querySelector("[data-moves]") ?? input?.parentElement;
        if (!input || place.querySelector(".moves")) {
            return;
        }
        const moves = document.createElement("span");
        moves.className = "moves";
        for (const [sign, step, label] of [["↑", -1, input.dataset.up], ["↓", 1, input.dataset.down]]) {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = `${sign} ${label}`;
            button.addEventListener("click", () => {
                move(line, step);
                button.focus();
            });
            moves.append(button);
        }
        place.append(moves);
    };

    document.addEventListener("DOMContentLoaded", () => {
        for (const row of document.querySelectorAll(".inline-group .form-row, .inline-group .inline-related")) {
            if (!row.matches(".empty-form, .tabular")) {
                equip(row);
            }
        }
    });
    document.addEventListener("formset:added", ({ target }) => equip(target));
}
