// The keyboard, the mouse and the window.
let focusKey = null;
const focusOn = (key) => {
  const element = drawn && drawn.elements.get(key);
  if (!element) return;
  stage.querySelectorAll('.cards [tabindex="0"]').forEach((each) => each.setAttribute("tabindex", "-1"));
  focusKey = key;
  element.setAttribute("tabindex", "0");
  element.focus();
};
const activate = (key) => {
  const [kind, number] = key.split(":");
  if (kind !== "chip") { choose(state.chosen === key ? null : key); focusOn(key); return; }
  const first = foldedBehind(viewNow(), Number(number))[state.open.get(openKey(viewNow(), Number(number))) || 0];
  unfold(Number(number));
  update();
  bringIntoSight(`person:${first}`, true);
};

const nearest = (from, dx, dy) => {
  let best = null, least = Infinity;
  for (const each of drawn.boxes) {
    const across = each.x - from.x, down = each.y - from.y;
    const ahead = dx ? across * dx : down * dy, aside = Math.abs(dx ? down : across);
    if (ahead <= 1 || each === from) continue;
    const far = ahead + 2.5 * aside;
    if (far < least) { least = far; best = each.key; }
  }
  return best;
};
// Up to the boss, down to the first report, else to whatever stands there.
const step = (key, arrowKey) => {
  const from = drawn.byKey.get(key);
  const person = from.kind === "person" ? data.people[from.number] : null;
  if (arrowKey === "ArrowUp" && person && drawn.byKey.has(`person:${person.boss}`)) return `person:${person.boss}`;
  if (arrowKey === "ArrowDown" && person) {
    const report = drawn.boxes.find((each) => each.kind === "person" && data.people[each.number].boss === from.number);
    if (report) return report.key;
  }
  return nearest(from, { ArrowLeft: -1, ArrowRight: 1 }[arrowKey] || 0, { ArrowUp: -1, ArrowDown: 1 }[arrowKey] || 0);
};

stage.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card");
  if (!card) return;
  if (event.key.startsWith("Arrow")) {
    const to = step(card.dataset.key, event.key);
    event.preventDefault();
    if (to) { focusOn(to); bringIntoSight(to, false); }
  } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); activate(card.dataset.key); }
});
let dragged = null;
stage.addEventListener("click", (event) => {
  if (dragged && dragged.far) return;
  const card = event.target.closest(".card");
  if (card) activate(card.dataset.key);
  else if (state.chosen && !window.getSelection().toString()) choose(null);
});
stage.addEventListener("focusin", (event) => { const card = event.target.closest(".card"); if (card) { focusKey = card.dataset.key; bringIntoSight(focusKey, false); } });

// Dragging moves the map; on a touch screen the browser itself does.
canvas.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("text")) { dragged = null; return; }
  dragged = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop, far: false };
});
window.addEventListener("pointermove", (event) => {
  if (!dragged || !(event.buttons & 1)) return;
  const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y];
  if (Math.hypot(dx, dy) > 4) { dragged.far = true; canvas.scrollTo(dragged.left - dx, dragged.top - dy); }
});
canvas.addEventListener("scroll", pinned, { passive: true });
canvas.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = canvas.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - frame.left, y: event.clientY - frame.top });
}, { passive: false });
new ResizeObserver(() => { if (!state.zoom) scaled(); }).observe(canvas);

const escape = () => {
  if (!part("help").hidden) part("help").hidden = true;
  else if (state.leaving) { state.leaving = null; update(); }
  else if (state.step !== null) { state.step = null; update(); }
  else if (state.chosen) { const key = state.chosen; choose(null); focusOn(key); }
  app.querySelectorAll("details[open]").forEach((each) => each.removeAttribute("open"));
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { escape(); return; }
  if (event.target.closest("input, select, textarea")) return;
  if (embedded && !app.contains(event.target)) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  else if (event.key === "f") fit();
  else if (event.key === "+" || event.key === "=") zoom(1.2);
  else if (event.key === "-") zoom(1 / 1.2);
  else if (event.key === "?") { part("help").hidden = !part("help").hidden; }
  else if (/^[1-9]$/.test(event.key) && data.plan.some((each) => each.step === Number(event.key))) goToStep(Number(event.key));
});
const onClick = (name, act) => { const element = part(name); if (element) element.addEventListener("click", act); };
onClick("zoom-in", () => zoom(1.2));
onClick("zoom-out", () => zoom(1 / 1.2));
onClick("fit", fit);
onClick("back", () => { state.leaving = null; update(); });
onClick("help-button", () => { part("help").hidden = !part("help").hidden; });
onClick("help-close", () => { part("help").hidden = true; });
onClick("theme", () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});
document.addEventListener("click", (event) => app.querySelectorAll("details.tool[open]").forEach((each) => { if (!each.contains(event.target)) each.removeAttribute("open"); }));
