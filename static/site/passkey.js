// A key that fails says so on the page; django-allauth's own script tells the console alone.
document.addEventListener("allauth.error", () => {
  const told = document.getElementById("passkey-failed");
  document.querySelector("main .opening").after(told);
  told.hidden = false;
});
