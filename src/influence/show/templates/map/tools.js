// The strip of numbers, the search, the switches and the plan.
const box = (name, ...children) => html("div", { class: `kpi ${name}` }, ...children);
const gauge = (name, children) => svg("svg", { class: `gauge ${name}`, viewBox: "0 0 200 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...children);
const shares = () => {
  const { line } = data.now, now = numbersNow();
  return gauge("votes", [
    svg("rect", { class: "gauge-back", width: 200, height: 10, rx: 5 }),
    known(now.reach) && svg("rect", { class: "gauge-reach", width: 200 * now.reach, height: 10, rx: 5 }),
    known(now.coverage) && svg("rect", { class: "gauge-covered", width: 200 * now.coverage, height: 10, rx: 5 }),
    data.now.rule !== "unanimity" && known(line) && svg("rect", { class: "gauge-line", x: 200 * line - 1, y: -1, width: 2, height: 12 }),
  ]);
};
const range = () => {
  const now = numbersNow(), at = (value) => 100 + 100 * value;
  if (!known(now.support_low)) return null;
  return gauge("support", [
    svg("rect", { class: "gauge-back", width: 200, height: 10, rx: 5 }),
    svg("rect", { class: "gauge-range", x: at(now.support_low), width: Math.max(at(now.support_high) - at(now.support_low), 1), height: 10, rx: 5 }),
    svg("rect", { class: "gauge-line", x: 99.5, y: -1, width: 1, height: 12 }),
    known(now.support) && svg("rect", { class: "gauge-dot", x: at(now.support) - 2, y: -1, width: 4, height: 12 }),
  ]);
};
const chance = () => {
  const { approval } = numbersNow();
  return known(approval) && gauge("approval", [svg("rect", { class: "gauge-back", width: 200, height: 10, rx: 5 }), svg("rect", { class: "gauge-chance", width: 200 * approval, height: 10, rx: 5 })]);
};

// The deal's numbers as they would be: without somebody, or when a step of the plan has come off.
const numbersNow = () => {
  if (state.leaving) {
    const then = data.leaving[state.leaving];
    return { ...then, coverage: data.now.coverage === null ? null : then.coverage, reach: data.now.reach === null ? null : then.reach };
  }
  if (state.step) return { ...data.now, ...data.plan.find((each) => each.step === state.step) };
  return data.now;
};
const change = (name, format) => {
  const then = numbersNow()[name], now = data.now[name];
  return state.leaving || state.step ? arrow(now, then, format) : format(now);
};
const drawKpis = () => {
  const now = numbersNow(), next = data.now.next;
  const rival = state.side.startsWith("rival:") ? data.rivals[Number(state.side.split(":")[1])] : null;
  const covered = rival
    ? box("covered", html("p", null, say("rival_covers", { name: rival.name }), " ", html("b", null, percent(rival.coverage))))
    : box("covered", html("p", null, words.votes_covered, " ", html("b", null, change("coverage", percent)), " ", html("span", { class: "soft" }, known(now.reach) ? say("of_in_reach", { share: percent(now.reach) }) : words.no_contact_recorded)), shares());
  const nextParts = next === null ? [words.no_entry] : [words.next, " ", link(`person:${next}`)];
  part("kpis").replaceChildren(
    covered,
    box("support", html("p", null, words.support, " ", html("b", null, change("support", signed)), " ", html("span", { class: "soft" }, known(now.support_low) ? say("may_be", { low: signed(now.support_low), high: signed(now.support_high) }) : "")), range()),
    box("approval", html("p", null, words.approval, " ", html("b", null, change("approval", percent)), " ", html("span", { class: "soft" }, words.estimate)), chance()),
    box("next", html("p", null, ...nextParts), html("p", { class: "soft" }, next !== null && data.people[next].path ? data.people[next].path : "")),
  );
};

const drawPlan = () => {
  const strip = part("plan");
  strip.hidden = !data.plan.length;
  if (!data.plan.length || strip.dataset.made) { markPlan(); return; }
  strip.dataset.made = "yes";
  const attempts = data.plan.reduce((sum, each) => sum + each.attempts, 0);
  strip.append(
    html("div", { class: "plan-head" }, html("b", null, words.plan), html("span", { class: "soft" }, say("about_attempts", { people: data.plan.length, attempts: Math.round(attempts) })),
      html("button", { type: "button", class: "small-button", on: { click: () => goToStep(((state.step || 0) % data.plan.length) + 1) } }, words.one_step)),
    html("ol", null, ...data.plan.map((each) => html("li", null, html("button", { type: "button", "data-step": each.step, "aria-pressed": "false", on: { click: () => goToStep(state.step === each.step ? null : each.step) } },
      html("span", { class: "number", "aria-hidden": "true" }, String(each.step)), html("b", null, data.people[each.person].name), html("span", { class: "soft" }, say("support_then", { support: signed(each.support) })))))),
  );
};
const markPlan = () => part("plan").querySelectorAll("[data-step]").forEach((each) => {
  const step = Number(each.dataset.step);
  each.setAttribute("aria-pressed", String(step === state.step));
  each.classList.toggle("done", state.step !== null && step < state.step);
});
const goToStep = (step) => {
  state.step = step;
  state.leaving = null;
  if (step) choose(`person:${data.plan.find((each) => each.step === step).person}`);
  else update();
  markPlan();
};

const switches = (name, choices, now, choose) => html("div", { class: "switches", role: "group", "aria-label": words[name] },
  ...choices.map(([value, content]) => html("button", { type: "button", "data-value": value, "aria-pressed": String(value === now), on: { click: () => choose(value) } }, content)));

const makeTools = () => {
  const count = (name) => (views[name] ? ` ${views[name].count}` : "");
  const shown = [["matters", words.who_matters + count("matters")], ["committee", words.committee + count("committee")], ["everyone", words.everyone + count("everyone")], ["list", words.list]];
  part("views").replaceChildren(html("span", { class: "tool-name" }, words.show), switches("show", shown, state.view, (value) => { state.view = value; state.zoom = null; update(); }));
  const lines = data.kinds.filter((kind) => kind.count);
  part("lines").replaceChildren(html("summary", null, words.lines), html("div", { class: "menu", role: "group", "aria-label": words.lines }, ...lines.map((kind) => html("label", null,
    html("input", { type: "checkbox", value: kind.kind, checked: state.lines.has(kind.kind), on: { change: (event) => { if (event.target.checked) state.lines.add(kind.kind); else state.lines.delete(kind.kind); update(); } } }),
    svg("svg", { viewBox: "0 0 40 12", width: 40, height: 12, class: `line shown ${kind.style}`, "aria-hidden": "true" }, svg("path", { class: "stroke", d: "M1 6H39" })), `${kind.reading} (${kind.count})`))));
  if (data.rivals.length) {
    const sides = [["us", words.us], ...data.rivals.slice(0, 4).map((rival, number) => [`rival:${number}`, rival.name]), ["difference", words.difference]];
    part("sides").replaceChildren(html("span", { class: "tool-name" }, words.whose), switches("whose", sides, state.side, (value) => { state.side = value; update(); }));
  }
  makeFilters();
};

const makeFilters = () => {
  const roles = [...new Set(data.people.flatMap((person) => person.roles || []))].sort();
  const departments = [...new Set(data.people.map((person) => person.dept).filter(Boolean))].sort();
  const choices = {
    stance: ["for", "against", "neutral", "unknown"].map((each) => [each, words[`is_${each}`]]),
    role: [["votes", words.has_vote], ...roles.map((role) => [role, role])],
    layer: data.bands.names.slice(0, data.bands.layers).map((name, band) => [String(band), name]),
    department: departments.map((name) => [name, name]),
  };
  const select = (name) => html("label", null, words[name], html("select", { "data-filter": name, on: { change: (event) => { if (event.target.value) state.filters.set(name, event.target.value); else state.filters.delete(name); update(); } } },
    html("option", { value: "" }, words.all), ...choices[name].map(([value, content]) => html("option", { value }, content))));
  part("filters").replaceChildren(html("summary", null, words.filter), html("div", { class: "menu" }, ...Object.keys(choices).filter((name) => choices[name].length > 1).map(select)));
};

const drawTools = () => {
  part("views").querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.value === state.view)));
  part("sides").querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.value === state.side)));
  part("filters").classList.toggle("on", state.filters.size > 0);
};

// Search over name, title and department, whatever the accents.
const folded = (content) => content.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const searched = data.people.map((person) => folded([person.name, person.title, person.dept, person.id].filter(known).join(" ")));
const search = part("search"), results = part("results");
let active = -1;
const drawResults = () => {
  const wanted = folded(search.value.trim());
  state.query = wanted;
  const found = [];
  if (wanted) for (let k = 0; k < searched.length && found.length < 12; k += 1) if (searched[k].includes(wanted)) found.push(k);
  active = found.length ? 0 : -1;
  results.replaceChildren(...found.map((person, row) => html("li", { role: "option", id: `found-${row}`, "data-person": person, "aria-selected": String(row === 0), on: { mousedown: (event) => { event.preventDefault(); pick(person); } } },
    html("span", { class: `swatch ${stance(data.people[person].support)}`, "aria-hidden": "true" }, glyph(data.people[person].support)), html("b", null, data.people[person].name), " ", html("span", { class: "soft" }, [data.people[person].title, data.people[person].dept].filter(Boolean).join(" · ")))));
  if (wanted && !found.length) results.append(html("li", { class: "soft", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.nobody_found));
  const open = Boolean(wanted);
  results.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  search.setAttribute("aria-activedescendant", found.length ? "found-0" : "");
  if (state.view === "list") drawList();
};
const pick = (person) => { search.value = ""; drawResults(); choose(`person:${person}`, { focus: state.view !== "list" }); };
search.addEventListener("input", drawResults);
search.addEventListener("blur", () => { results.hidden = true; search.setAttribute("aria-expanded", "false"); });
search.addEventListener("keydown", (event) => {
  const found = [...results.querySelectorAll("[data-person]")];
  if (event.key === "Escape") { event.stopPropagation(); search.value = ""; drawResults(); search.blur(); return; }
  if (!found.length) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    found.forEach((each, row) => each.setAttribute("aria-selected", String(row === active)));
    search.setAttribute("aria-activedescendant", `found-${active}`);
  } else if (event.key === "Enter") { event.preventDefault(); pick(Number(found[active].dataset.person)); }
});
