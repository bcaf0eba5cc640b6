// Reviewing a recap with the keyboard; without this script every button and form works by itself.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const article = document.querySelector("[data-article]");
    if (!article) {
        return;
    }
    document.body.classList.add("with-keys");
    const cards = [...document.querySelectorAll("[data-card]")];
    const open = cards.filter((card) => card.classList.contains("is-open"));
    const keys = document.querySelector("[data-keys]");
    let current = null;

    const choose = (card) => {
        current?.classList.remove("is-current");
        article.querySelectorAll(".is-current").forEach((passage) => passage.classList.remove("is-current"));
        current = card;
        if (!card) {
            return;
        }
        card.classList.add("is-current");
        card.focus({ preventScroll: true });
        card.scrollIntoView({ block: "nearest" });
        const passages = article.querySelectorAll(`[data-proposals~="${card.dataset.card}"]`);
        passages.forEach((passage) => passage.classList.add("is-current"));
        const first = passages[0];
        if (first) {
            article.scrollTop += first.getBoundingClientRect().top - article.getBoundingClientRect().top - article.clientHeight / 3;
        }
    };
    const step = (by) => {
        const place = cards.indexOf(current);
        choose(cards[Math.min(Math.max(place + by, 0), cards.length - 1)]);
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
        const card = passage && document.querySelector(passage.getAttribute("href"));
        if (card) {
            event.preventDefault();
            choose(card);
        }
    });
    for (const card of cards) {
        card.addEventListener("focusin", () => card !== current && choose(card));
        card.addEventListener("click", (event) => !event.target.closest("a, button, summary, label, input, textarea") && choose(card));
    }
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
    const asked = location.hash.startsWith("#proposition-") && document.querySelector(location.hash);
    const unanswered = cards.find((card) => card.querySelector(".errorlist"));
    choose(unanswered || asked || open[0] || null);
    current?.querySelector("[data-edit] :is(textarea, input:not([type=hidden]))")?.focus();
});
