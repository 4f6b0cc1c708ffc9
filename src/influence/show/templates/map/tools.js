// The switches: which view, which lines, whose contacts, and the filters.
const pressed = (name) => part(name).querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.value === { views: state.view, sides: state.side }[name])));
const switches = (name, choices, choose) => html("div", { class: "switches", role: "group", "aria-label": words[name] },
  ...choices.map(([value, content]) => html("button", { type: "button", "data-value": value, "aria-pressed": "false", on: { click: () => choose(value) } }, content)));

const makeViews = () => {
  const named = { matters: words.who_matters, committee: words.committee, everyone: words.everyone };
  const choices = [...data.views.map(({ name, count: many }) => [name, `${named[name]} ${many}`]), ["list", words.list]];
  part("views").replaceChildren(html("span", { class: "tool-name" }, words.show), switches("show", choices, (view) => { Object.assign(state, { view, zoom: null }); update(); }));
};
const makeSides = () => {
  if (!data.rivals.length) return;
  const sides = [["us", words.us], ...data.rivals.slice(0, 4).map((rival, number) => [`rival:${number}`, cut(rival.name, TITLE, 120)]), ["difference", words.difference]];
  part("sides").replaceChildren(html("span", { class: "tool-name" }, words.whose), switches("whose", sides, (side) => { state.side = side; update(); }));
};

const toggled = (set, value, on) => { if (on) set.add(value); else set.delete(value); };
const lineSwitch = ({ kind, style, reading, count: many }) => html("label", null,
  html("input", { type: "checkbox", value: kind, on: { change: (event) => { toggled(state.lines, kind, event.target.checked); update(); } } }),
  svg("svg", { viewBox: "0 0 40 12", width: 40, height: 12, class: `line shown ${style}`, "aria-hidden": "true" }, svg("path", { class: "stroke", d: "M1 6H39" })), `${reading} (${many})`);
const makeLines = () => part("lines").replaceChildren(html("summary", null, words.lines),
  html("div", { class: "menu", role: "group", "aria-label": words.lines }, ...data.kinds.filter((kind) => kind.count).map(lineSwitch)));

const filterChoices = () => {
  const sorted = (values) => [...new Set(values)].filter(Boolean).sort();
  const layers = new Set(data.people.map((person) => person.band));
  return {
    stance: ["for", "against", "neutral", "unknown"].map((each) => [each, words[`is_${each}`]]),
    role: [["votes", words.has_vote], ...sorted(data.people.flatMap((person) => person.roles || [])).map((role) => [role, role])],
    layer: data.bands.names.slice(0, data.bands.layers).map((name, band) => [String(band), name]).filter(([band]) => layers.has(Number(band))),
    department: sorted(data.people.map((person) => person.dept)).map((name) => [name, name]),
    relationship: data.kinds.filter(({ kind }) => !["contact", "path"].includes(kind)).map(({ kind, reading }) => [kind, reading]),
  };
};
const filterBy = (name, wanted) => { if (wanted) state.filters.set(name, wanted); else state.filters.delete(name); update(); };
const makeFilters = () => {
  const choices = filterChoices();
  const select = (name) => html("label", null, words[name], html("select", { "data-filter": name, on: { change: (event) => filterBy(name, event.target.value) } },
    html("option", { value: "" }, words.all), ...choices[name].map(([value, content]) => html("option", { value }, content))));
  part("filters").replaceChildren(html("summary", null, words.filter), html("div", { class: "menu" }, ...FILTERS.filter((name) => choices[name].length > 1).map(select),
    html("p", { class: "soft", "data-part": "passing", role: "status" }),
    html("button", { type: "button", on: { click: () => { state.filters.clear(); update(); } } }, words.clear)));
};
const makeTools = () => { makeViews(); makeLines(); makeFilters(); makeSides(); };

const markTools = () => {
  pressed("views");
  pressed("sides");
  part("lines").querySelectorAll("input").forEach((each) => { each.checked = state.lines.has(each.value); });
  const filters = part("filters");
  filters.classList.toggle("on", state.filters.size > 0);
  filters.querySelectorAll("select").forEach((each) => { each.value = state.filters.get(each.dataset.filter) || ""; });
  const passing = state.filters.size ? say("passing", { count: count(data.people, passes), all: data.people.length }) : "";
  if (part("passing").textContent !== passing) part("passing").textContent = passing;
};
