// Pickers: two lines a record, the fittest under Enter, and a name that is missing made on the spot.
// Without this script a picker is the select of what was chosen.
"use strict";
{
    const $ = django.jQuery;

    const node = (tag, className, text) => {
        const made = document.createElement(tag);
        made.className = className;
        made.textContent = text;
        return made;
    };

    const label = ({ text, detail }) => [text, detail].filter(Boolean).join(" — ");

    const twoLines = (name, about) => {
        const shown = [node("span", "picker-name", name)];
        if (about) {
            shown.push(node("small", "picker-detail", about));
        }
        return $(shown);
    };

    const found = (line) => {
        if (line.create) {
            return node("span", "picker-create", line.text);
        }
        return line.loading ? line.text : twoLines(line.text, [line.also, line.detail].filter(Boolean).join(" · "));
    };

    const chosen = (line) => {
        const { name = line.text, detail = line.detail } = line.element?.dataset ?? {};
        return line.id ? twoLines(name, detail) : line.text;
    };

    const take = (select, line) => {
        let option = [...select.options].find(({ value }) => value === line.id);
        if (!option) {
            option = new Option(label(line), line.id);
            option.title = label(line);
            option.dataset.name = line.text;
            option.dataset.detail = line.detail;
            select.append(option);
        }
        option.selected = true;
        $(select).trigger("change");
    };

    const create = async (select, asked, anyway) => {
        const { value: token } = document.querySelector("[name=csrfmiddlewaretoken]");
        const fields = new URLSearchParams({ name: asked.name, csrfmiddlewaretoken: token });
        if (anyway) {
            fields.set("anyway", "1");
        }
        let said = { message: asked.failed, candidates: [], cancel: asked.cancel };
        try {
            const answer = await fetch(asked.url, { method: "POST", body: fields });
            if (answer.ok) {
                take(select, await answer.json());
                $(select).select2("focus");
                return;
            }
            if ([400, 409].includes(answer.status)) {
                said = await answer.json();
            }
        } catch (error) {
            // Offline: it is said below.
        }
        question(select, asked, said);
    };

    // Why the record was not made, and which others it may be. Enter alone decides nothing.
    const question = (select, asked, { message, candidates, anyway, cancel }) => {
        const dialog = node("dialog", "picker-question", "");
        const told = node("p", "", message);
        told.id = "picker-question";
        told.tabIndex = -1;
        told.autofocus = true;
        dialog.setAttribute("aria-labelledby", told.id);
        const button = (className, content, act) => {
            const made = node("button", className, "");
            made.type = "button";
            $(made).append(content);
            made.addEventListener("click", () => {
                dialog.close();
                act?.();
            });
            return made;
        };
        const others = candidates.map((line) =>
            button("picker-candidate", found(line), () => take(select, line)),
        );
        const ends = node("div", "picker-ends", "");
        if (anyway) {
            ends.append(button("button", anyway, () => create(select, asked, true)));
        }
        ends.append(button("button cancel", cancel));
        dialog.append(told, ...others, ends);
        dialog.addEventListener("close", () => {
            dialog.remove();
            $(select).select2("focus");
        });
        document.body.append(dialog);
        dialog.showModal();
    };

    // Enter waits for what was typed to be found, and then takes the first line, unless it would make a record.
    const guardEnter = (picker) => {
        let isSearching = false;
        let isEntered = false;
        const { trigger } = picker;
        picker.trigger = function (name, args) {
            if (name === "results:select" && isSearching) {
                isEntered = true;
                return;
            }
            trigger.call(this, name, args);
        };
        picker.on("query", () => {
            isSearching = true;
        });
        picker.on("results:all", ({ query, data }) => {
            isSearching = false;
            if (query.term) {
                picker.results.$results.find("[aria-selected]").first().trigger("mouseenter");
            }
            if (isEntered && data.results[0] && !data.results[0].create) {
                picker.trigger("results:select", {});
            }
            isEntered = false;
        });
        const forget = () => {
            isSearching = isEntered = false;
        };
        picker.on("results:message", forget);
        picker.on("close", forget);
        // Select2 passes over what is pasted first after a list that Enter closed.
        picker.on("open", () => {
            (picker.dropdown.$search ? picker.dropdown : picker.selection)._keyUpPrevented = false;
        });
    };

    $.fn.djangoAdminSelect2 = function () {
        return this.each((place, select) => {
            const { appLabel, modelName, fieldName, onlyKnown } = select.dataset;
            $(select).select2({
                ajax: {
                    data: ({ term, page }) => ({
                        term,
                        page,
                        app_label: appLabel,
                        model_name: modelName,
                        field_name: fieldName,
                    }),
                    processResults: ({ results, pagination, create: asked }) => {
                        const lines = results.map((line) => ({ ...line, title: label(line) }));
                        if (asked && onlyKnown === undefined) {
                            lines.push({ id: "create", text: asked.text, create: asked });
                        }
                        return { results: lines, pagination };
                    },
                },
                templateResult: found,
                templateSelection: chosen,
            });
            guardEnter($(select).data("select2"));
            $(select).on("select2:selecting", (event) => {
                const { create: asked } = event.params.args.data;
                if (asked) {
                    event.preventDefault();
                    $(select).select2("close");
                    create(select, asked);
                }
            });
        });
    };

    const start = (root) => $(root).find(".admin-autocomplete").not("[name*=__prefix__], .select2-hidden-accessible").djangoAdminSelect2();

    $(() => start(document));
    document.addEventListener("formset:added", ({ target }) => start(target));
    document.addEventListener("htmx:load", ({ target }) => start(target)); // a part of a page that came later
}
