// The button for paper; without this file the browser's own does it.
const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
