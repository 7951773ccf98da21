// Everything a mouse can do, keys can; these make the lists of staff quicker. "?" shows them.
const dialog = document.getElementById("tombol");
const links = () => [...document.querySelectorAll("[data-list] a")];

function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "?") dialog.showModal();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "x") document.activeElement?.closest("[data-list] li")?.querySelector("input[type=checkbox]")?.click();
  else if (event.key === "u") document.querySelector("a.crumb")?.click();
  else return;
  event.preventDefault();
});
