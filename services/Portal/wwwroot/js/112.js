// Keys and sound of the 112 screen. Every button names its own key; everything works without this file.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  // While searching, figures choose an answer; in other fields they are typed.
  if (typing && !(event.target.matches("[data-search]") && /^[1-9]$/.test(event.key))) return;
  const wanted = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find((each) => each.checkVisibility());
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
  if (wanted.matches("input")) wanted.form.querySelector("[data-then]")?.focus();
});

// A silent unit, and a call that waits, can be heard; whoever wants it quiet says so once for this browser.
const toggle = document.querySelector("[data-sound]");
if (toggle) {
  const kept = "112:bunyi";
  let on = false;
  let sound = null;
  const show = () => {
    toggle.setAttribute("aria-pressed", on ? "true" : "false");
    toggle.querySelector("span").textContent = on ? toggle.dataset.on : toggle.dataset.off;
  };
  const beep = (pitch) => {
    sound ??= new AudioContext();
    // Browsers stay silent until somebody has pressed something on the page.
    if (sound.state !== "running") { sound.resume(); return; }
    const tone = new OscillatorNode(sound, { frequency: pitch });
    const volume = new GainNode(sound, { gain: 0.2 });
    tone.connect(volume).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 0.25);
  };
  try { on = localStorage.getItem(kept) === "ya"; } catch { /* No storage: quiet until asked. */ }
  toggle.hidden = false;
  show();
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(kept, on ? "ya" : "tidak"); } catch { /* Only until the page goes. */ }
    show();
    if (on) beep(660);
  });
  setInterval(() => {
    if (!on) return;
    if (document.querySelector("[data-alarm]")) beep(880);
    else if (document.querySelector("[data-rings]")) beep(520);
  }, 3000);
}
