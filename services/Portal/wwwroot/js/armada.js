// The dispatcher's board: what happens is shown as it happens, and keys do what the mouse does. Without this file the page is read again by hand.
const board = document.querySelector("[data-events]");

// ---- What happens ----
// Many things happen at once: each part is read again once for all of them.
const due = new Set();
let soon = null;
const readAgain = (...parts) => {
  parts.forEach((part) => due.add(part));
  soon ??= setTimeout(() => {
    soon = null;
    const parts = [...due];
    due.clear();
    parts.forEach((part) => document.dispatchEvent(new Event(part)));
  }, 250);
};

// An open board at which nobody sits keeps no queue manned: who touches nothing for so long may have gone.
const goneAfter = 2 * 60_000;
let isGone = false;
let awayTimer = null;

let source = null;
let lostSince = null;
let pause = 2000;
const isLost = () => lostSince !== null && Date.now() - lostSince > 4000;
const showLost = () => { if (isLost()) document.documentElement.classList.add("is-offline"); };

function listen() {
  source?.close();
  source = new EventSource(board.dataset.events + (isGone ? "?duduk=false" : ""));
  // First it tells how everything is, which the page knows or reads at once when that is told.
  let isReady = false;
  const happened = (...parts) => { if (isReady) readAgain(...parts); };
  source.addEventListener("open", () => {
    if (isLost()) document.documentElement.classList.remove("is-offline");
    lostSince = null;
    pause = 2000;
    isReady = false;
  });
  source.addEventListener("ready", () => {
    isReady = true;
    readAgain("antrean", "unit", "rincian");
  });
  source.addEventListener("request", () => happened("antrean", "unit", "rincian"));
  source.addEventListener("journey", () => happened("unit", "rincian"));
  source.addEventListener("unit", (event) => move(JSON.parse(event.data)));
  source.addEventListener("alarm", (event) => { document.getElementById("siaga").hidden = JSON.parse(event.data).raised === false; });
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) {
      lostSince ??= Date.now();
      setTimeout(showLost, 4500);
      return;
    }
    // There is a line, and it was refused: the browser gives up. The parts are read now and then, and it is asked again.
    source.close();
    setTimeout(() => { readAgain("antrean", "unit", "rincian"); listen(); }, pause);
    pause = Math.min(pause * 2, 60_000);
  });
}

function setGone(gone) {
  if (isGone === gone) return;
  isGone = gone;
  listen();
}
function touched() {
  clearTimeout(awayTimer);
  awayTimer = setTimeout(() => setGone(true), goneAfter);
  setGone(false);
}

if (board && "EventSource" in window) {
  listen();
  touched();
  for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) addEventListener(sign, touched, { passive: true });
}
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => { if (event.persisted) { listen(); readAgain("antrean", "unit", "rincian"); } });

function move({ id, unitId = id, latitude, longitude, stale }) {
  // Without a tracker, or silent for long: as the page says.
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude) || stale) return;
  const map = document.querySelector("[data-map]");
  const place = map?.querySelector(`[data-unit="${CSS.escape(unitId)}"] [data-place]`);
  if (place) {
    const { west, south, east, north } = map.dataset;
    const [width, height] = map.querySelector("svg").getAttribute("viewBox").split(" ").slice(2).map(Number);
    const within = (value, edge) => Math.min(Math.max(value, 20), edge - 20);
    const x = within((longitude - west) / (east - west) * width, width);
    const y = within((north - latitude) / (north - south) * height, height);
    place.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    place.closest("[data-unit]").classList.remove("is-stale");
  }
  const words = document.querySelector(`[data-position-of="${CSS.escape(unitId)}"]`);
  if (words) words.textContent = words.dataset.now;
  document.querySelector(`[data-stale-of="${CSS.escape(unitId)}"]`)?.remove();
}

// ---- Looking for somebody ----
const filter = document.querySelector("[data-filter]");
const show = () => {
  const wanted = filter.value.trim().toLowerCase();
  document.querySelectorAll("[data-words]").forEach((row) => { row.hidden = wanted !== "" && !row.dataset.words.includes(wanted); });
};
if (filter) {
  filter.addEventListener("input", show);
  document.addEventListener("htmx:after:swap", show);
}

// ---- Keys ----
const sure = document.getElementById("pastikan");
let pressed = null;
sure?.addEventListener("close", () => {
  if (sure.returnValue === "ya" && pressed?.isConnected) pressed.form.requestSubmit(pressed);
  pressed = null;
});

const rows = () => [...document.querySelectorAll("[data-list] a")].filter((row) => row.checkVisibility());
function goBy(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const from = at < 0 ? all.findIndex((row) => row.getAttribute("aria-current")) : at;
  all[from < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(from + by, 0), all.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !event.key.startsWith("Arrow") || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  if (typing && event.key === "Escape") { event.target.blur(); return; }
  if (typing || event.target.matches("[type=radio]")) return;
  if (event.key === "ArrowDown" || event.key === "j") goBy(1);
  else if (event.key === "ArrowUp" || event.key === "k") goBy(-1);
  else if (event.key === "/" && filter?.checkVisibility()) filter.focus();
  else {
    const wanted = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find((each) => each.checkVisibility());
    if (!wanted) return;
    if (wanted.matches("summary")) {
      wanted.parentElement.open = true;
      wanted.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
    } else {
      pressed = wanted;
      sure.returnValue = "";
      sure.querySelector("h2").textContent = wanted.dataset.confirm;
      sure.showModal();
    }
  }
  event.preventDefault();
});
