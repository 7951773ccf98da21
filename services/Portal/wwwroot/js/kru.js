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
    article.querySelector("details.more").hidden = steps.length === 0;
  }
  showQueue();
}

function showQueue() {
  const steps = read();
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
        button(list.dataset.again, () => { change(each.reportId, (step) => [{ ...step, refused: undefined, blocks: undefined }]); show(); send(); }),
        button(list.dataset.drop, () => { change(each.reportId, () => []); show(); refresh(); send(); }));
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
const isHeld = (step, steps) => steps.slice(0, steps.findIndex((each) => each.reportId === step.reportId)).some((each) => each.blocks && each.journeyId === step.journeyId);

let sending = false;
let again = null;
const later = () => {
  clearTimeout(again);
  again = setTimeout(send, 15_000);
};

async function send() {
  if (sending || mine().length === 0) return;
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
send();

// The page opens without a network, too.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(crew.dataset.worker, { scope: "/kru" }).then(async () => {
    (await navigator.serviceWorker.ready).active?.postMessage("simpan");
  }).catch(() => {});
}
