// Where everything stands now: the layout as it was made, with gaps pushed open where chips are unfolded.
const CARD = data.card, WIDTH = CARD.width, CARD_HEIGHT = CARD.height;
const PITCH = CARD_HEIGHT + data.grid.between, LABELS = data.grid.labels;
// As many people as a chip unfolds first; each time after that as many as are unfolded already, and so twice as many.
const AT_ONCE = 8;
const views = Object.fromEntries(data.views.map((view) => [view.name, view]));
const viewNow = () => views[state.view] || views.matters;
const openKey = (view, chip) => `${view.name}:${chip}`;
const foldedBehind = (view, chip) => view.folded.find(([number]) => number === chip)[1];
const openedOf = (view, chip) => Math.min(state.open.get(openKey(view, chip)) || 0, foldedBehind(view, chip).length);
const stillFolded = (view, chip) => foldedBehind(view, chip).slice(openedOf(view, chip));

// Where people are unfolded their own column grows, and all rows below move down by as much as theirs then needs.
const rowOf = (view, y) => view.rows.findLastIndex((top) => top <= y);
const gapsOf = (view) => {
  const ends = new Map();
  for (const [, , , y, height] of view.boxes) ends.set(rowOf(view, y), Math.max(ends.get(rowOf(view, y)) || 0, y + height));
  return view.boxes.flatMap(([kind, number, , y, height]) => {
    const opened = kind === "chip" ? openedOf(view, number) : 0, end = ends.get(rowOf(view, y));
    return opened ? [{ chip: number, opened, end, growth: Math.max(y + opened * PITCH + height - end, 0) }] : [];
  });
};

// The corners of a line: where it begins, then in turn the next x and the next y.
const cornersAt = ([x, y, ...others]) => {
  const points = [x, y];
  others.forEach((value, turn) => {
    const here = points.slice(-2);
    if (value === here[turn % 2]) return;
    points.push(...(turn % 2 ? [here[0], value] : [value, here[1]]));
  });
  return points;
};

const place = () => {
  const view = viewNow(), gaps = gapsOf(view), folded = new Map(view.folded);
  const byChip = new Map(gaps.map((gap) => [gap.chip, gap])), grown = new Map();
  for (const { end, growth } of gaps) grown.set(end, Math.max(grown.get(end) || 0, growth));
  const shift = (y) => [...grown].reduce((moved, [end, growth]) => (y > end ? moved + growth : moved), 0);
  const boxes = [];
  for (const [kind, number, x, y, height, column] of view.boxes) {
    const gap = kind === "chip" ? byChip.get(number) : null;
    if (!gap) { boxes.push({ key: `${kind}:${number}`, kind, number, x, y: y + shift(y), height, column, row: rowOf(view, y) }); continue; }
    const top = y + shift(y), row = rowOf(view, y);
    folded.get(number).slice(0, gap.opened).forEach((person, place) => {
      boxes.push({ key: `person:${person}`, kind: "person", number: person, x, y: top + place * PITCH, height: CARD_HEIGHT, column, row, unfolded: true });
    });
    boxes.push({ key: `chip:${number}`, kind, number, x, y: top + gap.opened * PITCH, height, column, row });
  }
  const keyAt = (place) => view.boxes[place].slice(0, 2).join(":");
  const lines = view.lines.map(([kind, begin, end, turned, step = null]) => ({
    kind: data.kinds[kind].kind, begin: keyAt(begin), end: keyAt(end), step,
    points: cornersAt(turned).map((value, place) => (place % 2 ? value + shift(value) : value)),
  }));
  const bands = view.bands.map(([band, top, bottom]) => [band, top + shift(top), bottom + shift(bottom)]);
  const found = { view, boxes, lines, bands, tops: view.rows.map((top) => top + shift(top)), size: [view.size[0], view.size[1] + shift(Infinity)], byKey: new Map(boxes.map((box) => [box.key, box])) };
  found.lines.push(...unfoldedLines(found));
  return found;
};

// Where lines of unfolded people run: in the gutters as all others, and there on tracks of their own.
const BESIDE = 6, OVER_ROW = 22.5;
const middleOf = (box) => box.y + box.height / 2;
const between = (one, other, tops) => {
  const to = Math.sign(other.column - one.column), side = (box, right) => (right ? [box.x + WIDTH, box.x + WIDTH + BESIDE] : [box.x, box.x - BESIDE]);
  const [begin, out] = side(one, to > 0), [end, back] = side(other, to < 0), over = tops[Math.max(one.row, other.row)] - OVER_ROW;
  const across = to ? [out, over, back, over] : [];
  return [begin, middleOf(one), out, middleOf(one), ...across, back, middleOf(other), end, middleOf(other)];
};
// Reporting lines, relationships and contacts of those who are unfolded, each once.
const unfoldedLines = ({ boxes, byKey, tops }) => boxes.filter((box) => box.unfolded).flatMap((box) => {
  const person = data.people[box.number];
  const ends = [
    [`person:${person.boss}`, box.key, "reports_to"],
    ...tiesOf[box.number].map(({ source, target, kind }) => [`person:${source}`, `person:${target}`, kind]).filter(([source, target, kind]) => kind !== "reports_to" && source !== target),
    ...(person.contacts || []).map(([member]) => [`member:${member}`, box.key, "contact"]),
  ];
  const there = ends.filter(([begin, end]) => byKey.has(begin) && byKey.has(end)).map(([begin, end, kind]) => [byKey.get(begin), byKey.get(end), kind]);
  const own = there.filter(([begin, end]) => !(begin.unfolded && end.unfolded) || end === box || begin.kind === "member");
  return own.map(([begin, end, kind]) => ({ kind, begin: begin.key, end: end.key, step: null, points: between(begin, end, tops) }));
});

const chipOf = (view, person) => {
  const found = view.folded.find(([, people]) => people.includes(person));
  return found ? found[0] : null;
};

const unfold = (chip) => {
  const view = viewNow(), opened = openedOf(view, chip);
  state.open.set(openKey(view, chip), opened + Math.max(opened, AT_ONCE));
};
const foldAgain = (chip) => state.open.delete(openKey(viewNow(), chip));
const unfoldTo = (key) => {
  const [kind, number] = key.split(":");
  if (kind !== "person") return;
  const view = viewNow();
  if (view.boxes.some(([each, person]) => each === "person" && person === Number(number))) return;
  const chip = chipOf(view, Number(number));
  // The committee folds nobody away: whoever holds no seat is looked for among all.
  if (chip === null) { state.view = "matters"; if (view.name !== "matters") unfoldTo(key); return; }
  const people = foldedBehind(view, chip), at = people.indexOf(Number(number));
  // Whoever is looked for stands first among those unfolded: nobody unfolds a hundred to see one.
  people.splice(at, 1);
  people.unshift(Number(number));
  state.order += 1;
  state.open.set(openKey(view, chip), Math.max(openedOf(view, chip), 1));
};
