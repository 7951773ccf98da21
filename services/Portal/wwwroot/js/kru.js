// A crew's phone: what is pressed is kept here with its time and sent in order, now or when there is a network again. Each report has an id, so that it
// counts once however often it is sent. Without this file every button is a form.
const crew = document.querySelector("[data-crew]");
const key = "kru:langkah";
const waits = document.getElementById("tertunda");
const list = waits.querySelector("ol");
const news = document.getElementById("kabar");

const read = () => {
  try { return JSON.parse(localStorage.getItem(key) ?? "[]"); } catch { return []; }
};
const write = (steps) => localStorage.setItem(key, JSON.stringify(steps));
const change = (reportId, how) => write(read().flatMap((each) => (each.reportId === reportId ? how(each) : [each])));
const mine = () => read().filter((each) => each.user === crew.dataset.crew);

// ---- How a journey goes on, as the service sees it (Journey.cs) ----
function after({ state, stops }, { step, requestId }) {
  const done = stops.map((stop) => ({ ...stop }));
  const next = done.find((stop) => !stop.done);
  const goOn = () => {
    const left = done.some((stop) => !stop.done);
    const aboard = done.some((stop) => stop.kind === "PickUp" && stop.done && done.some((other) => other.kind === "DropOff" && other.request === stop.request && !other.done));
    return { state: !left ? "Completed" : aboard ? "OnBoard" : "EnRoute", stops: done };
  };
  switch (step) {
    case "accept": return { state: "Accepted", stops };
    case "depart": return { state: "EnRoute", stops };
    case "arrive": return { state: "Arrived", stops };
    case "board":
      if (next) next.done = true;
      return goOn();
    case "complete":
      done.filter((stop) => stop.request === next?.request).forEach((stop) => { stop.done = true; });
      return goOn();
    default: {
      if (!requestId) return { state: "Failed", stops };
      const others = stops.map((stop) => (stop.request === requestId ? { ...stop, done: true } : stop));
      return { state: others.every((stop) => stop.done) ? "Failed" : state, stops: others };
    }
  }
}

function legal({ state, stops }) {
  const next = stops.find((stop) => !stop.done);
  switch (state) {
    case "Assigned": return ["accept"];
    case "Accepted": return ["depart"];
    case "EnRoute": return ["arrive"];
    case "Arrived": return next?.kind === "PickUp" ? ["board", "complete"] : ["complete"];
    case "OnBoard": return next?.kind === "DropOff" ? ["arrive", "complete"] : ["arrive"];
    default: return [];
  }
}

const journeyOf = (article) => ({ state: article.dataset.state, stops: JSON.parse(article.dataset.stops) });

// ---- What is shown ----
function show() {
  for (const article of document.querySelectorAll("[data-journey]")) {
    const pressed = mine().filter((each) => each.journeyId === article.dataset.journey && !each.refused);
    const now = pressed.reduce(after, journeyOf(article));
    const steps = legal(now);
    const current = now.stops.findIndex((stop) => !stop.done);
    article.querySelectorAll("[data-chip]").forEach((chip) => { chip.hidden = chip.dataset.chip !== now.state; });
    article.querySelectorAll("[data-stop]").forEach((item, index) => {
      item.classList.toggle("is-done", now.stops[index].done);
      item.querySelector("[data-done]").hidden = !now.stops[index].done;
      if (index === current && steps.length > 0) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    article.querySelectorAll("form[data-step]").forEach((form) => {
      const { step } = form.dataset;
      form.hidden = step === "fail" ? steps.length === 0 : "besides" in form.dataset ? !steps.slice(1).includes(step) : steps[0] !== step;
      const odometer = form.querySelector("[data-odometer]");
      if (odometer) odometer.hidden = step === "complete" && now.stops.filter((stop) => !stop.done).length > 1;
    });
    article.querySelector("[data-proofs]").hidden = ["Assigned", "Accepted", "Failed"].includes(now.state);
    article.querySelectorAll("[data-pad]").forEach((pad) => { pad.hidden = false; });
    article.querySelectorAll("[data-send]").forEach((button) => { button.hidden = true; });
    article.querySelector("[data-trouble]").hidden = steps.length === 0;
  }
  showQueue();
}

function showQueue() {
  const steps = [...read(), ...kept];
  waits.hidden = steps.length === 0;
  const title = waits.querySelector("h2 span");
  title.textContent = steps.length === 1 ? title.dataset.one : title.dataset.many.replace("{0}", steps.length);
  list.replaceChildren(...steps.map((each) => {
    const row = document.createElement("li");
    row.className = `row${each.refused ? " is-refused" : ""}`;
    const what = document.createElement("span");
    what.className = "main-line";
    what.textContent = `${each.words} · ${new Date(each.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
    const state = document.createElement("span");
    state.className = each.refused ? "late" : "soft";
    state.textContent = each.refused ? `${list.dataset.refused}: ${each.refused}` : isHeld(each, steps) ? list.dataset.held : list.dataset.waits;
    row.append(what, state);
    if (each.user !== crew.dataset.crew) state.textContent = each.user;
    if (each.refused) {
      const buttons = document.createElement("span");
      buttons.className = "buttons";
      const button = (words, press) => {
        const made = document.createElement("button");
        Object.assign(made, { type: "button", className: "button quiet", textContent: words });
        made.addEventListener("click", press);
        return made;
      };
      buttons.append(
        button(list.dataset.again, async () => {
          if (each.proofId) await onShelf("readwrite", (store) => store.put({ ...each, refused: undefined }));
          else change(each.reportId, (step) => [{ ...step, refused: undefined, blocks: undefined }]);
          await showProofs();
          show();
          send();
        }),
        button(list.dataset.drop, async () => {
          if (each.proofId) await onShelf("readwrite", (store) => store.delete(each.proofId));
          else change(each.reportId, () => []);
          await showProofs();
          show();
          refresh();
          send();
        }));
      row.append(buttons);
    }
    return row;
  }));
}

function tell(words) {
  news.hidden = false;
  news.querySelector("[data-words]").textContent = words;
}

// ---- Sending ----
// Something earlier of the same journey can still be put right: what came after it would only be refused for that.
const isHeld = (step, steps) => !step.proofId && steps.slice(0, steps.findIndex((each) => each.reportId === step.reportId)).some((each) => each.blocks && each.journeyId === step.journeyId);

let sending = false;
let again = null;
const later = () => {
  clearTimeout(again);
  again = setTimeout(send, 15_000);
};

async function send() {
  if (sending || (mine().length === 0 && kept.length === 0)) return;
  sending = true;
  let told = null;
  try {
    const token = await open();
    if (!token) return;
    for (let step = next(); step; step = next()) {
      const outcome = await sendOne(step, token);
      if (outcome === "later") { later(); break; }
      if (outcome === "done") told = step;
    }
    const signed = await sendProofs(token);
    if (signed) told ??= { done: signed };
  } catch {
    later();
  } finally {
    sending = false;
    if (told && !mine().some((each) => !each.refused)) tell(told.done);
    show();
    if (told) refresh();
  }
}

const next = () => {
  const steps = read();
  return steps.find((each) => each.user === crew.dataset.crew && !each.refused && !isHeld(each, steps));
};

/** The token that reports carry; null when somebody has to sign in first. */
async function open() {
  const answer = await fetch(crew.dataset.queue, { redirect: "manual", cache: "no-store" });
  const signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
  waits.querySelector("[data-sign-in]").hidden = !signedOut;
  if (signedOut) return null;
  if (!answer.ok) throw new Error("nobody answers");
  const { user, token } = await answer.json();
  if (user !== crew.dataset.crew) { location.reload(); return null; }
  return token;
}

async function sendOne(step, token) {
  const { reportId, journeyId, at, odometer, cause, note, requestId } = step;
  const answer = await fetch(crew.dataset.queue, {
    method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", RequestVerificationToken: token },
    body: JSON.stringify({ journeyId, step: step.step, reportId, at, odometer, cause, note, requestId }),
  });
  if (answer.ok) {
    change(reportId, () => []);
    return "done";
  }
  if (answer.type === "opaqueredirect" || answer.status >= 500 || [401, 408, 429].includes(answer.status)) return "later";
  const { code, detail } = await answer.json().catch(() => ({}));
  if (code === "form_expired") return "later";
  // A field can be put right and sent again; what the journey forbids never will be allowed, and holds nothing up.
  change(reportId, (each) => [{ ...each, refused: detail || code || `${answer.status}`, blocks: answer.status === 400 }]);
  return "refused";
}

// ---- Signatures and photos ----
// They are too large for where the steps are kept.
const shelf = () => new Promise((done, failed) => {
  const opening = indexedDB.open("kru", 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("bukti", { keyPath: "proofId" }));
  opening.addEventListener("success", () => done(opening.result));
  opening.addEventListener("error", () => failed(opening.error));
});
const onShelf = async (mode, how) => {
  const store = await shelf();
  try {
    return await new Promise((done, failed) => {
      const asked = how(store.transaction("bukti", mode).objectStore("bukti"));
      asked.addEventListener("success", () => done(asked.result));
      asked.addEventListener("error", () => failed(asked.error));
    });
  } finally {
    store.close();
  }
};
const proofs = async () => (await onShelf("readonly", (store) => store.getAll())).filter((each) => each.user === crew.dataset.crew);

async function keepProof(form, kind, picture) {
  const step = {
    user: crew.dataset.crew, proofId: crypto.randomUUID(), journeyId: form.closest("[data-journey]").dataset.journey, requestId: form.elements.requestId.value, kind, at: new Date().toISOString(),
    words: kind === "Photo" ? form.dataset.photo : form.dataset.signature, done: form.dataset.done, picture,
  };
  await onShelf("readwrite", (store) => store.put(step));
  news.hidden = true;
  form.closest("details").removeAttribute("open");
  await showProofs();
  send();
}

let kept = [];
async function showProofs() {
  kept = await proofs().catch(() => []);
  showQueue();
}

// After the steps: of one the service may not have heard yet that it is under way.
async function sendProofs(token) {
  let told = null;
  for (const { proofId, journeyId, requestId, kind, at, picture, refused, done } of await proofs()) {
    if (refused) continue;
    const answer = await fetch(`/kru/${journeyId}/bukti/${proofId}?${new URLSearchParams({ requestId, kind, at })}`, {
      method: "POST", redirect: "manual", headers: { "Content-Type": picture.type || "image/*", RequestVerificationToken: token }, body: picture,
    });
    if (answer.ok) {
      await onShelf("readwrite", (store) => store.delete(proofId));
      told = done;
    } else if (answer.type === "opaqueredirect" || answer.status >= 500 || [401, 408, 429].includes(answer.status)) {
      later();
      break;
    } else {
      const { code, detail } = await answer.json().catch(() => ({}));
      if (code === "form_expired") { later(); break; }
      await onShelf("readwrite", (store) => store.put({ ...kept.find((each) => each.proofId === proofId), refused: detail || code || `${answer.status}` }));
    }
  }
  await showProofs();
  return told;
}

// A picture from the camera has more pixels than anybody needs, and a slow line has to carry them.
async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const share = Math.min(1, 1280 / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: Math.round(image.width * share), height: Math.round(image.height * share) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob((made) => done(made ?? file), "image/jpeg", 0.8));
  } catch {
    return file;
  }
}

const isPad = (target) => target instanceof HTMLCanvasElement && target.closest("[data-proof]");
const pencil = (canvas, event) => {
  const box = canvas.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width * canvas.width, (event.clientY - box.top) / box.height * canvas.height];
};
document.addEventListener("pointerdown", (event) => {
  if (!isPad(event.target)) return;
  const canvas = event.target;
  const line = canvas.getContext("2d");
  if (!canvas.dataset.signed) {
    line.fillStyle = "#fff";
    line.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(line, { strokeStyle: "#111", lineWidth: 4, lineCap: "round", lineJoin: "round" });
    canvas.dataset.signed = "ya";
  }
  canvas.closest("form").querySelector("[data-keep]").disabled = false;
  canvas.setPointerCapture(event.pointerId);
  line.beginPath();
  line.moveTo(...pencil(canvas, event));
  line.lineTo(...pencil(canvas, event));
  line.stroke();
  event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!isPad(event.target) || !event.target.hasPointerCapture(event.pointerId)) return;
  const line = event.target.getContext("2d");
  line.lineTo(...pencil(event.target, event));
  line.stroke();
});
const wipe = (form) => {
  const canvas = form.querySelector("canvas");
  canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
  delete canvas.dataset.signed;
  form.querySelector("[data-keep]").disabled = true;
};
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-proof]");
  if (!form) return;
  if (event.target.matches("[data-clear]")) wipe(form);
  if (event.target.matches("[data-keep]")) {
    form.querySelector("canvas").toBlob((picture) => keepProof(form, "Signature", picture).then(() => wipe(form)), "image/png");
  }
});
document.addEventListener("change", async (event) => {
  if (!event.target.matches("[data-proof] input[type=file]") || event.target.files.length === 0) return;
  const { form } = event.target;
  const picture = await smaller(event.target.files[0]);
  event.target.value = "";
  await keepProof(form, "Photo", picture);
});

// The page as the service has it; what waits here is shown on top of it.
const refresh = () => document.dispatchEvent(new Event("lanjut"));

// ---- Pressing ----
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-step]");
  const article = form?.closest("[data-journey]");
  if (!article) return;
  const values = new FormData(form);
  const typed = (values.get("odometer") ?? "").replace(/[.\s]/g, "");
  const step = {
    user: crew.dataset.crew, reportId: crypto.randomUUID(), journeyId: article.dataset.journey, step: form.dataset.step, at: new Date().toISOString(),
    words: form.querySelector("button").textContent.trim(), done: form.dataset.done,
    odometer: /^\d{1,9}$/.test(typed) ? Number(typed) : undefined,
    cause: values.get("cause") || undefined, note: values.get("note")?.trim() || undefined, requestId: values.get("requestId") || undefined,
  };
  try {
    write([...read(), step]);
  } catch {
    // No storage: the form goes as it is.
    return;
  }
  event.preventDefault();
  news.hidden = true;
  form.closest("details")?.removeAttribute("open");
  form.reset();
  show();
  send();
});

document.addEventListener("htmx:after:swap", show);
addEventListener("online", send);
addEventListener("pageshow", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
addEventListener("storage", show);
if (!navigator.onLine) document.documentElement.classList.add("is-offline");
show();
showProofs().then(send);

// The page opens without a network, too.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(crew.dataset.worker, { scope: "/kru" }).then(async () => {
    (await navigator.serviceWorker.ready).active?.postMessage("simpan");
  }).catch(() => {});
}
