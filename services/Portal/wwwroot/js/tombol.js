// What a crew's phone keeps to work without a network (kru.js) goes with the session; what it has not sent yet is not thrown away unasked.
const leaving = document.querySelector("form[action='/keluar']");
const crewKey = (key) => key.startsWith("kru");

/** How many signatures and photos are kept; opening what is not there makes nothing. */
const unsentPictures = () => new Promise((done) => {
  if (!("indexedDB" in window)) { done(0); return; }
  const opening = indexedDB.open("kru");
  opening.addEventListener("upgradeneeded", () => opening.transaction.abort());
  opening.addEventListener("error", (event) => { event.preventDefault(); done(0); });
  opening.addEventListener("success", () => {
    const store = opening.result;
    const close = (count) => { store.close(); done(count); };
    if (!store.objectStoreNames.contains("bukti")) { close(0); return; }
    const asked = store.transaction("bukti").objectStore("bukti").count();
    asked.addEventListener("success", () => close(asked.result));
    asked.addEventListener("error", () => close(0));
  });
});

function unsentSteps() {
  try {
    return JSON.parse(localStorage.getItem("kru:langkah") ?? "[]").length;
  } catch {
    // No storage: nothing was kept.
    return 0;
  }
}

async function forget() {
  try {
    Object.keys(localStorage).filter(crewKey).forEach((key) => localStorage.removeItem(key));
  } catch {
    // No storage: nothing was kept.
  }
  if ("indexedDB" in window) indexedDB.deleteDatabase("kru");
  if ("caches" in window) await Promise.all((await caches.keys()).filter(crewKey).map((name) => caches.delete(name)));
}

leaving?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const unsent = unsentSteps() + await unsentPictures().catch(() => 0);
  if (unsent > 0 && !leaving.dataset.asked) {
    leaving.dataset.asked = "ya";
    const warning = document.createElement("span");
    warning.setAttribute("role", "alert");
    warning.className = "late";
    warning.textContent = leaving.dataset.unsent.replace("{0}", unsent);
    leaving.prepend(warning);
    return;
  }
  await forget().catch(() => {});
  leaving.submit();
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
