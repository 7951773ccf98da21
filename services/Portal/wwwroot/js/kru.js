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
const atStop = ["arrive", "board", "complete"];
const nextOf = ({ stops }) => stops.find((stop) => !stop.done);

function after(now, { step, requestId, kind }) {
  const next = nextOf(now);
  // The journey was changed since it was pressed: the service refuses it.
  if (atStop.includes(step) && kind && next && (next.request !== requestId || next.kind !== kind)) return now;
  const stops = now.stops.map((stop) => ({ ...stop }));
  const finish = (of, how) => stops.filter((stop) => stop.request === of).forEach((stop) => Object.assign(stop, how));
  const goOn = () => {
    const aboard = stops.some((stop) => stop.kind === "PickUp" && stop.done && stops.some((other) => other.kind === "DropOff" && other.request === stop.request && !other.done));
    return { state: !nextOf({ stops }) ? "Completed" : aboard ? "OnBoard" : "EnRoute", stops };
  };
  switch (step) {
    case "accept": return { state: "Accepted", stops };
    case "depart": return { state: "EnRoute", stops };
    case "arrive": return { state: "Arrived", stops };
    case "board":
      if (next) stops.find((stop) => !stop.done).done = true;
      return goOn();
    case "complete":
      finish(next?.request, { done: true });
      return goOn();
    default: {
      if (!requestId) return { state: "Failed", stops };
      finish(requestId, { done: true, lost: true });
      if (stops.every((stop) => stop.lost)) return { state: "Cancelled", stops };
      if (!nextOf({ stops })) return { state: "Completed", stops };
      return now.state === "OnBoard" || (now.state === "Arrived" && next?.request === requestId) ? goOn() : { state: now.state, stops };
    }
  }
}

function legal({ state, stops }) {
  const next = nextOf({ stops });
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

/** With all that was pressed, also what waits to be put right: it is going to be sent. */
const standing = (article) => mine().filter((each) => each.journeyId === article.dataset.journey && (!each.refused || each.blocks)).reduce(after, journeyOf(article));

// ---- What is shown ----
function show() {
  for (const article of document.querySelectorAll("[data-journey]")) {
    const now = standing(article);
    const steps = legal(now);
    const current = now.stops.findIndex((stop) => !stop.done);
    article.querySelectorAll("[data-chip]").forEach((chip) => { chip.hidden = chip.dataset.chip !== now.state; });
    article.querySelectorAll("[data-stop]").forEach((item, index) => {
      item.classList.toggle("is-done", now.stops[index].done);
      item.querySelector("[data-done]").hidden = !now.stops[index].done || now.stops[index].lost === true;
      if (index === current && steps.length > 0) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    article.querySelectorAll("form[data-step]").forEach((form) => {
      const { step } = form.dataset;
      form.hidden = step === "fail" ? steps.length === 0 : "besides" in form.dataset ? !steps.slice(1).includes(step) : steps[0] !== step;
      const odometer = form.querySelector("[data-odometer]");
      if (odometer) odometer.hidden = step === "complete" && now.stops.filter((stop) => !stop.done).length > 1;
    });
    article.querySelector("[data-proofs]").hidden = ["Assigned", "Accepted", "Failed", "Cancelled"].includes(now.state);
    article.querySelectorAll("[data-pad]").forEach((pad) => { pad.hidden = false; });
    article.querySelectorAll("[data-send]").forEach((button) => { button.hidden = true; });
    article.querySelector("[data-trouble]").hidden = steps.length === 0;
  }
  showQueue();
}

/** Kilometres: 45.012, 45 012 and 45012 are the same. Undefined for nothing, null for what cannot be read. */
function kilometres(typed) {
  const figures = typed.replace(/[.\s]/g, "");
  return figures === "" ? undefined : /^\d{1,9}$/.test(figures) ? Number(figures) : null;
}

let drawn = "";
function showQueue() {
  const steps = [...read(), ...kept];
  waits.hidden = steps.length === 0;
  const title = waits.querySelector("h2 span");
  title.textContent = steps.length === 1 ? title.dataset.one : title.dataset.many.replace("{0}", steps.length);
  // Drawn again only when it is another list: somebody may be typing in it.
  const now = JSON.stringify(steps);
  if (now === drawn) return;
  drawn = now;
  list.replaceChildren(...steps.map((each) => rowOf(each, steps)));
}

const made = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

function rowOf(each, steps) {
  const at = each.at ? ` · ${new Date(each.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}` : "";
  const row = made("li", { className: `row${each.refused ? " is-refused" : ""}` }, made("span", { className: "main-line", textContent: `${each.words}${at}` }));
  const state = made("span", {
    className: each.refused ? "late" : "soft",
    textContent: each.user !== crew.dataset.crew ? each.user : each.refused ? `${list.dataset.refused}: ${each.refused}` : isHeld(each, steps) ? list.dataset.held : list.dataset.waits,
  });
  row.append(state);
  if (!each.refused) return row;
  const correction = each.blocks ? correctionOf(each) : null;
  if (correction?.field) row.append(correction.field);
  const button = (words, press) => {
    const pressed = made("button", { type: "button", className: "button quiet", textContent: words });
    pressed.addEventListener("click", press);
    return pressed;
  };
  row.append(made("span", { className: "buttons" },
    button(correction?.words ?? list.dataset.again, async () => {
      const right = correction ? correction.read() : {};
      if (!right) return;
      if (each.proofId) await onShelf("readwrite", (store) => store.put({ ...each, refused: undefined }));
      else change(each.reportId, (step) => [{ ...step, ...right, refused: undefined, blocks: undefined, field: undefined }]);
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
    })));
  return row;
}

/** What can be put right in a step that was refused for one field; it stays the same step. */
function correctionOf(step) {
  // By whose clock it was before the assignment, or in the time to come, nobody knows any more: the service takes its own.
  if (step.field === "at") return { words: list.dataset.againNow, read: () => ({ at: undefined }) };
  const isOdometer = step.field === "odometer";
  const id = `betulkan-${step.reportId}`;
  const input = made("input", { className: "input", id, autocomplete: "off", maxLength: isOdometer ? 9 : 300, value: step[step.field] ?? "" });
  const wrong = made("p", { className: "wrong-text", hidden: true, textContent: list.dataset.odometerWrong });
  wrong.setAttribute("role", "alert");
  if (isOdometer) input.inputMode = "numeric";
  input.addEventListener("input", () => { wrong.hidden = true; });
  return {
    field: made("div", { className: "field" }, made("label", { htmlFor: id, textContent: isOdometer ? list.dataset.odometer : list.dataset.note }),
      made("p", { className: "hint", textContent: list.dataset.leaveOut, hidden: !isOdometer }), wrong, input),
    read: () => {
      if (!isOdometer) return { note: input.value.trim() || undefined };
      const odometer = kilometres(input.value);
      wrong.hidden = odometer !== null;
      if (odometer === null) input.focus();
      return odometer === null ? null : { odometer };
    },
  };
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

/** What whoever carries the phone can put right. */
const mendable = ["odometer", "at", "note"];

async function sendOne(step, token) {
  const { reportId, journeyId, at, odometer, cause, note, requestId, kind } = step;
  const answer = await fetch(crew.dataset.queue, {
    method: "POST", redirect: "manual", headers: { "Content-Type": "application/json", RequestVerificationToken: token },
    body: JSON.stringify({ journeyId, step: step.step, reportId, at, odometer, cause, note, requestId, kind }),
  });
  if (answer.ok) {
    change(reportId, () => []);
    return "done";
  }
  if (answer.type === "opaqueredirect" || answer.status >= 500 || [401, 408, 429].includes(answer.status)) return "later";
  const { code, detail, field } = await answer.json().catch(() => ({}));
  if (code === "form_expired") return "later";
  // A field can be put right and sent again; what the journey forbids never will be allowed, and holds nothing up.
  change(reportId, (each) => [{ ...each, refused: detail || code || `${answer.status}`, blocks: answer.status === 400 && mendable.includes(field), field }]);
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
function unreadable(input, is) {
  const field = input.closest(".field");
  field.classList.toggle("wrong", is);
  field.querySelector("[data-wrong]").hidden = !is;
  if (is) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  } else input.removeAttribute("aria-invalid");
}
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-step] [aria-invalid]")) unreadable(event.target, false);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-step]");
  const article = form?.closest("[data-journey]");
  if (!article) return;
  const values = new FormData(form);
  const odometer = kilometres(values.get("odometer") ?? "");
  if (odometer === null) {
    // Said at its field; nobody would look for it later.
    event.preventDefault();
    unreadable(form.elements.odometer, true);
    return;
  }

  // The stop for which it is pressed, as the page shows it now: a dispatcher may have put another there by the time it is heard.
  const next = atStop.includes(form.dataset.step) ? nextOf(standing(article)) : null;
  const step = {
    user: crew.dataset.crew, reportId: crypto.randomUUID(), journeyId: article.dataset.journey, step: form.dataset.step, at: new Date().toISOString(),
    words: form.querySelector("button").textContent.trim(), done: form.dataset.done, odometer,
    cause: values.get("cause") || undefined, note: values.get("note")?.trim() || undefined,
    requestId: next?.request ?? (form.dataset.step === "fail" ? values.get("requestId") || undefined : undefined), kind: next?.kind,
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
