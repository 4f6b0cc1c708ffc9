// What is chosen, and where it is kept: in the address, so that a view can be sent to somebody.
const state = {
  view: "matters", chosen: null, side: "us", step: null, leaving: null, zoom: null,
  open: new Map(), lines: new Set(["reports_to", "path", "conflicts_with"]), filters: new Map(), query: "",
};
const embedded = app.hasAttribute("data-embedded");

const personById = new Map(data.people.map((person, number) => [String(person.id), `person:${number}`]));
const keyOfPerson = (id) => personById.get(id) || null;

const writeAddress = () => {
  if (embedded) return;
  const parts = new URLSearchParams();
  if (state.chosen && state.chosen.startsWith("person:")) parts.set("person", cardOf(state.chosen).id);
  if (state.view !== "matters") parts.set("view", state.view);
  if (state.side !== "us") parts.set("side", state.side);
  if (state.leaving) parts.set("without", state.leaving);
  if (state.step !== null) parts.set("step", state.step);
  const hash = parts.toString();
  // A page shown inside another has no address of its own to write.
  try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* srcdoc */ }
};

const readAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (["matters", "committee", "everyone", "list"].includes(parts.get("view"))) state.view = parts.get("view");
  const side = parts.get("side");
  if (side && (side === "difference" || data.rivals.some((_, number) => side === `rival:${number}`))) state.side = side;
  const leaving = parts.get("without");
  if (leaving && data.leaving[leaving]) state.leaving = leaving;
  const step = Number(parts.get("step"));
  if (parts.has("step") && data.plan.some((each) => each.step === step)) state.step = step;
  const person = parts.has("person") ? keyOfPerson(parts.get("person")) : null;
  if (person) choose(person, { quiet: true });
};

const update = () => {
  drawMap();
  drawPanel();
  drawKpis();
  drawPlan();
  drawTools();
  writeAddress();
};

// Somebody is chosen: their card is unfolded where it is folded away, and brought into sight.
const choose = (key, { quiet = false, focus = false } = {}) => {
  state.chosen = key;
  if (key && state.view !== "list") unfoldTo(key);
  if (quiet) return;
  update();
  if (key) bringIntoSight(key, focus);
};
