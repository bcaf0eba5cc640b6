// References: buttons that copy them, the dialog that holds them, and the words that are selected where one cites.
(() => {
  const LONGEST = 2000;

  async function copy(text, button, written) {
    const status = written.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(text.textContent.trimEnd());
      button.textContent = written.dataset.copied;
      status.textContent = written.dataset.copied;
      setTimeout(() => { button.textContent = written.dataset.copy; status.textContent = ""; }, 2500);
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = written.dataset.refused;
      status.classList.remove("visually-hidden");
    }
  }

  function addButtons(written) {
    for (const text of written.querySelectorAll("pre")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-quiet";
      button.textContent = written.dataset.copy;
      button.setAttribute("aria-describedby", text.getAttribute("aria-labelledby"));
      button.addEventListener("click", () => copy(text, button, written));
      text.nextElementSibling.prepend(button);
    }
  }

  // What is selected is gone once the link is pressed.
  function citeSelection(link) {
    const selection = getSelection();
    const around = link.closest("li, .opening");
    const words = selection.toString().trim().slice(0, LONGEST);
    const url = new URL(link.href);
    url.search = "";
    if (words && around.contains(selection.anchorNode) && around.contains(selection.focusNode)) {
      url.searchParams.set("passage", words);
    }
    link.href = url;
  }

  for (const press of ["pointerdown", "keydown"]) {
    document.addEventListener(press, (event) => {
      const link = event.target.closest?.(".cite-link");
      if (link) citeSelection(link);
    });
  }

  const page = document.querySelector("main > #references");
  if (page) addButtons(page);

  const dialog = document.getElementById("cite");
  if (!dialog) return;
  const body = document.getElementById("cite-body");

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt.matches(".cite-link")) event.detail.path = event.detail.elt.href;
  });
  body.addEventListener("htmx:afterSwap", () => {
    addButtons(body.firstElementChild);
    dialog.showModal();
    dialog.scrollTop = 0;
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // The page that the link leads to says what is wrong, or works.
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.target === body) location.assign(event.detail.elt.href);
    });
  }
})();
