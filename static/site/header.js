// The header of a page that is the same for everybody shows what is for who reads it. The cookie proves nothing: each of
// these pages asks who is there.
(() => {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("header="));
  const known = cookie ? cookie.slice("header=".length).split(".") : [];
  const dossiers = known.find((word) => word.startsWith("dossiers-"))?.slice("dossiers-".length);
  const links = [...document.querySelectorAll(".me [data-for]")];
  for (const link of links) link.hidden = !known.includes(link.dataset.for);
  const [count, edit] = [document.getElementById("dossier-count"), document.getElementById("edit")];
  count.textContent = /^[1-9]\d*$/.test(dossiers) ? dossiers : "";
  edit.hidden ||= !document.body.dataset.record;
  if (!edit.hidden) edit.href += document.body.dataset.record;
})();
