// The key / leads to the search of a page, or else of the site.
document.addEventListener("keydown", (event) => {
  const typing = "textarea, select, [contenteditable], input:not([type=checkbox])";
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches(typing)) return;
  const field = document.getElementById("id_q") || document.getElementById("site-q");
  if (!field) return;
  field.focus();
  field.select();
  event.preventDefault();
});
