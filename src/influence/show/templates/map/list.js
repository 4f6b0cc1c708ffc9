// The list: everybody in a table, in steps, so that five thousand people are as quick as fifty.
const STEP = 100;
let listed = STEP, sortedBy = "leverage", downwards = true;
const COLUMNS = {
  name: (person) => person.name, title: (person) => person.title || "", department: (person) => person.dept || "",
  support: (person) => person.support, influence: (person) => person.influence, votes: (person) => person.votes,
  contact: (person) => (person.contacts || []).map(([member]) => data.members[member].name).join(", "),
  leverage: (person) => person.leverage,
};
const inOrder = (people) => {
  const value = COLUMNS[sortedBy];
  return people.sort((one, other) => {
    const [a, b] = [value(data.people[one]), value(data.people[other])];
    // What is unknown stands last, whichever way.
    if (!known(a) || a === "") return known(b) && b !== "" ? 1 : one - other;
    if (!known(b) || b === "") return -1;
    const order = typeof a === "string" ? a.localeCompare(b) : a - b;
    return (downwards ? -order : order) || one - other;
  });
};
const listedPeople = () => inOrder(data.people.map((_, number) => number).filter((number) => passes(data.people[number]) && (!state.query || searched[number].includes(state.query))));
const listRow = (number) => {
  const person = data.people[number], key = `person:${number}`;
  return html("tr", { class: key === state.chosen ? "chosen" : null, "data-person": number },
    html("th", { scope: "row" }, html("span", { class: `swatch ${stance(person.support)}`, "aria-hidden": "true" }, glyph(person.support)), link(key, person.name)),
    html("td", null, person.title || ""), html("td", null, person.dept || ""), html("td", null, known(person.support) ? signed(person.support) : words.unknown), html("td", null, percent(person.influence)),
    html("td", null, person.assumed ? `${known(person.votes) ? percent(person.votes) : ""} ${words.assumed}` : known(person.votes) ? percent(person.votes) : ""), html("td", null, COLUMNS.contact(person)), html("td", null, plain(person.leverage, 3)));
};
const drawList = () => {
  const people = listedPeople();
  const head = Object.keys(COLUMNS).map((name) => html("th", { scope: "col", "aria-sort": name === sortedBy ? (downwards ? "descending" : "ascending") : "none" },
    html("button", { type: "button", on: { click: () => { downwards = name === sortedBy ? !downwards : !["name", "title", "department", "contact"].includes(name); sortedBy = name; drawList(); } } }, words[name])));
  const more = people.length > listed ? html("button", { type: "button", class: "action", on: { click: () => { listed += 5 * STEP; drawList(); } } }, say("show_more", { count: people.length - listed })) : null;
  part("list").replaceChildren(html("table", null, html("thead", null, html("tr", null, ...head)), html("tbody", null, ...people.slice(0, listed).map(listRow))), ...(more ? [more] : []));
};
