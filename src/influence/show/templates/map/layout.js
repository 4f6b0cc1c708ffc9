// Where everything stands now: the layout as it was made, with gaps pushed open where chips are unfolded.
const PITCH = 94, CARD_HEIGHT = 78, CHIP = 46, AT_ONCE = 8;
const views = Object.fromEntries(data.views.map((view) => [view.name, view]));
const viewNow = () => views[state.view] || views.matters;
const openKey = (view, chip) => `${view.name}:${chip}`;

const place = () => {
  const view = viewNow();
  const folded = new Map(view.folded);
  const gaps = [];
  for (const [kind, number, x, y] of view.boxes) {
    const opened = kind === "chip" ? Math.min(state.open.get(openKey(view, number)) || 0, folded.get(number).length) : 0;
    if (opened) {
      const gone = opened === folded.get(number).length;
      gaps.push({ x, y: y - 1, room: opened * PITCH - (gone ? CHIP : 0), chip: number, opened, gone });
    }
  }
  gaps.sort((one, other) => one.y - other.y);
  const shift = (y) => gaps.reduce((moved, gap) => (y > gap.y ? moved + gap.room : moved), 0);
  const boxes = [];
  for (const [kind, number, x, y, height, column] of view.boxes) {
    const gap = kind === "chip" ? gaps.find((each) => each.chip === number) : null;
    if (!gap) { boxes.push({ key: `${kind}:${number}`, kind, number, x, y: y + shift(y), height, column }); continue; }
    const top = y + shift(y) - gap.room;
    folded.get(number).slice(0, gap.opened).forEach((person, row) => {
      boxes.push({ key: `person:${person}`, kind: "person", number: person, x, y: top + row * PITCH, height: CARD_HEIGHT, column, unfolded: true });
    });
    if (!gap.gone) boxes.push({ key: `chip:${number}`, kind, number, x, y: top + gap.opened * PITCH, height, column });
  }
  const lines = view.lines.map(([kind, beginKind, begin, endKind, end, strength, step, points]) => ({
    kind, begin: `${beginKind}:${begin}`, end: `${endKind}:${end}`, strength, step,
    points: points.map((value, place) => (place % 2 ? value + shift(value) : value)),
  }));
  const bands = view.bands.map(([band, top, bottom]) => [band, top + shift(top), bottom + shift(bottom)]);
  const found = { view, boxes, lines, bands, size: [view.size[0], view.size[1] + shift(Infinity)], byKey: new Map(boxes.map((box) => [box.key, box])) };
  found.lines.push(...unfoldedLines(found));
  return found;
};

// The reporting lines of unfolded people: along the gutter to a boss in the same column, else to the one above.
const unfoldedLines = ({ boxes, byKey }) => {
  const lines = [];
  for (const box of boxes) {
    const boss = box.unfolded ? byKey.get(`person:${data.people[box.number].boss}`) : null;
    if (!boss || boss.column !== box.column) continue;
    const gutter = box.x - 6, middle = (each) => each.y + each.height / 2;
    lines.push({
      kind: "reports_to", begin: boss.key, end: box.key, strength: 1, step: null,
      points: [boss.x, middle(boss), gutter, middle(boss), gutter, middle(box), box.x, middle(box)],
    });
  }
  return lines;
};

const chipOf = (view, person) => {
  const found = view.folded.find(([, people]) => people.includes(person));
  return found ? found[0] : null;
};
const foldedBehind = (view, chip) => view.folded.find(([number]) => number === chip)[1];

const unfold = (chip, many = AT_ONCE) => {
  const view = viewNow(), key = openKey(view, chip);
  state.open.set(key, Math.min((state.open.get(key) || 0) + many, foldedBehind(view, chip).length));
};
const unfoldTo = (key) => {
  const [kind, number] = key.split(":");
  if (kind !== "person") return;
  const view = viewNow();
  if (view.boxes.some(([each, person]) => each === "person" && person === Number(number))) return;
  const chip = chipOf(view, Number(number));
  if (chip === null) { state.view = "everyone"; if (view.name !== "everyone") unfoldTo(key); return; }
  const people = foldedBehind(view, chip), at = people.indexOf(Number(number));
  // Whoever is looked for stands first among those unfolded: nobody unfolds a hundred to see one.
  people.splice(at, 1);
  people.unshift(Number(number));
  state.open.set(openKey(view, chip), Math.max(state.open.get(openKey(view, chip)) || 0, 1));
};
