// What the page was given, and how it says things.
const data = { ...constants, ...JSON.parse(document.getElementById("map-data").textContent) };
const words = data.words;
const app = document.querySelector(".map-app");
// Of a page of its own the map also has the head; inside a report it keeps to itself.
const whole = app.closest(".map-page") || app;
const part = (name) => whole.querySelector(`[data-part="${name}"]`);

const say = (key, parts) => fill(words[key], parts);

const SVG = "http://www.w3.org/2000/svg";
const dress = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else element.setAttribute(name, value === true ? "" : value);
  }
  // Text of the data goes in as text; nothing here ever reads it as HTML.
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};
const html = (name, attributes, ...children) => dress(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => dress(document.createElementNS(SVG, name), attributes, children);

const plain = (value, digits = 2) => (known(value) ? minus(value.toFixed(digits)) : words.unknown);
const glyph = (support) => (!known(support) ? "?" : support > 0 ? "+" : support < 0 ? "−" : "0");
const stance = (support) => (!known(support) ? "unknown" : support > 0 ? "for" : support < 0 ? "against" : "neutral");
const stanceSaid = (support) => words[`is_${stance(support)}`];
const initials = (name) => {
  const parts = name.trim().split(/[\s\-]+/).filter(Boolean);
  // One letter a word where words have letters; of Chinese and Japanese names the last two characters.
  if (parts.length < 2) return [...name.trim()].slice(/[\u3040-\u9fff\uac00-\ud7af]/.test(name) ? -2 : 0).slice(0, 2).join("");
  return [parts[0], parts[parts.length - 1]].map((each) => [...each][0]).join("").toUpperCase();
};

const count = (list, wanted) => list.reduce((sum, each) => sum + Boolean(wanted(each)), 0);

const kinds = Object.fromEntries(data.kinds.map((kind) => [kind.kind, kind]));
// The relationships of each person, made once: at a click nothing is searched through.
const tiesOf = data.people.map(() => []);
data.ties.forEach(([source, target, kind, strength]) => {
  const tie = { source, target, kind: data.kinds[kind].kind, strength };
  tiesOf[source].push(tie);
  if (target !== source) tiesOf[target].push(tie);
});
const cardOf = (key) => {
  const [kind, number] = key.split(":");
  return { person: data.people, seat: data.seats, member: data.members, rival: data.rivals }[kind][Number(number)];
};
