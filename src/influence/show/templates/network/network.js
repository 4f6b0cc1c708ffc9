// The network: vis-network moves and zooms it; what is drawn follows from how near one is.
const data = JSON.parse(document.getElementById("network-data").textContent);
const { people, ties, kinds, words } = data;
const by = (id) => document.getElementById(`network${id}`);
const STANCES = { for: "for", against: "against", neutral: "neutral", unknown: "paper" };
const LINES = { reporting: "report", conflict: "against", trust: "trust", influence: "influence", advice: "advice" };
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const GLYPHS = { for: "+", against: "−", neutral: "0", unknown: "?" };
const MOST_NAMES = 80, MOST_FAR = 1500, FAR = 0.3;

const stance = (person) => (!known(person.support) ? "unknown" : person.support > 0 ? "for" : person.support < 0 ? "against" : "neutral");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const make = (name, content, parent) => { const made = document.createElement(name); made.textContent = content; parent.append(made); return made; };

// The colours of the style, by day and by night, which a canvas cannot read for itself.
const colours = {};
const readColours = () => {
  const probe = make("i", "", by("-legend"));
  for (const name of ["ink", "soft", "ours", "paper", "ground-2", ...Object.values(STANCES), ...Object.values(LINES)]) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
};

const radius = people.map((person) => 7 + 12 * (known(person.influence) ? person.influence : 0.3));
const stances = people.map(stance);
const searched = people.map((person) => plain([person.name, person.title, person.dept].filter(known).join(" ")));
const byWeight = people.map((_, number) => number).sort((one, other) => people[other].weight - people[one].weight || one - other);
const tiesOf = people.map(() => []);
ties.forEach((tie) => { tiesOf[tie[0]].push(tie); if (tie[1] !== tie[0]) tiesOf[tie[1]].push(tie); });

const state = { chosen: null, stance: "", lines: new Set(kinds.map((_, number) => number)), near: new Set() };
const passes = (number) => !state.stance || stances[number] === state.stance;

const frame = by("");
const network = new vis.Network(frame, { nodes: [], edges: [] }, {
  physics: false, autoResize: true, layout: { improvedLayout: false },
  interaction: { dragNodes: false, selectable: false, hover: false, keyboard: false, zoomSpeed: 0.6 },
});

const bounds = people.reduce((box, { x, y }) => [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)], [Infinity, Infinity, -Infinity, -Infinity]);
// As long as the reader has not moved it, the network fits whatever room it has.
let moved = false;
const move = (to) => { moved = true; network.moveTo(to); };
const fit = () => {
  moved = false;
  const { clientWidth: width, clientHeight: height } = frame;
  // A hidden frame has no size: it is fitted when it is shown.
  if (!width || !height || !people.length) return;
  const scale = Math.min(width / (bounds[2] - bounds[0] + 160), height / (bounds[3] - bounds[1] + 120), 1.6);
  network.moveTo({ position: { x: (bounds[0] + bounds[2]) / 2, y: (bounds[1] + bounds[3]) / 2 }, scale });
};

const seen = (margin) => {
  const low = network.DOMtoCanvas({ x: -margin, y: -margin }), high = network.DOMtoCanvas({ x: frame.clientWidth + margin, y: frame.clientHeight + margin });
  return (x, y) => x >= low.x && x <= high.x && y >= low.y && y <= high.y;
};

// Lines of one look are one path: thousands cost one stroke. From afar only so many are drawn, those of bosses first.
const drawLines = (ctx, inSight, scale) => {
  const paths = new Map();
  let left = scale < FAR ? MOST_FAR : Infinity;
  for (const [source, target, kind] of ties) {
    const chosen = state.chosen !== null && (source === state.chosen || target === state.chosen);
    if (!chosen && (!state.lines.has(kind) || left <= 0)) continue;
    const one = people[source], other = people[target];
    if (!inSight(one.x, one.y) && !inSight(other.x, other.y)) continue;
    left -= 1;
    const key = `${chosen}|${kinds[kind].style}`;
    if (!paths.has(key)) paths.set(key, new Path2D());
    paths.get(key).moveTo(one.x, one.y);
    paths.get(key).lineTo(other.x, other.y);
  }
  for (const [key, path] of paths) {
    const [chosen, style] = key.split("|");
    ctx.strokeStyle = colours[LINES[style] || "soft"];
    ctx.globalAlpha = chosen === "true" ? 1 : state.chosen === null ? 0.45 : 0.12;
    ctx.lineWidth = (chosen === "true" ? 2 : 1) / Math.max(scale, 0.25);
    ctx.setLineDash(style === "conflict" && scale > FAR ? [6, 4] : []);
    ctx.stroke(path);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
};

const faint = (number) => !passes(number) || (state.chosen !== null && !state.near.has(number));
const drawDots = (ctx, shown, scale) => {
  const grow = Math.max(1, 0.22 / scale);
  for (const isFaint of [true, false]) {
    for (const [name, colour] of Object.entries(STANCES)) {
      ctx.beginPath();
      for (const number of shown) {
        if (stances[number] !== name || faint(number) !== isFaint) continue;
        const { x, y } = people[number];
        ctx.moveTo(x + radius[number] * grow, y);
        ctx.arc(x, y, radius[number] * grow, 0, 7);
      }
      ctx.globalAlpha = isFaint ? 0.15 : 1;
      ctx.fillStyle = colours[colour];
      ctx.fill();
      ctx.lineWidth = 1.2 * grow;
      ctx.strokeStyle = colours[name === "unknown" ? "soft" : "paper"];
      ctx.setLineDash(name === "unknown" && scale > FAR ? [4, 3] : []);
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
};

// Names are as large on the screen at any distance; none is written over another, who matters most goes first.
const drawNames = (ctx, inSight, scale) => {
  const taken = new Set(), size = 12 / scale;
  let left = MOST_NAMES;
  ctx.font = `600 ${size}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  const order = state.chosen === null ? byWeight : [state.chosen, ...state.near, ...byWeight];
  for (const number of order) {
    const person = people[number];
    if (left <= 0) break;
    if (!inSight(person.x, person.y) || faint(number)) continue;
    const y = person.y + radius[number] * Math.max(1, 0.22 / scale) + 2 / scale;
    const width = Math.ceil((person.name.length * 8) / 24), row = Math.round((y * scale) / 8), column = Math.round((person.x * scale) / 24);
    const cells = Array.from({ length: 2 * (width + 1) }, (_, k) => `${row + (k % 2)}:${column - Math.floor(width / 2) + (k >> 1)}`);
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) { const [at, over] = cell.split(":"); taken.add(cell).add(`${at - 1}:${over}`).add(`${Number(at) + 1}:${over}`); }
    left -= 1;
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = colours["ground-2"];
    ctx.strokeText(person.name, person.x, y);
    ctx.fillStyle = colours.ink;
    ctx.fillText(person.name, person.x, y);
  }
};

const drawGlyphs = (ctx, shown, scale) => {
  if (scale < 0.6) return;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const number of shown) {
    if (faint(number)) continue;
    ctx.font = `700 ${radius[number] * 1.3}px ${FONT}`;
    ctx.fillStyle = colours[stances[number] === "unknown" ? "ink" : "paper"];
    ctx.fillText(GLYPHS[stances[number]], people[number].x, people[number].y + 0.5);
  }
};

network.on("beforeDrawing", (ctx) => {
  const scale = network.getScale(), inSight = seen(40);
  const shown = byWeight.filter((number) => inSight(people[number].x, people[number].y));
  drawLines(ctx, inSight, scale);
  drawDots(ctx, shown, scale);
  drawGlyphs(ctx, shown, scale);
  drawNames(ctx, inSight, scale);
  if (state.chosen !== null) {
    const { x, y } = people[state.chosen];
    ctx.beginPath();
    ctx.arc(x, y, radius[state.chosen] * Math.max(1, 0.22 / scale) + 4 / scale, 0, 7);
    ctx.lineWidth = 3 / scale;
    ctx.strokeStyle = colours.ours;
    ctx.stroke();
  }
});

const said = (person) => (known(person.support) ? `${signed(person.support)}, ${words[`is_${stance(person)}`]}` : words.unknown);
const showPerson = (follow) => {
  const panel = by("-person");
  panel.replaceChildren();
  by("-legend").hidden = state.chosen !== null;
  if (state.chosen === null) return;
  const person = people[state.chosen];
  const heading = make("h2", person.name, panel);
  if (person.title) make("p", person.title, panel);
  const list = make("dl", "", panel);
  const facts = [[words.department, person.dept || words.unknown], [words.support, said(person)], [words.influence, percent(person.influence)], [words.our_contact, person.ours ? words.yes : words.no_contact]];
  if (known(person.votes)) facts.push([words.votes, percent(person.votes)]);
  for (const [name, value] of facts) { const row = make("div", "", list); make("dt", name, row); make("dd", value, row); }
  const own = tiesOf[state.chosen];
  make("h3", `${words.relationships} (${own.length})`, panel);
  const links = make("ul", "", panel);
  for (const [source, target, kind] of own.slice(0, 60)) {
    const sentence = kinds[kind].sentence.replace(/\{(one|other)\}/g, (_, end) => people[end === "one" ? source : target].name);
    make("button", sentence, make("li", "", links)).addEventListener("click", () => choose(source === state.chosen ? target : source, true));
  }
  if (own.length > 60) make("p", fill(words.more, { count: own.length - 60 }), panel);
  heading.tabIndex = -1;
  if (follow) heading.focus();
};

// Whoever is chosen in the panel goes on reading there, and comes back to the search.
const choose = (number, bring = false) => {
  const reading = by("-person").contains(document.activeElement);
  state.chosen = number;
  state.near = new Set(number === null ? [] : [number, ...tiesOf[number].flatMap(([source, target]) => [source, target])]);
  showPerson(bring);
  if (number === null && reading) search.focus();
  if (number !== null && bring) move({ position: people[number], scale: Math.max(network.getScale(), 0.7) });
  network.redraw();
};

network.on("click", ({ pointer: { canvas } }) => {
  const reach = Math.max(20, 10 / network.getScale());
  let best = null, least = reach * reach;
  people.forEach(({ x, y }, number) => {
    const far = (x - canvas.x) ** 2 + (y - canvas.y) ** 2;
    if (far < least && passes(number)) { least = far; best = number; }
  });
  choose(best);
});

const search = by("-search"), results = by("-results");
search.addEventListener("input", () => {
  const wanted = plain(search.value.trim());
  results.replaceChildren();
  results.hidden = !wanted;
  if (!wanted) return;
  const found = byWeight.filter((number) => searched[number].includes(wanted)).slice(0, 12);
  for (const number of found) make("button", [people[number].name, people[number].title].filter(known).join(" · "), make("li", "", results)).addEventListener("click", () => choose(number, true));
  if (!found.length) make("li", words.nobody_found, results);
});
search.addEventListener("keydown", (event) => {
  const first = results.querySelector("button");
  if (event.key === "Enter" && first) first.click();
});
by("-stance").addEventListener("change", (event) => { state.stance = event.target.value; network.redraw(); });
kinds.forEach((kind, number) => {
  const label = make("label", "", by("-kinds")), box = make("input", "", label);
  box.type = "checkbox";
  box.checked = true;
  label.append(` ${kind.reading} (${kind.count})`);
  box.addEventListener("change", () => { if (box.checked) state.lines.add(number); else state.lines.delete(number); network.redraw(); });
});
const zoom = (factor) => move({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 4) });
by("-in").addEventListener("click", () => zoom(1.3));
by("-out").addEventListener("click", () => zoom(1 / 1.3));
const pan = (across, down) => {
  const { x, y } = network.getViewPosition(), step = 80 / network.getScale();
  move({ position: { x: x + across * step, y: y + down * step } });
};
by("-fit").addEventListener("click", fit);
for (const event of ["dragStart", "zoom"]) network.on(event, () => { moved = true; });
// In a page around this one the wheel scrolls that page, and zooms with Ctrl.
const framed = window !== window.parent;
frame.addEventListener("wheel", (event) => { if (framed && !event.ctrlKey) event.stopPropagation(); }, { capture: true });

// Drawn at once: before printing, and in a frame that is out of sight, there is no next time.
const refit = () => { network.setSize("100%", "100%"); if (!moved) fit(); network.redraw(); };
const recolour = () => { readColours(); refit(); };
by("-theme").addEventListener("click", () => { toggleTheme(); recolour(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
// What is printed is day; a canvas has to be drawn so beforehand.
const root = document.documentElement;
let theme;
window.addEventListener("beforeprint", () => { theme = root.dataset.theme; root.dataset.theme = "light"; recolour(); });
window.addEventListener("afterprint", () => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; recolour(); });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select")) { if (event.key === "Escape") event.target.blur(); return; }
  const arrows = { ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1) };
  const keys = { "/": () => search.focus(), f: fit, "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), Escape: () => choose(null) };
  // In the panel the arrows scroll.
  const act = keys[event.key] || (!event.target.closest(".network-panel") && arrows[event.key]);
  if (act) { event.preventDefault(); act(); }
});
readColours();
new ResizeObserver(refit).observe(frame);
refit();
