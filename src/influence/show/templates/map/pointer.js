// The mouse: a click chooses, dragging moves, Ctrl and the wheel zoom, pointing tells the essentials; and the buttons.
let dragged = null;
stage.addEventListener("click", (event) => {
  if (dragged && dragged.far) return;
  const card = event.target.closest(".card");
  if (card) activate(card.dataset.key, event.shiftKey);
  else if (state.chosen && !window.getSelection().toString()) choose(null);
});

// On a touch screen the browser itself moves the map.
canvas.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("text")) { dragged = null; return; }
  dragged = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop, far: false };
});
window.addEventListener("pointermove", (event) => {
  if (!dragged || !(event.buttons & 1)) return;
  const [dx, dy] = [event.clientX - dragged.x, event.clientY - dragged.y];
  if (Math.hypot(dx, dy) > 4) { dragged.far = true; canvas.scrollTo(dragged.left - dx, dragged.top - dy); }
});
canvas.addEventListener("scroll", () => { pinned(); hideTip(); }, { passive: true });
// Without Ctrl the wheel scrolls, the map and then the page around it.
canvas.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = canvas.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - frame.left, y: event.clientY - frame.top });
}, { passive: false });
// A map that was made while nobody saw it (a slide, a tab, a closed part) is fitted when it is seen.
new ResizeObserver(scaled).observe(canvas);
const WIDE = 1400;
const narrowed = () => app.toggleAttribute("data-narrow", app.clientWidth > 0 && app.clientWidth < WIDE);
new ResizeObserver(narrowed).observe(app);
narrowed();

const tip = part("tip");
const hideTip = () => { tip.hidden = true; };
const tipLines = (target) => {
  const card = target.closest(".card"), line = target.closest(".line[data-number]");
  if (line) return [tieSaid(drawn.lines[Number(line.dataset.number)])];
  // The panel tells all of whoever is chosen.
  if (!card || card.dataset.key === state.chosen) return null;
  const [kind, number] = card.dataset.key.split(":");
  const person = kind === "person" ? data.people[Number(number)] : null;
  return person ? [person.name, ...factsOf(person)] : [card.querySelector(".read").textContent];
};
// Whoever moves across the map on the way to something else is not stopped by tips.
const PATIENCE = 300;
let waiting = 0;
stage.addEventListener("pointermove", (event) => {
  clearTimeout(waiting);
  const lines = event.pointerType === "mouse" && !event.buttons ? tipLines(event.target) : null;
  hideTip();
  if (lines) waiting = setTimeout(() => showTip(event, lines), PATIENCE);
});
const showTip = (event, [first, ...rest]) => {
  tip.replaceChildren(html("b", null, first), ...rest.map((line) => html("span", null, line)));
  tip.hidden = false;
  const frame = app.getBoundingClientRect();
  // Beside the pointer, and on the other side where the window ends.
  const x = event.clientX - frame.left, y = event.clientY - frame.top, { offsetWidth: wide, offsetHeight: high } = tip;
  tip.style.left = `${Math.max(x + 16 + wide > frame.width ? x - wide - 16 : x + 16, 0)}px`;
  tip.style.top = `${Math.max(y + 18 + high > frame.height ? y - high - 12 : y + 18, 0)}px`;
};
const noTip = () => { clearTimeout(waiting); hideTip(); };
for (const event of ["pointerleave", "pointerdown", "keydown"]) stage.addEventListener(event, noTip);

const onClick = (name, act) => { const element = part(name); if (element) element.addEventListener("click", act); };
onClick("zoom-in", () => zoom(1.2));
onClick("zoom-out", () => zoom(1 / 1.2));
onClick("fit", fit);
onClick("back", () => { state.leaving = null; update(); if (state.chosen) bringIntoSight(state.chosen, true); });
onClick("help-button", toggleHelp);
onClick("help-close", toggleHelp);
onClick("more", () => part("more").setAttribute("aria-expanded", String(app.classList.toggle("all-tools"))));
onClick("theme", toggleTheme);
document.addEventListener("click", (event) => whole.querySelectorAll("details.tool[open]").forEach((each) => { if (!each.contains(event.target)) each.open = false; }));
