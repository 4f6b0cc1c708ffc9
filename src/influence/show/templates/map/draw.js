// The map itself: bands, lines and cards, made anew only where something moves, else only marked.
const canvas = part("canvas"), stage = part("stage");
// Stripes are drawn wider than any window: what is beyond it is not seen.
const FAR = 9000, LABEL_FONT = SMALL;
let drawn = null;

// What a card tells, line by line: read aloud in one go, shown beside the pointer, copied.
const factsOf = (person) => [
  [person.title, person.dept].filter(Boolean).join(" · "),
  known(person.support) && person.support !== 0 ? `${stanceSaid(person.support)} (${signed(person.support)})` : stanceSaid(person.support),
  seatSaid(person),
  known(person.influence) ? say("influence_is", { share: percent(person.influence) }) : words.influence_unknown,
  person.contacts ? say("contact_of", { names: person.contacts.map(([member]) => data.members[member].name).join(", ") }) : words.no_contact,
  person.rivals && say("rival_there", { names: person.rivals.map(([rival]) => data.rivals[rival].name).join(", ") }),
  person.single && words.single_point,
  known(person.step) && say("step_number", { step: person.step }),
].filter(Boolean);
const said = (person) => [person.name, ...factsOf(person)].join(", ");

const labelled = ({ kind, number, key }) => {
  if (kind === "person") return said(data.people[number]);
  if (kind === "chip") {
    const people = stillFolded(viewNow(), number);
    if (!people.length) return say("fold", { count: openedOf(viewNow(), number) });
    const counts = ["for", "against", "neutral", "unknown"].map((each) => [each, count(people, (person) => stance(data.people[person].support) === each)]);
    return `${say("more", { count: people.length })}: ${counts.filter(([, many]) => many).map(([each, many]) => `${many} ${words[`is_${each}`]}`).join(", ")}`;
  }
  const card = cardOf(key);
  return [card.name, card.title].filter(Boolean).join(", ");
};

const levelOf = (person) => {
  let level = 1;
  for (let boss = data.people[person].boss; known(boss) && level < 50; boss = data.people[boss].boss) level += 1;
  return level;
};

const inTree = (box) => ["person", "seat", "chip"].includes(box.kind);
const cardFor = (box) => {
  const chip = box.kind === "chip";
  const leaf = inTree(box);
  const attributes = {
    class: `card ${box.kind}`, "data-key": box.key, transform: `translate(${box.x} ${box.y})`, tabindex: -1,
    role: leaf ? "treeitem" : "button",
    "aria-level": leaf ? (box.kind === "person" ? levelOf(box.number) : 1) : null,
    "aria-expanded": chip ? String(!stillFolded(viewNow(), box.number).length) : null,
  };
  if (box.kind === "person") {
    const person = data.people[box.number];
    attributes.class += ` ${stance(person.support)}${seatSaid(person) && !person.assumed ? " decides" : ""}`;
  }
  return svg("g", attributes, svg("rect", { class: "ring", x: -4, y: -4, width: WIDTH + 8, height: box.height + 8, rx: 12 }),
    // What is read aloud says more than the texts of the card, and in the order in which it is understood.
    text(4, 12, labelled(box), "read", { textLength: WIDTH - 8, lengthAdjust: "spacingAndGlyphs" }),
    svg("g", { "aria-hidden": "true" }, ...(chip ? chipCard(box.number) : DRAWERS[box.kind](cardOf(box.key), box.number))));
};

const bandFor = ([, top, bottom], row) => svg("rect", { class: row % 2 ? "band odd" : "band", x: 0, y: top, width: FAR, height: bottom - top });
// The name of a layer, how many people it has, and how many of them have a vote.
const bandNameFor = ([band, top, bottom], row) => {
  const layer = band < data.bands.layers, people = layer ? data.people.filter((person) => person.band === band) : [];
  const voting = count(people, (person) => person.votes > 0);
  const counted = [layer && (people.length === 1 ? words.one_person : say("people", { count: people.length })), voting && say("deciders", { count: voting })].filter(Boolean);
  const name = wrapped(data.bands.names[band], LABEL_FONT, LABELS - 6, 2);
  const lines = [...name.map((line) => [line, "band-text"]), ...counted.flatMap((line) => wrapped(line, TITLE, LABELS - 6, 2)).map((line) => [line, "small soft"])];
  return svg("g", null, svg("rect", { class: row % 2 ? "band odd" : "band", x: 0, y: top, width: LABELS, height: bottom - top }),
    ...lines.map(([line, kind], k) => text(6, top + 22 + k * 15, line, kind)));
};

const headsFor = (view) => {
  const { column, gutter, heads } = data.grid;
  return svg("g", { class: "heads", "aria-hidden": "true" }, svg("rect", { class: "head-back", x: 0, y: 0, width: FAR, height: heads }),
    ...view.heads.map(([name, first, wide]) => text(LABELS + first * column + (wide * column + gutter) / 2, 18, cut(name, LABEL_FONT, wide * column - 8), "head-text", { "text-anchor": "middle" })));
};

const layoutKey = () => [state.view, state.side, state.order, ...[...state.open].flat()].join("|");
const draw = () => {
  const found = place();
  const group = (name, more, children) => svg("g", { class: name, ...more }, ...children);
  const cards = group("cards", { role: "tree", "aria-label": words.tree }, found.boxes.filter(inTree).map(cardFor));
  const team = group("team", { role: "group", "aria-label": words.team_and_rivals }, found.boxes.filter((box) => !inTree(box)).map(cardFor));
  // A line is made when it is first shown: of hundreds most never are.
  const lines = group("lines", { "aria-hidden": "true" }, []);
  const bandNames = group("band-names", { "aria-hidden": "true" }, found.bands.map(bandNameFor));
  const heads = headsFor(found.view), labels = group("labels", { "aria-hidden": "true" }, []);
  // A tree or a group without anything in it is none.
  const filled = [cards, team].filter((each) => each.childNodes.length);
  stage.replaceChildren(arrows(), group("bands", { "aria-hidden": "true" }, found.bands.map(bandFor)), lines, ...filled, labels, bandNames, heads);
  const elements = new Map([...cards.children, ...team.children].map((each) => [each.dataset.key, each]));
  drawn = { ...found, layout: layoutKey(), linesGroup: lines, lineElements: new Map(), elements, labels, heads, bandNames };
  scaled();
};

const drawMap = () => {
  const list = state.view === "list";
  part("list").hidden = !list;
  canvas.hidden = list;
  markBanner();
  if (list) { drawList(); return; }
  if (!drawn || drawn.layout !== layoutKey()) draw();
  mark();
};
