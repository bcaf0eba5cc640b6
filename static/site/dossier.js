// The order of a dossier: by the mouse or a finger on a handle, by the keyboard, each place announced.
// Without this file the arrows are buttons of plain forms.
(() => {
  const list = document.querySelector(".keeping");
  const said = document.getElementById("moves");
  if (!list) return;
  const start = Number(list.dataset.start);
  const count = Number(list.dataset.count);
  let grabbed = null;
  let from = 0;

  const places = () => [...list.children];
  const placeOf = (item) => start + places().indexOf(item);

  function say(what, item) {
    said.textContent = said.dataset[what].replace("{place}", item ? placeOf(item) : "").replace("{count}", count);
  }

  // It is the others that go past it: what leaves the page, if only for a moment, loses the focus and the pointer.
  function put(item, index) {
    let at = places().indexOf(item);
    for (; at < index; at++) item.before(item.nextElementSibling);
    for (; at > index; at--) item.after(item.previousElementSibling);
  }

  function number() {
    for (const item of places()) {
      for (const button of item.querySelectorAll(".step")) {
        const place = placeOf(item) + Number(button.dataset.step);
        button.value = place;
        button.disabled = place < 1 || place > count;
      }
    }
  }

  async function save(item) {
    const form = item.querySelector(".kept-bar");
    const body = new FormData(form);
    body.set("place", placeOf(item));
    body.set("quiet", "1");
    number();
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (answer.status !== 204) throw new Error(answer.status);
    } catch {
      say("failed");
    }
  }

  function grab(item) {
    grabbed = item;
    from = places().indexOf(item);
    item.classList.add("grabbed");
    item.querySelector(".handle").setAttribute("aria-pressed", "true");
  }

  function release({ keep }) {
    const item = grabbed;
    if (!item) return;
    grabbed = null;
    item.classList.remove("grabbed");
    item.querySelector(".handle").setAttribute("aria-pressed", "false");
    if (!keep) put(item, from);
    say(keep ? "dropped" : "left", item);
    if (keep && places().indexOf(item) !== from) save(item);
  }

  function step(item, by) {
    const index = places().indexOf(item) + by;
    if (index < 0 || index >= list.children.length) return false;
    put(item, index);
    item.scrollIntoView({ block: "nearest" });
    return true;
  }

  list.addEventListener("keydown", (event) => {
    if (!event.target.matches(".handle")) return;
    const item = event.target.closest("li[id]");
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (event.key === " " || event.key === "Enter") {
      if (grabbed) release({ keep: true });
      else {
        grab(item);
        say("grabbed", item);
      }
    } else if (grabbed && by) {
      step(item, by);
      say("moved", item);
    } else if (grabbed && event.key === "Escape") {
      release({ keep: false });
    } else return;
    event.preventDefault();
  });

  list.addEventListener("focusout", (event) => {
    if (event.target.matches(".handle")) release({ keep: true });
  });

  // A neighbour on another page of the list is the form’s to reach.
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".step");
    const item = button?.closest("li[id]");
    if (!button || !step(item, Number(button.dataset.step))) return;
    event.preventDefault();
    save(item);
    say("moved", item);
    (button.disabled ? item.querySelector(".step:enabled") : button)?.focus();
  });

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle || event.button) return;
    release({ keep: true });
    grab(handle.closest("li[id]"));
    handle.setPointerCapture(event.pointerId);
  });

  list.addEventListener("pointermove", (event) => {
    if (!grabbed || !event.target.hasPointerCapture(event.pointerId)) return;
    const over = places().filter((item) => item !== grabbed);
    const index = over.filter((item) => {
      const box = item.getBoundingClientRect();
      return box.top + box.height / 2 < event.clientY;
    }).length;
    if (index !== places().indexOf(grabbed)) put(grabbed, index);
    if (event.clientY < 60) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 12);
  });

  for (const [name, keep] of [["pointerup", true], ["pointercancel", false]]) {
    list.addEventListener(name, () => release({ keep }));
  }

  for (const handle of list.querySelectorAll(".handle")) handle.hidden = false;
})();
