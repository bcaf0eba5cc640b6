// Reviewing a recap with the keyboard; without this script every button and form works by itself. With it, and htmx, a
// decision is answered by what it changed, and the page stays where it is.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("[data-article]");
    if (!article) {
        return;
    }
    document.body.classList.add("with-keys");
    const cards = () => [...document.querySelectorAll("[data-card]")];
    // The card of a proposal, which may be that of the same words elsewhere.
    const cardOf = (key) => document.querySelector(`[data-card="${key}"], [data-also~="${key}"]`);
    const placesOf = (card) => [card.dataset.card, ...card.dataset.also.split(" ").filter(Boolean)];
    const keys = document.querySelector("[data-keys]");
    let current = null;

    // What already has the focus keeps it, and stays under the pointer that gave it.
    const choose = (card, isFocused = false) => {
        current?.classList.remove("is-current");
        article.querySelectorAll(".is-current").forEach((passage) => passage.classList.remove("is-current"));
        current = card;
        if (!card) {
            return;
        }
        card.classList.add("is-current");
        if (!isFocused) {
            card.focus({ preventScroll: true });
            card.scrollIntoView({ block: "nearest" });
        }
        const places = placesOf(card).map((key) => `[data-proposals~="${key}"]`);
        const passages = article.querySelectorAll(places.join(", "));
        passages.forEach((passage) => passage.classList.add("is-current"));
        const first = passages[0];
        if (first) {
            article.scrollTop += first.getBoundingClientRect().top - article.getBoundingClientRect().top - article.clientHeight / 3;
        }
    };
    const step = (by) => {
        const all = cards();
        choose(all[Math.min(Math.max(all.indexOf(current) + by, 0), all.length - 1)]);
    };
    const press = (key) => current?.querySelector(`[data-key="${key}"]`)?.click();
    // The nth of those who may be meant.
    const answer = (number) => {
        const option = current?.querySelectorAll(".option input")[number - 1];
        if (option) {
            option.closest("details")?.setAttribute("open", "");
            option.checked = true;
        }
    };
    const actions = {
        a: () => press("a"),
        r: () => press("r"),
        d: () => press("d"),
        e: () => press("e"),
        u: () => document.querySelector("[data-key=u] button")?.click(),
        m: () => document.querySelector("[data-mark] textarea")?.focus(),
        j: () => step(1),
        k: () => step(-1),
        "?": () => keys.showModal(),
    };
    for (let number = 1; number < 10; number += 1) {
        actions[number] = () => answer(number);
    }
    document.addEventListener("keydown", (event) => {
        const typing = event.target.closest("input:not([type=radio]), textarea, select, dialog");
        if (event.key === "Escape" && typing?.closest("[data-card]")) {
            choose(typing.closest("[data-card]"));
            return;
        }
        if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in actions)) {
            return;
        }
        event.preventDefault();
        actions[event.key]();
    });
    article.addEventListener("click", (event) => {
        const passage = event.target.closest("[data-proposals]");
        const card = passage && document.querySelector(passage.getAttribute("href"))?.closest("[data-card]");
        if (card) {
            event.preventDefault();
            choose(card);
        }
    });
    const proposals = document.getElementById("propositions");
    proposals.addEventListener("focusin", (event) => {
        const card = event.target.closest("[data-card]");
        if (card && card !== current) {
            choose(card, true);
        }
    });
    proposals.addEventListener("click", (event) => {
        const card = event.target.closest("[data-card]");
        if (card && !event.target.closest("a, button, summary, label, input, textarea")) {
            choose(card);
        }
    });
    const button = document.querySelector("[data-help]");
    button.hidden = false;
    button.addEventListener("click", actions["?"]);

    // Words that are selected become a passage; the server counts code points, the browser UTF-16 units.
    const mark = document.querySelector("[data-mark]");
    if (mark) {
        const { "mark-words": words, "mark-start": start } = mark.elements;
        article.addEventListener("mouseup", () => {
            const selection = getSelection();
            const chosen = selection.toString();
            if (!chosen.trim() || !article.contains(selection.anchorNode)) {
                return;
            }
            const range = selection.getRangeAt(0);
            const before = document.createRange();
            before.setStart(article, 0);
            before.setEnd(range.startContainer, range.startOffset);
            const lead = chosen.length - chosen.trimStart().length;
            words.value = chosen.trim();
            start.value = [...before.toString()].length + lead;
        });
        words.addEventListener("input", () => {
            start.value = "";
        });
    }
    const edit = () => current?.querySelector("[data-edit] :is(textarea, input:not([type=hidden]))")?.focus();

    // What was decided is shown so in the article, too.
    const remark = (card) => {
        const state = [...card.classList].find((name) => /^is-(open|accepted|rejected)$/.test(name));
        const places = placesOf(card).map((key) => `[href="#proposition-${key}"]`);
        for (const passage of article.querySelectorAll(places.join(", "))) {
            passage.classList.remove("is-open", "is-accepted", "is-rejected");
            passage.classList.add(state);
        }
    };
    // Whoever has gone on to another card while the answer was under way stays there.
    let left = "";
    document.addEventListener("htmx:beforeRequest", () => {
        left = current?.dataset.card;
    });
    document.addEventListener("recap:following", (event) => {
        cards().forEach(remark);
        if (current?.dataset.card === left) {
            choose(cardOf(event.detail.card));
            edit();
        } else if (!current.isConnected) {
            choose(cardOf(current.dataset.card));
        }
    });
    document.addEventListener("htmx:afterSwap", (event) => {
        const card = document.getElementById(event.detail.target.id);
        if (card?.matches("[data-card]")) {
            choose(card);
            edit();
        }
    });
    const flash = document.getElementById("flash");
    for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
        document.addEventListener(failure, () => {
            flash.textContent = flash.dataset.failed;
        });
    }

    const asked = /^#proposition-\d+$/.test(location.hash) && cardOf(location.hash.slice("#proposition-".length));
    const unanswered = cards().find((card) => card.querySelector(".errorlist"));
    choose(unanswered || asked || cards().find((card) => card.classList.contains("is-open")) || null);
    edit();
});
