// Two comforts for the long forms; everything works without them.

// The place from the phone itself.
const locate = document.querySelector("[data-locate]");
if (locate && "geolocation" in navigator) {
  const say = locate.querySelector("[role=status]");
  const field = (name) => document.querySelector(`[name="location.${name}"]`);
  locate.hidden = false;
  locate.querySelector("button").addEventListener("click", () => {
    say.textContent = locate.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(6);
        field("longitude").value = coords.longitude.toFixed(6);
        say.textContent = locate.dataset.found.replace("{0}", Math.round(coords.accuracy));
      },
      () => { say.textContent = locate.dataset.refused; },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}

// A draft on this phone until it is sent. Never who is reporting: the phone may be somebody else's.
const form = document.querySelector("form[data-draft]");
if (form) {
  const key = `draf:${form.dataset.draft}`;
  const fields = [...form.elements].filter((field) => field.name && !field.name.startsWith("reporter.") && !field.name.startsWith("proposer.")
    && !field.name.startsWith("location.") && !["hidden", "radio"].includes(field.type));
  const isUntouched = fields.every((field) => field.value === "");
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (isUntouched) fields.forEach((field) => { if (draft[field.name]) field.value = draft[field.name]; });
    form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))));
  } catch {
    // No storage (private window): no draft.
  }
}
