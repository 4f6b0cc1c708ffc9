// What is chosen, cut off, passed by a filter: classes only, so that nothing is drawn again.
const CONTACTS = { only_us: "only-us", only_they: "only-they", both: "both", neither: "neither" };
const nearChosen = () => {
  const near = new Set(state.chosen ? [state.chosen] : []);
  if (state.chosen) drawn.lines.forEach((line) => {
    if (line.begin === state.chosen) near.add(line.end);
    if (line.end === state.chosen) near.add(line.begin);
  });
  return near;
};

const markCards = () => {
  const near = nearChosen(), gone = state.leaving;
  const cutOff = new Set(gone ? data.leaving[gone].cut_off.map((person) => `person:${person}`) : []);
  for (const [key, element] of drawn.elements) {
    const person = key.startsWith("person:") ? cardOf(key) : null, covered = person && coveredBy(person);
    const marks = {
      chosen: key === state.chosen, faint: near.size > 1 && !near.has(key), gone: key === `person:${gone}`, "cut-off": cutOff.has(key),
      filtered: person && !passes(person), beyond: person && isBeyond(person), "next-step": person && known(person.step) && person.step === (state.step || 1),
    };
    for (const [name, on] of Object.entries(marks)) element.classList.toggle(name, Boolean(on));
    for (const [name, mark] of Object.entries(CONTACTS)) element.classList.toggle(mark, covered === name);
    if (element.getAttribute("role") === "treeitem") element.setAttribute("aria-selected", String(key === state.chosen));
  }
};

// One card of the tree, and the first of our team, can be reached with Tab; the arrows lead to the others.
const markFocusable = () => {
  const first = drawn.elements.has(focusKey) ? focusKey : drawn.elements.keys().next().value;
  for (const [key, element] of drawn.elements) element.setAttribute("tabindex", key === first ? "0" : "-1");
  const firstOfTeam = stage.querySelector(".team > .card");
  if (firstOfTeam) firstOfTeam.setAttribute("tabindex", "0");
};

const touches = (line, key) => Boolean(key) && (line.begin === key || line.end === key);
const isShown = (line) => (line.kind === "path" ? state.lines.has("path") && line.step === (state.step || 0) : state.lines.has(line.kind) || touches(line, state.chosen));
const markLines = () => {
  drawn.lines.forEach((line, number) => {
    const shown = isShown(line), chosen = touches(line, state.chosen);
    if (shown && !drawn.lineElements.has(number)) drawn.lineElements.set(number, drawn.linesGroup.appendChild(lineFor(line, number)));
    if (!drawn.lineElements.has(number)) return;
    const classes = drawn.lineElements.get(number).classList;
    classes.toggle("shown", shown);
    classes.toggle("chosen", chosen);
    classes.toggle("faint", Boolean(state.chosen) && !chosen && line.kind !== "path");
  });
  const said = drawn.lines.filter((line) => touches(line, state.chosen) && !["reports_to", "path", "contact"].includes(line.kind));
  drawn.labels.replaceChildren(...labelsOf(said));
};

const mark = () => {
  markCards();
  markFocusable();
  markLines();
};

const markBanner = () => {
  part("banner").hidden = !state.leaving;
  if (state.leaving) part("banner-text").textContent = say("without", { name: data.people[Number(state.leaving)].name });
  const key = part("side-key");
  key.hidden = state.side === "us" || state.view === "list";
  key.replaceChildren(...Object.entries(CONTACTS).map(([name, kind]) => html("li", null, html("span", { class: `frame-swatch ${kind}`, "aria-hidden": "true" }), words[name])),
    ...(state.side === "difference" ? [] : [html("li", null, html("span", { class: "frame-swatch beyond", "aria-hidden": "true" }), words.beyond)]));
};

// Which side covers somebody, where a rival's view or the difference is asked for.
const coveredBy = (person) => {
  if (state.side === "us") return null;
  const ours = Boolean(person.contacts);
  const wanted = state.side === "difference" ? null : Number(state.side.split(":")[1]);
  const theirs = (person.rivals || []).some(([rival]) => wanted === null || rival === wanted);
  return ours && theirs ? "both" : ours ? "only_us" : theirs ? "only_they" : "neither";
};

// Nobody leads that rival there.
const isBeyond = (person) => state.side.startsWith("rival:") && (person.beyond || []).includes(Number(state.side.slice(6)));

const passes = (person) => [...state.filters].every(([name, wanted]) => {
  if (name === "stance") return stance(person.support) === wanted;
  if (name === "layer") return String(person.band) === wanted;
  if (name === "department") return (person.dept || "") === wanted;
  if (name === "relationship") return tiesOf[numberOf.get(person)].some((tie) => tie.kind === wanted);
  return (person.roles || []).includes(wanted) || (wanted === "votes" && person.votes > 0);
});
const numberOf = new Map(data.people.map((person, number) => [person, number]));
