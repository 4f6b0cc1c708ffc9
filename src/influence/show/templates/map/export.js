// What is shown, as a file: SVG and PNG of the map, CSV of the people.
const COPIED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "opacity", "font-size", "font-weight", "font-style", "text-anchor"];
const OURS_ALONE = ["class", "data-part", "tabindex", "role", "data-key", "data-number", "aria-label", "aria-level", "aria-selected", "aria-expanded", "aria-hidden"];
const unseen = (element) => element.matches(".read, .near, .line:not(.shown), .ring") && !element.matches(".chosen > .ring");
// The colours and letters that the style sheet gives, written on each element: the file opens alone.
const dressed = (from, to) => {
  const style = getComputedStyle(from);
  for (const name of COPIED) {
    const value = style.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  for (const name of OURS_ALONE) to.removeAttribute(name);
  [...from.children].forEach((child, place) => dressed(child, to.children[place]));
  [...from.children].map((child, place) => unseen(child) && to.children[place]).filter(Boolean).forEach((each) => each.remove());
};
const asSvg = () => {
  const [width, height] = drawn.size, copy = stage.cloneNode(true);
  dressed(stage, copy);
  // However far the map is scrolled on the screen, in the file its names stand at the edges.
  for (const [part, place] of [[drawn.heads, -1], [drawn.bandNames, -2]]) if (part) copy.children[copy.children.length + place].removeAttribute("transform");
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT })) copy.setAttribute(name, value);
  copy.insertBefore(svg("title", null, document.title), copy.firstChild);
  copy.insertBefore(svg("rect", { width, height, fill: getComputedStyle(canvas).backgroundColor }), copy.children[1]);
  return new XMLSerializer().serializeToString(copy);
};
const save = (content, type, ending) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = html("a", { href: address, download: `${document.title.replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 60) || "map"}.${ending}` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
// Three times the size, for slides and print; of the largest maps as much as a browser can draw.
const LARGEST_PICTURE = 16000, LARGER = 3;
const savePng = () => {
  const image = new Image(), [width, height] = drawn.size, larger = Math.min(LARGER, LARGEST_PICTURE / Math.max(width, height));
  image.addEventListener("load", () => {
    const picture = html("canvas", { width: Math.round(width * larger), height: Math.round(height * larger) });
    picture.getContext("2d").drawImage(image, 0, 0, picture.width, picture.height);
    picture.toBlob((blob) => save(blob, "image/png", "png"));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg())}`;
};
// What a spreadsheet takes for the start of a formula, also after spaces and after what it splits cells at, begins
// with an apostrophe; a number stays one.
const RUNS = "(?=(?:[^\\S\\t\\r\\n]|')*[=+\\-@＝＋－＠\\t\\r\\n])";
const [AT_A_SPLIT, AT_THE_BEGINNING] = [new RegExp(`([;\\t\\r\\n])${RUNS}`, "g"), new RegExp(`^${RUNS}`)];
const harmless = (content) => content.replace(AT_A_SPLIT, "$1'").replace(AT_THE_BEGINNING, "'");
const cell = (value) => `"${(typeof value === "number" ? String(value) : harmless(String(value ?? ""))).replace(/"/g, '""')}"`;
const saveCsv = () => {
  const shown = state.view === "list" || !drawn ? listedPeople() : drawn.boxes.filter((each) => each.kind === "person").map((each) => each.number);
  const head = ["person", "name", "title", "department", "support", "influence", "participation", "votes", "contacts", "rivals", "leverage"];
  const rows = shown.map((number) => data.people[number]).map((person) => [person.id, person.name, person.title, person.dept, person.support, person.influence, person.participation, person.votes,
    contactsSaid(person), (person.rivals || []).map(([rival]) => data.rivals[rival].name).join(", "), person.leverage]);
  save(`\ufeff${[head, ...rows].map((each) => each.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv", "csv");
};
// From the list, the picture is that of the map last seen, or of the first view.
const withMap = (act) => () => { if (!drawn) draw(); act(); };
onClick("save-svg", withMap(() => save(asSvg(), "image/svg+xml", "svg")));
onClick("save-png", withMap(savePng));
onClick("save-csv", saveCsv);
onClick("print", () => window.print());

// Paper has no window: the whole map, upright if it is, and the day.
window.addEventListener("beforeprint", () => {
  if (!drawn) return;
  onPaper = true;
  const [width, height] = drawn.size;
  whole.classList.toggle("upright", height > width);
  stage.setAttribute("viewBox", `0 0 ${width} ${height}`);
  stage.setAttribute("preserveAspectRatio", "xMinYMin");
  for (const each of [drawn.heads, drawn.bandNames]) each.removeAttribute("transform");
  if (part("printed")) part("printed").textContent = say("printed", { day: new Date().toISOString().slice(0, 10) });
});
window.addEventListener("afterprint", () => { onPaper = false; scaled(); });
