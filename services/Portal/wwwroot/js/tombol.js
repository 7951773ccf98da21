// What a crew's phone keeps to work without a network (kru.js) goes with the session; what it has not sent yet is not thrown away unasked.
document.querySelector("form[action='/keluar']")?.addEventListener("submit", (event) => {
  const form = event.target;
  const own = (key) => key.startsWith("kru");
  try {
    const unsent = JSON.parse(localStorage.getItem("kru:langkah") ?? "[]").length;
    if (unsent > 0 && !form.dataset.asked) {
      event.preventDefault();
      form.dataset.asked = "ya";
      const warning = document.createElement("span");
      warning.setAttribute("role", "alert");
      warning.className = "late";
      warning.textContent = form.dataset.unsent.replace("{0}", unsent);
      form.prepend(warning);
      return;
    }
    Object.keys(localStorage).filter(own).forEach((key) => localStorage.removeItem(key));
  } catch {
    // No storage: nothing was kept.
  }
  indexedDB?.deleteDatabase("kru");
  if (!("caches" in window)) return;
  event.preventDefault();
  const leave = () => form.submit();
  caches.keys().then((names) => Promise.all(names.filter(own).map((name) => caches.delete(name)))).then(leave, leave);
});

// Everything a mouse can do, keys can; these make the lists of staff quicker. "?" shows them.
const dialog = document.getElementById("tombol");
const links = () => [...document.querySelectorAll("[data-list] a")];

function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  // Some pages have keys of their own.
  if ((event.key !== "?" && document.querySelector("[data-own-keys]")) || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "?") dialog.showModal();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "x") document.activeElement?.closest("[data-list] li")?.querySelector("input[type=checkbox]")?.click();
  else if (event.key === "u") document.querySelector("a.crumb")?.click();
  else return;
  event.preventDefault();
});
