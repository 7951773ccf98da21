// It was sent: the draft has done its work. And a button for paper.
try {
  localStorage.removeItem(`draf:${location.pathname.startsWith("/usulan") ? "usulan" : "lapor"}`);
} catch {
  // No storage, no draft.
}
const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
