// Comforts for the long forms; everything works without them.

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
    && !field.name.startsWith("contact.") && !field.name.startsWith("dropOff.") && field.name !== "note"
    && !field.name.startsWith("location.") && !field.name.startsWith("attributes.")
    && !["hidden", "radio", "file", "checkbox", "submit"].includes(field.type));
  const isUntouched = fields.every((field) => field.value === "" || field.name === "passengers");
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (isUntouched) fields.forEach((field) => { if (draft[field.name]) field.value = draft[field.name]; });
    form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))));
  } catch {
    // No storage (private window): no draft.
  }
}

// A suggestion chooses at once; without this it is a button that sends the form with its choice.
const category = document.getElementById("categoryCode");
const suggestions = document.getElementById("saran");
if (category && suggestions) {
  suggestions.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (!button || ![...category.options].some((option) => option.value === button.value)) return;
    event.preventDefault();
    category.value = button.value;
    category.dispatchEvent(new Event("change", { bubbles: true }));
    category.dispatchEvent(new Event("input", { bubbles: true }));
    category.focus();
  });
  category.addEventListener("change", () => { if (category.value) suggestions.replaceChildren(); });
  // What the draft, or the browser on its way back, has chosen: the page came without its questions.
  addEventListener("load", () => {
    if (category.value && !category.selectedOptions[0].defaultSelected) category.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Photos go one by one while the rest is typed; without this they come with the form.
const photoField = document.querySelector("[data-photos]");
if (photoField) {
  const input = photoField.querySelector("input[type=file]");
  const kept = photoField.querySelector("[data-kept]");
  const progress = photoField.querySelector("[data-progress]");
  const bar = progress.querySelector("progress");
  const say = progress.querySelector("[role=status]");
  const place = photoField.querySelector("[data-place]");
  const words = photoField.dataset;
  const degrees = (name) => document.querySelector(`[name="location.${name}"]`);
  const queue = [];
  let busy = false;
  let pressed = null;

  const upload = (file) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/complaints/photos");
    // The service goes by the bytes, not by this.
    request.setRequestHeader("Content-Type", file.type.startsWith("image/") ? file.type : "image/*");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = total ? loaded / total : 0; });
    request.addEventListener("loadend", () => done(request.status === 201 ? { photo: request.response } : { wrong: request.response?.detail ?? words.broken }));
    request.send(file);
  });

  const preview = async (item, { id, key }) => {
    const answer = await fetch(`/api/complaints/photos/${id}/320`, { headers: { "X-Photo-Key": key } });
    if (!answer.ok) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const image = document.createElement("img");
      image.alt = "";
      image.src = reader.result;
      item.prepend(image);
    });
    reader.readAsDataURL(await answer.blob());
  };

  const keep = (photo) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    const text = document.createElement("span");
    label.className = "check";
    Object.assign(box, { type: "checkbox", name: "photo", value: `${photo.id} ${photo.key}`, checked: true });
    text.textContent = words.keep;
    label.append(box, text);
    item.append(label);
    kept.append(item);
    preview(item, photo).catch(() => {});
    if (photo.location && degrees("latitude")?.value === "") {
      place.hidden = false;
      place.querySelector("button").onclick = () => {
        degrees("latitude").value = photo.location.latitude;
        degrees("longitude").value = photo.location.longitude;
        place.hidden = true;
        say.textContent = words.placed;
      };
    }
  };

  const uploadAll = async () => {
    const wrong = [];
    progress.hidden = false;
    for (let count = 1; queue.length > 0; count++) {
      const file = queue.shift();
      if (kept.querySelectorAll("input:checked").length >= Number(words.most)) {
        wrong.push(words.tooMany);
        queue.length = 0;
        break;
      }
      if (file.size > Number(words.largest)) {
        wrong.push(`${file.name}: ${words.tooLarge}`);
        continue;
      }
      bar.hidden = false;
      bar.value = 0;
      say.textContent = words.sending.replace("{0}", count).replace("{1}", count + queue.length);
      const answer = await upload(file);
      if (answer.photo) keep(answer.photo);
      else wrong.push(`${file.name}: ${answer.wrong}`);
    }
    bar.hidden = true;
    say.textContent = wrong.length > 0 ? wrong.join(" ") : words.sent;
    return wrong.length === 0;
  };

  input.addEventListener("change", async () => {
    queue.push(...input.files);
    // What goes this way must not come with the form once more.
    input.value = "";
    if (busy) return;
    busy = true;
    const allSent = await uploadAll();
    busy = false;
    if (pressed && allSent) input.form.requestSubmit(pressed);
    pressed = null;
  });

  input.form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    pressed = event.submitter;
    say.textContent = words.wait;
  });
}
