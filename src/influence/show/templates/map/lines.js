// The lines: rounded corners, small arrowheads that end before the card, a cross on conflicts, words where there is room.
const nameOf = (key) => cardOf(key).name;
const tieSaid = ({ kind, begin, end }) => fill((kinds[kind] || {}).sentence || "{one} – {other}", { one: nameOf(begin), other: nameOf(end) });

const along = ([x, y], [toX, toY], length) => {
  const all = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) / all) * length, y + ((toY - y) / all) * length];
};
const cornersOf = (points) => {
  const corners = [];
  for (let k = 0; k < points.length; k += 2) corners.push([points[k], points[k + 1]]);
  return corners;
};
const rounded = (points, short = 0) => {
  const corners = cornersOf(points), last = corners.length - 1;
  corners[last] = along(corners[last], corners[last - 1], short);
  let path = `M${corners[0].join(" ")}`;
  for (let k = 1; k < last; k += 1) {
    const [before, corner, after] = [corners[k - 1], corners[k], corners[k + 1]];
    const reach = (other) => Math.min(7, Math.hypot(other[0] - corner[0], other[1] - corner[1]) / 2);
    path += `L${along(corner, before, reach(before)).join(" ")}Q${corner.join(" ")} ${along(corner, after, reach(after)).join(" ")}`;
  }
  return `${path}L${corners[last].join(" ")}`;
};

const segmentsOf = (points) => {
  const corners = cornersOf(points);
  return corners.slice(1).map((end, k) => ({ begin: corners[k], end, length: Math.hypot(end[0] - corners[k][0], end[1] - corners[k][1]) }));
};
const halfWay = (points) => {
  const segments = segmentsOf(points);
  let left = segments.reduce((sum, { length }) => sum + length, 0) / 2;
  for (const { begin, end, length } of segments) {
    if (left <= length) return along(begin, end, left);
    left -= length;
  }
  return points.slice(0, 2);
};

// An arrow is as long as this, and its line ends where it begins: no tip lies on a card, none is blunt.
const ARROW = { path: 9 }, ARROW_ELSE = 7;
const arrowLength = (style) => (style.arrow ? ARROW[style.style] || ARROW_ELSE : 0);
const arrows = () => svg("defs", null, ...[...new Set(data.kinds.filter((kind) => kind.arrow).map((kind) => kind.style))].map((style) =>
  svg("marker", { id: `arrow-${style}`, class: `arrow ${style}`, viewBox: "0 0 10 10", refX: 0, refY: 5, markerUnits: "userSpaceOnUse", markerWidth: ARROW[style] || ARROW_ELSE, markerHeight: ARROW[style] || ARROW_ELSE, orient: "auto" }, svg("path", { d: "M0 0 10 5 0 10Z" }))));

const lineFor = (line, number) => {
  const style = kinds[line.kind] || {}, d = rounded(line.points, arrowLength(style));
  const group = svg("g", { class: `line ${style.style || "other"}`, "data-number": number },
    svg("path", { class: "stroke", d, "marker-end": style.arrow ? `url(#arrow-${style.style})` : null }),
    // A line of two pixels is hard to point at: this one is wide, and not seen.
    svg("path", { class: "near", d }));
  if (line.kind === "conflicts_with") {
    const [x, y] = halfWay(line.points);
    group.append(svg("circle", { class: "cross-back", cx: x, cy: y, r: 8 }), svg("path", { class: "cross", d: `M${x - 4.5} ${y - 4.5}l9 9m0-9l-9 9` }));
  }
  return group;
};

// Where a text has room on a line: in the middle of a level stretch that is longer than it.
const spotsFor = (line, content) => {
  const wide = widthOf(content, SMALL) + 8;
  const levels = segmentsOf(line.points).filter(({ begin, end, length }) => begin[1] === end[1] && length >= wide);
  return levels.sort((one, other) => other.length - one.length).map(({ begin, end }) => {
    const middle = (begin[0] + end[0]) / 2;
    return { left: middle - wide / 2, right: middle + wide / 2, y: begin[1], middle, content, kind: line.kind };
  });
};
// What the lines of the person chosen say: the sentence where it has room, else the kind, and none over another.
const labelsOf = (lines) => {
  const placed = [], free = (one) => placed.every((other) => one.right < other.left || one.left > other.right || Math.abs(one.y - other.y) > 13);
  for (const line of lines) {
    const spots = [tieSaid(line), (kinds[line.kind] || {}).reading].filter(Boolean).flatMap((content) => spotsFor(line, content));
    const spot = spots.find(free);
    if (spot) placed.push(spot);
  }
  return placed.map(({ middle, y, content, kind }) => text(middle, y + 4, content, `line-label ${(kinds[kind] || {}).style || "other"}`, { "text-anchor": "middle" }));
};
