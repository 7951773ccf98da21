// Parts that refresh themselves: not while nobody looks, never under somebody's fingers, and honestly when the line is gone.
const root = document.documentElement;

function isBeingEdited(part) {
  const here = document.activeElement;
  if (here && here !== document.body && part.contains(here) && here.matches("input, select, textarea, summary")) return true;
  return [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) =>
    field.matches("[type=radio], [type=checkbox]") ? field.checked !== field.defaultChecked
      : field.matches("select") ? ![...field.options].every((option) => option.selected === option.defaultSelected || !field.dataset.touched)
        : field.value !== field.defaultValue);
}

document.addEventListener("change", (event) => { if (event.target.matches("select")) event.target.dataset.touched = "yes"; });

document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  // A field that asks for itself, as a search does, asks because it is being typed into.
  if (document.hidden || (!source.matches("input") && isBeingEdited(source))) event.preventDefault();
});

// Signed out meanwhile: the answer is the sign-in page, not a part of this one.
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.raw.redirected) {
    event.preventDefault();
    location.reload();
  }
});

document.addEventListener("htmx:error", () => root.classList.add("is-offline"));
document.addEventListener("htmx:response:error", (event) => root.classList.toggle("is-offline", event.detail.ctx.response.status >= 500));
document.addEventListener("htmx:after:swap", () => root.classList.remove("is-offline"));

// Back from another tab, or back online: catch up at once.
const catchUp = () => { if (!document.hidden) document.dispatchEvent(new Event("lanjut")); };
document.addEventListener("visibilitychange", catchUp);
addEventListener("online", catchUp);
addEventListener("offline", () => root.classList.add("is-offline"));
