// The map itself: bands, lines and cards, made anew only where something moves, else only marked.
const canvas = part("canvas"), stage = part("stage");
const LABELS = 80, SMALLEST = 12, READABLE = 11;
let drawn = null;

const said = (person) => {
  const parts = [person.name, person.title, stanceSaid(person.support)];
  const seat = seatSaid(person);
  if (seat) parts.push(seat);
  parts.push(known(person.influence) ? say("influence_is", { share: percent(person.influence) }) : words.influence_unknown);
  parts.push(person.contacts ? say("contact_of", { names: person.contacts.map(([member]) => data.members[member].name).join(", ") }) : words.no_contact);
  if (person.rivals) parts.push(say("rival_there", { names: person.rivals.map(([rival]) => data.rivals[rival].name).join(", ") }));
  if (person.single) parts.push(words.single_point);
  if (known(person.step)) parts.push(say("step_number", { step: person.step }));
  return parts.filter(Boolean).join(", ");
};

const labelled = ({ kind, number, key }) => {
  if (kind === "person") return said(data.people[number]);
  if (kind === "chip") {
    const people = foldedBehind(viewNow(), number).slice(state.open.get(openKey(viewNow(), number)) || 0);
    const counts = ["for", "against", "neutral", "unknown"].map((each) => [each, people.filter((person) => stance(data.people[person].support) === each).length]);
    return `${say("more", { count: people.length })}: ${counts.filter(([, count]) => count).map(([each, count]) => `${count} ${words[`is_${each}`]}`).join(", ")}`;
  }
  const card = cardOf(key);
  return [card.name, card.title].filter(Boolean).join(", ");
};

const levelOf = (person) => {
  let level = 1;
  for (let boss = data.people[person].boss; known(boss) && level < 50; boss = data.people[boss].boss) level += 1;
  return level;
};

const cardFor = (box) => {
  const chip = box.kind === "chip";
  const inTree = ["person", "seat", "chip"].includes(box.kind);
  const attributes = {
    class: `card ${box.kind}`, "data-key": box.key, transform: `translate(${box.x} ${box.y})`, tabindex: -1,
    role: inTree ? "treeitem" : "button", "aria-label": labelled(box),
    "aria-level": inTree ? (box.kind === "person" ? levelOf(box.number) : 1) : null,
    "aria-expanded": chip ? "false" : null,
  };
  if (box.kind === "person") {
    const person = data.people[box.number];
    attributes.class += ` ${stance(person.support)}${seatSaid(person) && !person.assumed ? " decides" : ""}`;
  }
  return svg("g", attributes, svg("title", null, labelled(box)), ...(chip ? chipCard(box.number) : DRAWERS[box.kind](cardOf(box.key), box.number)),
    svg("rect", { class: "ring", x: -4, y: -4, width: WIDTH + 8, height: box.height + 8, rx: 12 }));
};

const rounded = (points) => {
  const corners = [];
  for (let k = 0; k < points.length; k += 2) corners.push([points[k], points[k + 1]]);
  let path = `M${corners[0].join(" ")}`;
  for (let k = 1; k < corners.length - 1; k += 1) {
    const [before, [x, y], after] = [corners[k - 1], corners[k], corners[k + 1]];
    const reach = (other) => Math.min(7, Math.hypot(other[0] - x, other[1] - y) / 2);
    const toward = (other, length) => { const all = Math.hypot(other[0] - x, other[1] - y) || 1; return [x + ((other[0] - x) / all) * length, y + ((other[1] - y) / all) * length]; };
    path += `L${toward(before, reach(before)).join(" ")}Q${x} ${y} ${toward(after, reach(after)).join(" ")}`;
  }
  return `${path}L${corners[corners.length - 1].join(" ")}`;
};

const lineFor = (line, number) => {
  const style = kinds[line.kind] || {};
  const reads = line.kind === "reports_to" || line.kind === "path" || line.kind === "contact" ? null : svg("title", null, tieSaid(line));
  const group = svg("g", { class: `line ${style.style || "other"}`, "data-number": number }, reads,
    svg("path", { class: "stroke", d: rounded(line.points), "marker-end": style.arrow ? `url(#arrow-${style.style})` : null }));
  if (line.kind === "conflicts_with") {
    const [x, y] = halfWay(line.points);
    group.append(svg("path", { class: "cross", d: `M${x - 5} ${y - 5}l10 10m0-10l-10 10` }));
  }
  return group;
};

const halfWay = (points) => {
  const lengths = [];
  for (let k = 2; k < points.length; k += 2) lengths.push(Math.hypot(points[k] - points[k - 2], points[k + 1] - points[k - 1]));
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (let k = 0; k < lengths.length; k += 1) {
    if (left <= lengths[k]) {
      const share = left / (lengths[k] || 1);
      return [points[2 * k] + share * (points[2 * k + 2] - points[2 * k]), points[2 * k + 1] + share * (points[2 * k + 3] - points[2 * k + 1])];
    }
    left -= lengths[k];
  }
  return points.slice(0, 2);
};

const nameOf = (key) => cardOf(key).name;
const tieSaid = ({ kind, begin, end }) => fill((kinds[kind] || {}).sentence || "{one} – {other}", { one: nameOf(begin), other: nameOf(end) });

const arrows = () => svg("defs", null, ...[...new Set(data.kinds.filter((kind) => kind.arrow).map((kind) => kind.style))].map((style) =>
  svg("marker", { id: `arrow-${style}`, class: `arrow ${style}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: style === "path" ? 3.2 : 6, markerHeight: style === "path" ? 3.2 : 6, orient: "auto" }, svg("path", { d: "M0 0 10 5 0 10Z" }))));

const bandFor = ([band, top, bottom], row, width) => {
  const people = data.people.filter((person) => person.band === band);
  const voting = people.filter((person) => person.votes > 0).length;
  const counted = band < data.bands.layers ? [say("people", { count: people.length }), voting ? say("deciders", { count: voting }) : ""] : [];
  return [
    svg("rect", { class: row % 2 ? "band odd" : "band", x: 0, y: top, width, height: bottom - top }),
    svg("g", { class: "band-name" }, svg("rect", { class: row % 2 ? "band odd" : "band", x: 0, y: top, width: LABELS, height: bottom - top }),
      ...wrapped(data.bands.names[band], "600 12.5px", LABELS - 12, 2).map((line, k) => text(10, top + 24 + k * 15, line, "band-text")),
      ...counted.filter(Boolean).map((line, k) => text(10, top + 54 + k * 15, line, "small soft"))),
  ];
};

const headsFor = (view) => svg("g", { class: "heads" },
  svg("rect", { class: "head-back", x: 0, y: 0, width: view.size[0], height: 32 }),
  ...view.heads.map(([name, first, wide]) => text(LABELS + first * 222 + (wide * 222 + 26) / 2, 21, cut(name, "600 12.5px", wide * 222 - 20), "head-text", { "text-anchor": "middle" })));

const layoutKey = () => [state.view, state.side, ...[...state.open].flat()].join("|");

const drawMap = () => {
  const list = state.view === "list";
  part("list").hidden = !list;
  canvas.hidden = list;
  if (list) { drawList(); return; }
  if (!drawn || drawn.layout !== layoutKey()) {
    const found = place();
    const [width] = found.size;
    const order = new Map(found.boxes.map((box, k) => [box.key, k]));
    const tree = found.boxes.filter((box) => ["person", "seat", "chip"].includes(box.kind)).sort((one, other) => order.get(one.key) - order.get(other.key));
    const cards = svg("g", { class: "cards", role: "tree", "aria-label": words.tree }, ...tree.map(cardFor));
    const team = svg("g", { class: "team", role: "group", "aria-label": words.team_and_rivals }, ...found.boxes.filter((box) => ["member", "rival"].includes(box.kind)).map(cardFor));
    const lines = svg("g", { class: "lines", "aria-hidden": "true" }, ...found.lines.map(lineFor));
    const bands = svg("g", { class: "bands", "aria-hidden": "true" }, ...found.bands.flatMap((band, row) => bandFor(band, row, width)));
    stage.replaceChildren(arrows(), bands, lines, cards, ...(team.childNodes.length ? [team] : []), headsFor(found.view));
    drawn = { ...found, layout: layoutKey(), lineElements: [...lines.children], elements: new Map([...cards.children, ...team.children].map((each) => [each.dataset.key, each])) };
    scaled();
  }
  mark();
};

// What is chosen, cut off, passed by a filter: classes only, so that nothing is drawn again.
const mark = () => {
  const near = new Set();
  if (state.chosen) {
    near.add(state.chosen);
    drawn.lines.forEach((line) => { if (line.begin === state.chosen) near.add(line.end); if (line.end === state.chosen) near.add(line.begin); });
  }
  const gone = state.leaving, cutOff = new Set(gone ? data.leaving[gone].cut_off.map((person) => `person:${person}`) : []);
  const step = state.step === null ? 0 : state.step;
  const first = drawn.elements.has(focusKey) ? focusKey : drawn.elements.keys().next().value;
  for (const [key, element] of drawn.elements) {
    const person = key.startsWith("person:") ? cardOf(key) : null;
    element.classList.toggle("chosen", key === state.chosen);
    element.classList.toggle("faint", near.size > 1 && !near.has(key));
    element.classList.toggle("gone", gone === key.replace("person:", ""));
    element.classList.toggle("cut-off", cutOff.has(key));
    element.classList.toggle("filtered", Boolean(person) && !passes(person));
    element.classList.toggle("next-step", Boolean(person) && known(person.step) && person.step === (state.step || 1));
    for (const covered of ["only-us", "only-they", "both", "nobody"]) element.classList.toggle(covered, Boolean(person) && coveredBy(person) === covered);
    if (element.getAttribute("role") === "treeitem") element.setAttribute("aria-selected", String(key === state.chosen));
    element.setAttribute("tabindex", key === first ? "0" : "-1");
  }
  const firstOfTeam = stage.querySelector(".team > .card");
  if (firstOfTeam) firstOfTeam.setAttribute("tabindex", "0");
  drawn.lines.forEach((line, number) => {
    const chosen = state.chosen && (line.begin === state.chosen || line.end === state.chosen);
    const path = line.kind === "path";
    const shown = path ? state.lines.has("path") && line.step === step : state.lines.has(line.kind) || (chosen && line.kind !== "path");
    const element = drawn.lineElements[number];
    element.classList.toggle("shown", Boolean(shown));
    element.classList.toggle("chosen", Boolean(chosen));
    element.classList.toggle("faint", Boolean(state.chosen) && !chosen && !path);
  });
  part("banner").hidden = !gone;
  if (gone) part("banner-text").textContent = say("without", { name: data.people[Number(gone)].name });
};

// Which side covers somebody, where a rival's view or the difference is asked for.
const coveredBy = (person) => {
  if (state.side === "us") return null;
  const ours = Boolean(person.contacts);
  const wanted = state.side === "difference" ? null : Number(state.side.split(":")[1]);
  const theirs = (person.rivals || []).some(([rival]) => wanted === null || rival === wanted);
  return ours && theirs ? "both" : ours ? "only-us" : theirs ? "only-they" : "nobody";
};

const passes = (person) => [...state.filters].every(([name, wanted]) => {
  if (name === "stance") return stance(person.support) === wanted;
  if (name === "layer") return String(person.band) === wanted;
  if (name === "department") return (person.dept || "") === wanted;
  return (person.roles || []).includes(wanted) || (wanted === "votes" && person.votes > 0);
});

// The largest scale at which all of it fits, but never so small that it cannot be read.
const room = () => ({ width: canvas.clientWidth - 2, height: canvas.clientHeight - 2 });
const fitting = () => {
  const { width, height } = room();
  if (width <= 0 || height <= 0 || !drawn) return null;
  const whole = Math.min(width / drawn.size[0], height / drawn.size[1]);
  const across = Math.min(width / drawn.size[0], 1.15);
  const lowest = state.view === "everyone" ? 0.5 : READABLE / SMALLEST;
  return Math.min(Math.max(whole, Math.min(across, 1), lowest), 1.15);
};
const scaleNow = () => state.zoom || fitting() || 1;
const scaled = () => {
  if (!drawn) return;
  const scale = scaleNow(), [width, height] = drawn.size;
  stage.setAttribute("viewBox", `0 0 ${width} ${height}`);
  stage.setAttribute("width", Math.round(width * scale));
  stage.setAttribute("height", Math.round(height * scale));
  pinned();
};
// Names of layers and columns stay in sight.
const pinned = () => {
  const scale = scaleNow(), heads = stage.querySelector(".heads");
  stage.querySelectorAll(".band-name").forEach((each) => each.setAttribute("transform", `translate(${canvas.scrollLeft / scale} 0)`));
  if (heads) heads.setAttribute("transform", `translate(0 ${canvas.scrollTop / scale})`);
};
const zoom = (factor, at) => {
  const before = scaleNow(), fit = fitting() || 1;
  const scale = Math.min(Math.max(before * factor, Math.min(fit, 1) * 0.5), 2);
  const x = at ? at.x : canvas.clientWidth / 2, y = at ? at.y : canvas.clientHeight / 2;
  const left = (canvas.scrollLeft + x) / before, top = (canvas.scrollTop + y) / before;
  state.zoom = scale;
  scaled();
  canvas.scrollTo(left * scale - x, top * scale - y);
};
const fit = () => { state.zoom = null; scaled(); canvas.scrollTo(0, 0); };

const bringIntoSight = (key, focus) => {
  const box = drawn && drawn.byKey.get(key);
  if (!box) return;
  const scale = scaleNow();
  const [left, top] = [box.x * scale, box.y * scale];
  if (left < canvas.scrollLeft + LABELS * scale || left + WIDTH * scale > canvas.scrollLeft + canvas.clientWidth) canvas.scrollLeft = left - canvas.clientWidth / 2;
  if (top < canvas.scrollTop + 50 || top + box.height * scale > canvas.scrollTop + canvas.clientHeight) canvas.scrollTop = top - canvas.clientHeight / 2;
  if (focus) focusOn(key);
};
