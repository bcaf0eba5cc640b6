// Words selected in a page's own text ([data-passage]): a link that leads back to them, or their citation.
(() => {
  const model = document.getElementById("passage-bar");
  const status = document.getElementById("passage-status");
  const LETTER = /[\p{L}\p{N}\p{M}]/u;
  const FEW = 12; // words; of more, the link names the first and the last five
  let bar = null;
  let chosen = null; // {text: as it is shown, shown: with the marks that a narrow space ties to it, words: on one line}
  let dismissed = "";

  // The selection within one text, widened to whole words; null if there is none.
  function passage() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const block = element(range.startContainer).closest("[data-passage]") || element(range.endContainer).closest("[data-passage]");
    if (!block || block.contains(bar)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(block);
    const inside = range.cloneRange();
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(whole.startContainer, whole.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(inside.startContainer, inside.startOffset);
    const all = [...block.textContent];
    let start = [...before.toString()].length;
    let end = start + [...inside.toString()].length;
    while (start < end && !LETTER.test(all[start])) start += 1;
    while (end > start && !LETTER.test(all[end - 1])) end -= 1;
    if (start === end) return null;
    while (start > 0 && LETTER.test(all[start - 1])) start -= 1;
    while (end < all.length && LETTER.test(all[end])) end += 1;
    const text = all.slice(start, end).join("");
    // For a browser a narrow space joins what stands on both its sides in one word, and a directive names whole words.
    let from = start, to = end;
    while (from > 0 && all[from - 1] === "\u202f") from -= 2;
    while (to < all.length && all[to] === "\u202f") to += 2;
    const shown = all.slice(Math.max(from, 0), to).join("");
    return { block, text, shown, words: text.replace(/\s+/gu, " "), box: inside.getBoundingClientRect() };
  }

  const encoded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");

  function link({ shown: text, words }) {
    const all = words.split(" ");
    const asked = all.length <= FEW ? words : `${all.slice(0, 5).join(" ")} … ${all.slice(-5).join(" ")}`;
    // A text directive has to be in the page's own characters, its narrow spaces too.
    const parts = text.split(/[ \t]+/);
    // A browser finds no end of a passage across lines.
    const lines = text.split("\n").filter((line) => LETTER.test(line)).map((line) => line.trim().split(/[ \t]+/));
    const directive = lines.length > 1
      ? `${encoded(lines[0].slice(0, 5).join(" "))},${encoded(lines.at(-1).slice(-5).join(" "))}`
      : all.length <= FEW || parts.length < 10
      ? encoded(text)
      : `${encoded(parts.slice(0, 5).join(" "))},${encoded(parts.slice(-5).join(" "))}`;
    return `${location.origin}${location.pathname}?passage=${encodeURIComponent(asked)}#:~:text=${directive}`;
  }

  function close() {
    bar?.remove();
    bar = chosen = null;
  }

  function open(found) {
    close();
    chosen = found;
    bar = model.content.firstElementChild.cloneNode(true);
    found.block.after(bar);
    const frame = bar.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - bar.offsetWidth - 8;
    bar.style.left = `${Math.max(8, Math.min(found.box.left, room)) - frame.left}px`;
    bar.style.top = `${found.box.bottom - frame.top + 8}px`;
    const cite = bar.querySelector("a");
    if (cite) cite.href = `${cite.getAttribute("href")}?passage=${encodeURIComponent(found.words)}`;
    bar.querySelector("button").addEventListener("click", copy);
    status.textContent = status.dataset.chosen;
  }

  async function copy({ currentTarget: button }) {
    const address = link(chosen);
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = status.textContent = status.dataset.copied;
    } catch { // an insecure page, or a browser that asks and is refused
      const field = bar.querySelector("input");
      field.value = address;
      field.hidden = false;
      field.focus();
      field.select();
      status.textContent = status.dataset.kept;
    }
  }

  function look() {
    if (bar?.contains(document.activeElement)) return;
    const found = passage();
    if (!found) {
      dismissed = "";
      close();
    } else if (found.words !== chosen?.words && found.words !== dismissed) {
      open(found);
    }
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 250);
  });
  document.addEventListener("keydown", (event) => {
    if (!bar) return;
    if (event.key === "Tab" && !event.shiftKey && !bar.contains(document.activeElement)) {
      // A click has given the focus to the whole of <main>, from which the next stop is far.
      bar.querySelector("button").focus();
      event.preventDefault();
    }
    if (event.key !== "Escape") return;
    dismissed = chosen.words;
    close();
    status.textContent = "";
  });
})();
