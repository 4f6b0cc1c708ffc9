"use strict";
// Tables of columns that sort, search and filter; a part of the rows is drawn, all are sorted, found, summed and printed.
const read = (name) => JSON.parse(document.getElementById(`${name}-data`).textContent);
const { words, quarter, tones } = read("pipeline");
const DRAWN = 100;
const NUMBERS = new Set(["amount", "votes", "support", "share", "count", "number"]);
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

const money = (value, currency) => (currency ? `${currency} ` : "") + whole.format(value);

function drawing(...shapes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 110 12");
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, values] of shapes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

const bar = (kind, from, to, y = 2, height = 8) =>
  ["rect", { class: kind, x: from * 110, width: Math.max(to - from, 0) * 110, y, height }];

// What stands in a cell of each kind: texts, and drawings made of numbers.
const cells = {
  amount: (data, row, value) => [money(value, data.currency[row])],
  day: (data, row, value) => [value],
  text: (data, row, value) => [value],
  count: (data, row, value) => [whole.format(value)],
  number: (data, row, value) => [whole.format(value)],
  share: (data, row, value) => [percent(value)],
  verdict: (data, row, value) => [value],
  deal(data, row, value) {
    if (!data.link[row]) return [value];
    const link = document.createElement("a");
    link.href = data.link[row];
    link.textContent = value;
    return [link];
  },
  votes(data, row, value) {
    const reach = data.reach[row];
    const said = `${percent(value)}, ${fill(words.reach, { reach: percent(reach) })}`;
    return [drawing(bar("all", 0, 1), bar("reach", value, reach), bar("covered", 0, value)), said];
  },
  support(data, row, value) {
    const [low, high] = [data.support_low[row], data.support_high[row]];
    const place = (each) => (each + 1) / 2;
    const kind = value > 0 ? "for" : value < 0 ? "against" : "neutral";
    const dot = ["circle", { class: `dot ${kind}`, cx: place(value) * 110, cy: 6, r: 4.5 }];
    const middle = ["path", { class: "middle", d: "M55 0V12" }];
    const said = `${signed(value)} (${fill(words.range, { low: signed(low), high: signed(high) })})`;
    return [drawing(bar("all", place(low), place(high), 4, 4), middle, dot), said];
  },
};

class Table {
  constructor(name) {
    this.name = name;
    this.element = document.getElementById(name);
    this.data = read(name);
    this.heads = Array.from(this.element.tHead.rows[0].cells);
    this.columns = this.heads.map((head) => ({ name: head.dataset.name, kind: head.dataset.kind, head: head.textContent }));
    this.size = this.data[this.columns[0].name].length;
    this.order = Array.from({ length: this.size }, (_, row) => row);
    this.shown = this.order;
    this.drawn = DRAWN;
    this.ranks = new Map();
    this.more = document.querySelector(`[data-more="${name}"]`);
    this.heads.forEach((head, place) => head.firstElementChild.addEventListener("click", () => this.sort(place)));
    this.more.addEventListener("click", () => this.draw(this.drawn + 10 * DRAWN));
  }

  // Texts are compared once a column; after that sorting compares numbers.
  keys({ name, kind }) {
    if (!this.ranks.has(name)) {
      const values = this.data[name];
      if (NUMBERS.has(kind)) this.ranks.set(name, values);
      else {
        const texts = [...new Set(values)].filter((text) => text !== null).sort(collator.compare);
        const rank = new Map(texts.map((text, place) => [text, place]));
        this.ranks.set(name, values.map((text) => (text === null ? null : rank.get(text))));
      }
    }
    return this.ranks.get(name);
  }

  sort(place) {
    const column = this.columns[place], head = this.heads[place], before = head.getAttribute("aria-sort");
    const first = NUMBERS.has(column.kind) ? "descending" : "ascending";
    const way = before === "none" ? first : before === "ascending" ? "descending" : "ascending";
    for (const each of this.heads) each.setAttribute("aria-sort", each === head ? way : "none");
    const keys = this.keys(column), sign = way === "ascending" ? 1 : -1;
    // Whatever is unknown stands last, whichever way.
    this.order = [...this.order].sort((a, b) => {
      if (keys[a] === null || keys[b] === null) return (keys[a] === null) - (keys[b] === null);
      return sign * (keys[a] - keys[b]);
    });
    this.filter(this.passes);
  }

  unsorted() {
    for (const each of this.heads) each.setAttribute("aria-sort", "none");
    this.order = Array.from({ length: this.size }, (_, row) => row);
    this.filter(this.passes);
  }

  filter(passes) {
    this.passes = passes;
    this.shown = passes ? this.order.filter(passes) : this.order;
    this.draw(DRAWN);
  }

  draw(count) {
    this.drawn = count;
    const rows = this.shown.slice(0, count).map((row) => this.row(row));
    this.element.tBodies[0].replaceChildren(...rows);
    const left = this.shown.length - rows.length;
    this.more.hidden = left <= 0;
    this.more.textContent = fill(words.more, { count: whole.format(Math.min(left, 10 * DRAWN)) });
  }

  row(row) {
    const line = document.createElement("tr");
    for (const { name, kind, head } of this.columns) {
      const cell = line.insertCell(), value = this.data[name][row];
      cell.className = kind === "verdict" ? `verdict ${tones[value] || "closed"}` : kind;
      cell.dataset.head = head;
      const said = value === null ? this.missing(name, kind, row) : cells[kind](this.data, row, value);
      const holder = document.createElement("div");
      holder.append(...said);
      cell.append(holder);
      if (value === null && said[0] === words.unknown) cell.classList.add("is-unknown");
    }
    return line;
  }

  // That nothing is one is known; an entry point of a deal that ended is nothing to say.
  missing(name, kind, row) {
    if (name === "depends_on" && this.data.single[row] === 0) return [""];
    if (kind === "amount" && this.data.currencies?.[row] > 1) return [words.several];
    return name === "entry" ? ["–"] : [words.unknown];
  }

  text(row) {
    return this.columns.filter(({ kind }) => !NUMBERS.has(kind) && kind !== "day").map(({ name }) => this.data[name][row] || "").join("\n");
  }
}

const deals = new Table("deals");
const tables = [deals, ...(document.getElementById("members") ? [new Table("members")] : [])];
const [search, closing] = ["search", "quarter"].map((id) => document.getElementById(id));
const choices = Array.from(document.querySelectorAll("[data-filter]"));
const texts = deals.order.map((row) => deals.text(row).toLocaleLowerCase());

function thisQuarter() {
  if (quarter) return quarter;
  const now = new Date(), first = Math.floor(now.getMonth() / 3) * 3;
  const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return [day(new Date(now.getFullYear(), first, 1)), day(new Date(now.getFullYear(), first + 3, 0))];
}

function chosen() {
  const parts = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean), data = deals.data;
  const wanted = choices.filter((each) => each.value).map((each) => [data[each.dataset.filter], each.value]);
  const [first, last] = thisQuarter();
  const inTime = (day) => day !== null && first <= day && day <= last;
  deals.filter((row) => parts.every((part) => texts[row].includes(part))
    && wanted.every(([values, value]) => values[row] === value)
    && (!closing.checked || inTime(data.close_date[row])));
  document.getElementById("count").textContent = summed();
}

// Amounts in different currencies are never added.
function summed() {
  const sums = new Map(), { amount, currency } = deals.data;
  let unpriced = 0;
  for (const row of deals.shown) {
    if (amount[row] === null) unpriced += 1;
    else sums.set(currency[row], (sums.get(currency[row]) || 0) + amount[row]);
  }
  if (!deals.shown.length) return words.none;
  const parts = [fill(words.shown, { shown: whole.format(deals.shown.length), all: whole.format(deals.size) })];
  if (sums.size) parts.push(fill(words.sum, { sums: [...sums].map(([name, sum]) => money(sum, name)).join(" + ") }));
  if (unpriced) parts.push(fill(words.unpriced, { count: whole.format(unpriced) }));
  return parts.join(" · ");
}

// A text that a spreadsheet would take for a formula is quoted; all is, where it holds a separator.
function quoted(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csv() {
  const extra = ["currency", "reach", "support_low", "support_high"];
  const names = [...deals.columns.map(({ name }) => name), ...extra];
  const heads = [...deals.columns.map(({ head }) => head), ...extra.map((name) => name.replace("_", " "))];
  const lines = deals.shown.map((row) => names.map((name) => quoted(deals.data[name][row])).join(","));
  return `\ufeff${[heads.map(quoted).join(","), ...lines].join("\r\n")}\r\n`;
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  link.download = "pipeline.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

search.addEventListener("input", chosen);
document.getElementById("sort").addEventListener("change", (event) => {
  if (event.target.value) deals.sort(Number(event.target.value));
  else deals.unsorted();
});
for (const each of [...choices, closing]) each.addEventListener("change", chosen);
document.querySelector(".filters").addEventListener("reset", () => setTimeout(chosen));
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("csv").addEventListener("click", save);
document.getElementById("print").addEventListener("click", () => print());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/INPUT|SELECT/.test(document.activeElement.tagName)) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape" && document.activeElement === search) {
    search.value = "";
    chosen();
  }
});
addEventListener("beforeprint", () => tables.forEach((table) => table.draw(table.size)));
addEventListener("afterprint", () => tables.forEach((table) => table.draw(DRAWN)));
tables.forEach((table) => table.draw(DRAWN));
chosen();
