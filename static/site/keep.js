// The panel that answers a keep-link: how it closes, where the focus goes, what is said when the site is silent.
(() => {
  const panel = document.getElementById("keep");
  let opener;

  function close() {
    panel.replaceChildren();
    opener?.focus();
  }

  panel.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) close(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.childElementCount) close(); });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches(".keep-link")) opener = event.target;
  });

  // What was pressed is gone with the answer. Once it is settled: before, htmx does not listen to its buttons.
  panel.addEventListener("htmx:afterSettle", () => {
    const isChoice = panel.querySelector(".keep-title");
    if (isChoice) panel.querySelector("[autofocus], input:not([type=hidden])")?.focus();
    else if (document.activeElement === document.body) opener?.focus();
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.target === panel) panel.textContent = panel.dataset.failed;
    });
  }
})();
