// Copies the report's text; without this file it is marked and copied by hand.
const copy = document.querySelector("[data-copy]");
copy.hidden = !navigator.clipboard;
copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
  copy.querySelector("span").textContent = copy.dataset.done;
});
