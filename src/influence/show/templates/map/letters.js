// How wide texts are, and how they are broken or cut to fit.
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
const widthOf = (text, font) => {
  const key = font + text;
  if (!widths.has(key)) { ruler.font = `${font} ${FONT}`; widths.set(key, ruler.measureText(text).width); }
  return widths.get(key);
};

const cut = (text, font, width) => {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text];
  let low = 0, high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${letters.slice(0, middle).join("").trimEnd()}…`, font) <= width) low = middle; else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
};
// Cut in its middle: of "Deputy Director, Legal: Coal" and "Deputy Director, Legal: Gas" it is the end that differs.
const cutWithin = (text, font, width) => {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text], end = letters.slice(-Math.ceil(letters.length / 4)).join("").trimStart();
  const short = [...end].slice(-7).join("").trimStart();
  return `${cut(text, font, width - widthOf(short, font))}${short}`;
};

// Lines no wider than they may be: broken at spaces and hyphens, between any two characters of Chinese, else cut.
const wrapped = (text, font, width, most) => {
  const pieces = text.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\-\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+-?|-|\s+/g) || [];
  const lines = [""];
  for (const piece of pieces) {
    const tried = lines[lines.length - 1] + piece;
    if (lines.length < most && lines[lines.length - 1].trim() && widthOf(tried.trimEnd(), font) > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = tried;
  }
  return lines.map((line, row) => (row === most - 1 ? cutWithin : cut)(line.trim(), font, width)).filter(Boolean);
};

const NAME = `600 ${CARD.name}px`, TITLE = `400 ${CARD.small}px`, SMALL = `600 ${CARD.small}px`;
const SIZES = { name: CARD.name, glyph: CARD.glyph };
const text = (x, y, content, name, more = {}) => svg("text", { x, y, class: name, "font-size": SIZES[name.split(" ")[0]] || CARD.small, ...more }, content);
