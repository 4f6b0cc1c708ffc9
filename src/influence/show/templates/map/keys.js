// The keyboard: arrows walk the hierarchy, letters do what the buttons do.
let focusKey = null;
const focusOn = (key) => {
  const element = drawn && drawn.elements.get(key);
  if (!element) return;
  stage.querySelectorAll('.cards [tabindex="0"]').forEach((each) => each.setAttribute("tabindex", "-1"));
  focusKey = key;
  element.setAttribute("tabindex", "0");
  element.focus();
};
const activate = (key, fold = false) => {
  const [kind, number] = key.split(":");
  if (kind === "chip") activateChip(Number(number), fold);
  else { choose(state.chosen === key ? null : key); focusOn(key); }
};
// A chip unfolds the next of those behind it, and when all are there folds them again.
const activateChip = (number, fold) => {
  const [next] = stillFolded(viewNow(), number), chip = `chip:${number}`;
  if (fold || next === undefined) foldAgain(number); else unfold(number);
  update();
  bringIntoSight(fold || next === undefined ? chip : `person:${next}`, true);
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
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const neighbour = (key, arrowKey) => {
  const from = drawn.byKey.get(key), person = from.kind === "person" ? data.people[from.number] : null;
  if (arrowKey === "ArrowUp" && person && drawn.byKey.has(`person:${person.boss}`)) return `person:${person.boss}`;
  const reports = arrowKey === "ArrowDown" && person ? drawn.boxes.filter((each) => each.kind === "person" && data.people[each.number].boss === from.number) : [];
  const [report] = reports.sort((one, other) => one.y - other.y || one.x - other.x);
  return report ? report.key : nearest(from, ...DIRECTIONS[arrowKey]);
};
stage.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card");
  if (!card) return;
  if (DIRECTIONS[event.key]) {
    const to = neighbour(card.dataset.key, event.key);
    event.preventDefault();
    if (to) { focusOn(to); bringIntoSight(to, false); }
  } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); activate(card.dataset.key, event.shiftKey); }
});
stage.addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (!card) return;
  focusKey = card.dataset.key;
  // Whom the mouse presses stays under it: a map that moved would be let go elsewhere, and the click lost.
  if (card.matches(":focus-visible")) bringIntoSight(focusKey, false);
});

// Each Esc takes one step back: what is open, what if, the plan, the choice.
const escape = () => {
  const menu = whole.querySelector("details.tool[open]");
  if (!part("help").hidden) toggleHelp();
  else if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  else if (state.leaving) { state.leaving = null; update(); }
  else if (state.step !== null) { state.step = null; update(); }
  else if (state.chosen) closePanel();
};
const toggleHelp = () => {
  const help = part("help");
  help.hidden = !help.hidden;
  if (help.hidden) part("help-button").focus(); else help.focus();
};
const whatIf = () => {
  const number = state.chosen && state.chosen.startsWith("person:") ? state.chosen.slice(7) : null;
  if (state.leaving) leave(null); else if (number && data.leaving[number]) leave(number);
};

const LETTERS = { "/": () => search.focus(), f: () => fit(), "+": () => zoom(1.2), "=": () => zoom(1.2), "-": () => zoom(1 / 1.2), "?": toggleHelp, w: whatIf };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Inside a report the keys are the map's only while it has the focus.
  if (embedded && !app.contains(event.target)) return;
  if (event.key === "Escape") { escape(); return; }
  if (event.target.closest("input, select, textarea")) return;
  if (LETTERS[event.key]) { event.preventDefault(); LETTERS[event.key](); }
  else if (/^[1-9]$/.test(event.key) && data.plan.some((each) => each.step === Number(event.key))) goToStep(Number(event.key));
});
