// How a script says sentences and numbers: as the text of the page does. What it says them with are its own `words`.
const known = (value) => value !== undefined && value !== null;
const minus = (text) => text.replace("-", "−");
// The same nearly 0 as in Python: what is left of sums that should be 0.
const NEARLY = 1e-9;
const LEAST_SHOWN = 0.005;

// A text filled in stands between marks until it is known whether it ends beside signs of the other script.
const END = "\ue000";
const CHINESE_THEN_LATIN = new RegExp(`([\u4e00-\u9fff])${END}+(?=[A-Za-z0-9])`, "g");
const LATIN_THEN_CHINESE = new RegExp(`([A-Za-z0-9%])${END}+(?=[\u4e00-\u9fff])`, "g");
const marked = (value) => (typeof value === "string" ? END + value + END : value);
const fill = (text, parts = {}) =>
  text
    .replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? marked(parts[name]) : whole))
    .replace(CHINESE_THEN_LATIN, "$1 ")
    .replace(LATIN_THEN_CHINESE, "$1 ")
    .replaceAll(END, "");

// A half goes to the even number, as in Python: one vote of eight is 12% in the text and on the map.
const evenly = (value) => {
  const near = Math.round(value);
  return near - value === 0.5 && near % 2 ? near - 1 : near;
};
const twoPlaces = (value) => ((value * 8) % 2 === 1 ? evenly(value * 100) / 100 : value).toFixed(2);
const percent = (share) => {
  if (!known(share)) return words.unknown;
  const rounded = evenly(share * 100);
  if (rounded === 0 && share > NEARLY) return words.under_one;
  return rounded === 100 && share < 1 - NEARLY ? words.over_99 : `${rounded}%`;
};
const signed = (value) => {
  if (!known(value)) return words.unknown;
  if (Math.abs(value) <= NEARLY) return "0";
  return Math.abs(value) < LEAST_SHOWN ? words.almost_0 : `${value > 0 ? "+" : "−"}${twoPlaces(Math.abs(value))}`;
};
