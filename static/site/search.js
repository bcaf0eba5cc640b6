// What htmx does not do by itself on a page of search: keys, and what a reader had open.
(() => {
  const field = document.getElementById("id_q");
  const count = document.getElementById("count");
  let open = [];
  let focused = "";

  const results = () => [...document.querySelectorAll(".hits > li .words, .results > li .words, .results > li > a")];

  function walk(step) {
    const stops = [field, ...results()];
    const here = document.activeElement.closest(".hits > li, .results > li");
    const place = stops.findIndex((stop) => stop === document.activeElement || here?.contains(stop));
    const next = place < 0 ? undefined : stops[place + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(next);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (walk(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
  });

  document.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("#answer details[open]")].map((details) => details.id);
    focused = document.activeElement.id;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (["cite-body", "keep"].includes(event.detail.target.id)) return;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.target?.id !== "keep") count.textContent = count.dataset.failed;
    });
  }
})();
