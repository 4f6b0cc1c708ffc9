// What is shown, as a file: SVG and PNG of the map, CSV of the people.
const COPIED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "display", "font-size", "font-weight", "font-style", "text-anchor"];
const asSvg = () => {
  const copy = stage.cloneNode(true);
  const [from, to] = [stage.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of COPIED) to[place].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "aria-label", "aria-level", "aria-selected"]) to[place].removeAttribute(name);
  });
  const [width, height] = drawn.size;
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("font-family", FONT);
  copy.insertBefore(svg("rect", { width, height, fill: getComputedStyle(canvas).backgroundColor }), copy.firstChild);
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
const savePng = () => {
  const image = new Image(), [width, height] = drawn.size;
  image.addEventListener("load", () => {
    const picture = html("canvas", { width: width * 3, height: height * 3 });
    picture.getContext("2d").drawImage(image, 0, 0, width * 3, height * 3);
    picture.toBlob((blob) => save(blob, "image/png", "png"));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asSvg())}`;
};
const cell = (value) => {
  const content = known(value) ? String(value) : "";
  // A cell that a spreadsheet would take for a formula begins with an apostrophe.
  const safe = /^[=+\-@\t\r]/.test(content) && !/^-?[\d.]+$/.test(content) ? `'${content}` : content;
  return `"${safe.replace(/"/g, '""')}"`;
};
const saveCsv = () => {
  const shown = state.view === "list" ? listedPeople() : drawn.boxes.filter((each) => each.kind === "person").map((each) => each.number);
  const head = ["person", "name", "title", "department", "support", "influence", "participation", "votes", "contacts", "rivals", "leverage"];
  const rows = shown.map((number) => data.people[number]).map((person) => [person.id, person.name, person.title, person.dept, person.support, person.influence, person.participation, person.votes,
    COLUMNS.contact(person), (person.rivals || []).map(([rival]) => data.rivals[rival].name).join(", "), person.leverage]);
  save(`\ufeff${[head, ...rows].map((each) => each.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv", "csv");
};
onClick("save-svg", () => save(asSvg(), "image/svg+xml", "svg"));
onClick("save-png", savePng);
onClick("save-csv", saveCsv);
onClick("print", () => window.print());
