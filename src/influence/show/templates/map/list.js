// The list: everybody in a table, in steps, so that five thousand people are as quick as fifty.
const STEP = 100;
let listed = STEP, sortedBy = "votes", downwards = true;
const contactsSaid = (person) => (person.contacts || []).map(([member]) => data.members[member].name).join(", ");
const COLUMNS = {
  name: (person) => person.name, title: (person) => person.title || "", department: (person) => person.dept || "",
  support: (person) => person.support, influence: (person) => person.influence, votes: (person) => person.votes,
  contact: contactsSaid, leverage: (person) => person.leverage,
};
const TEXTS = ["name", "title", "department", "contact"];
const alphabet = new Intl.Collator();
const missing = (value) => !known(value) || value === "";
// What is unknown stands last, whichever way; of equals first whoever has more leverage.
const compared = (a, b) => {
  if (missing(a) || missing(b)) return missing(a) - missing(b);
  return (typeof a === "string" ? alphabet.compare(a, b) : a - b) * (downwards ? -1 : 1);
};
const listedPeople = () => {
  const value = COLUMNS[sortedBy], leverage = (number) => data.people[number].leverage || 0;
  const shown = data.people.map((_, number) => number).filter((number) => passes(data.people[number]) && (!state.query || searchTexts()[number].includes(state.query)));
  const keyed = shown.map((number) => [number, value(data.people[number])]);
  return keyed.sort(([one, a], [other, b]) => compared(a, b) || leverage(other) - leverage(one) || one - other).map(([number]) => number);
};
const votesSaid = (person) => [known(person.votes) ? percent(person.votes) : "", person.assumed ? words.assumed : ""].filter(Boolean).join(" ");
const listRow = (number) => {
  const person = data.people[number], key = `person:${number}`;
  const cells = { title: person.title, department: person.dept, support: signed(person.support), influence: percent(person.influence), votes: votesSaid(person), contact: contactsSaid(person), leverage: plain(person.leverage, 3) };
  return html("tr", { class: key === state.chosen ? "chosen" : null, "data-person": number },
    html("th", { scope: "row" }, swatch(stance(person.support), glyph(person.support)), link(key, html("bdi", null, person.name))),
    ...Object.entries(cells).map(([name, content]) => html("td", { class: name }, content || "")));
};
const sortBy = (name) => {
  downwards = name === sortedBy ? !downwards : !TEXTS.includes(name);
  sortedBy = name;
  drawList();
  part("list").querySelector(`[data-column="${name}"]`).focus();
};
const headFor = (name) => html("th", { scope: "col", "aria-sort": name === sortedBy ? (downwards ? "descending" : "ascending") : "none" },
  html("button", { type: "button", "data-column": name, on: { click: () => sortBy(name) } }, words[name]));
const drawList = () => {
  const people = listedPeople(), left = people.length - listed;
  const more = left > 0 && html("button", { type: "button", class: "action", on: { click: () => { listed += 5 * STEP; drawList(); } } }, say("show_more", { count: left }));
  const nobody = !people.length && html("p", { class: "soft nobody-yet" }, words.nobody_found);
  part("list").replaceChildren(html("table", null, html("thead", null, html("tr", null, ...Object.keys(COLUMNS).map(headFor))), html("tbody", null, ...people.slice(0, listed).map(listRow))), ...[more, nobody].filter(Boolean));
};
const focusInList = (key) => {
  const row = key && part("list").querySelector(`tr[data-person="${key.split(":")[1]}"] .link`);
  if (row) row.focus();
};
