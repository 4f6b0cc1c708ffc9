// What is chosen, and where it is kept: in the address, so that a view can be sent to somebody.
const embedded = app.hasAttribute("data-embedded");
// On a phone the list comes first; a page that nobody sees yet has no width, and is no phone.
const FIRST = innerWidth > 0 && matchMedia("(max-width: 800px)").matches ? "list" : "matters";
const LINES = ["reports_to", "path", "conflicts_with"];
const FILTERS = ["stance", "role", "layer", "department", "relationship"];
const VIEWS = ["matters", "committee", "everyone", "list"];
const atFirst = () => ({
  view: FIRST, chosen: null, side: "us", step: null, leaving: null, zoom: null,
  open: new Map(), order: 0, lines: new Set(LINES), filters: new Map(), query: "",
});
const state = atFirst();

const personById = new Map(data.people.map((person, number) => [String(person.id), `person:${number}`]));
const keyOfPerson = (id) => personById.get(id) || null;

const writeAddress = () => {
  if (embedded) return;
  const parts = new URLSearchParams();
  if (state.chosen && state.chosen.startsWith("person:")) parts.set("person", cardOf(state.chosen).id);
  if (state.view !== FIRST) parts.set("view", state.view);
  if (state.side !== "us") parts.set("side", state.side);
  if (state.leaving) parts.set("without", data.people[Number(state.leaving)].id);
  if (state.step !== null) parts.set("step", state.step);
  const lines = [...state.lines].join(" ");
  if (lines !== LINES.join(" ")) parts.set("lines", lines);
  for (const [name, wanted] of state.filters) parts.set(name, wanted);
  const hash = parts.toString();
  // A page shown inside another has no address of its own to write.
  try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* srcdoc */ }
};

// Only what this page knows: an address may have been written for another deal, or by anybody.
const readAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  // Of a page around it the map takes whom a link names, and nothing else.
  if (embedded) { if (keyOfPerson(parts.get("person"))) choose(keyOfPerson(parts.get("person")), { quiet: true }); return; }
  const wanted = (name, allowed) => (allowed(parts.get(name)) ? parts.get(name) : null);
  const leaving = keyOfPerson(parts.get("without")), step = Number(parts.get("step"));
  Object.assign(state, atFirst());
  state.view = wanted("view", (name) => VIEWS.includes(name)) || state.view;
  state.side = wanted("side", (side) => side === "difference" || data.rivals.some((_, number) => side === `rival:${number}`)) || "us";
  state.leaving = leaving && data.leaving[leaving.slice(7)] ? leaving.slice(7) : null;
  state.step = data.plan.some((each) => each.step === step) ? step : null;
  if (parts.has("lines")) state.lines = new Set(parts.get("lines").split(" ").filter((kind) => kinds[kind]));
  for (const name of FILTERS) if (parts.get(name)) state.filters.set(name, parts.get(name));
  choose(keyOfPerson(parts.get("person")), { quiet: true });
};

const update = () => {
  drawMap();
  drawPanel();
  drawNumbers();
  markPlan();
  markTools();
  writeAddress();
};

// Somebody is chosen: their card is unfolded where it is folded away, and brought into sight.
const choose = (key, { quiet = false, focus = false } = {}) => {
  state.chosen = key;
  if (key && state.view !== "list") unfoldTo(key);
  if (quiet) return;
  update();
  if (key) bringIntoSight(key, focus);
  if (key && state.view === "list") part("panel").querySelector("h2").focus();
};
const closePanel = () => {
  const key = state.chosen;
  choose(null);
  if (state.view === "list") focusInList(key); else focusOn(key);
};
