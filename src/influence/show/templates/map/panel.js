// The panel: why this person, the arithmetic, who is in contact, what if they leave, relationships as links.
const panel = part("panel");
const link = (key, content) => html("button", { type: "button", class: "link", on: { click: () => choose(key, { focus: true }) } }, content || nameOf(key));
const row = (name, value, kind) => html("div", { class: "fact" }, html("dt", null, name), html("dd", { class: kind }, value));
const heading = (content) => html("h3", null, content);
const list = (...rows) => html("dl", null, ...rows);

const drawPanel = () => {
  const chosen = state.chosen;
  panel.replaceChildren(...(chosen ? chosenPanel(chosen) : restPanel()).filter(Boolean));
  app.classList.toggle("has-chosen", Boolean(chosen));
};

const chosenPanel = (key) => {
  const [kind, number] = key.split(":");
  const make = { person: personPanel, member: memberPanel, seat: seatPanel, rival: rivalPanel }[kind];
  return [
    html("button", { type: "button", class: "close", "aria-label": words.close, on: { click: closePanel } }, "×"),
    ...make(cardOf(key), Number(number)),
  ];
};

const why = (person) => {
  const parts = [];
  if (data.now.next !== null && data.people[data.now.next] === person) parts.push(html("strong", null, data.now.would_begin ? words.would_go_here : words.go_in_here), " ");
  if (known(person.step)) parts.push(`${say("step_number", { step: person.step })}: ${data.plan.find((each) => each.step === person.step).reason} `);
  else if (known(person.reason)) parts.push(`${data.reasons[person.reason]} `);
  if (person.single) parts.push(`${words.single_point}. `);
  if (person.topic) parts.push(say("talk_about", { topic: person.topic }));
  return parts.length ? [html("p", { class: "why" }, ...parts)] : [];
};

const arithmetic = (person) => {
  if (!known(person.gain)) return [];
  const factors = [["access", person.access], ["move", person.move], ["headroom", person.headroom], ["leverage", person.leverage]];
  return [
    heading(words.worth),
    html("div", { class: "equation" }, ...factors.flatMap(([name, value], place) => [
      ...(place ? [html("span", { class: "times", "aria-hidden": "true" }, "×")] : []),
      html("span", null, html("b", null, plain(value)), html("small", null, words[name]))])),
    html("p", { class: "result" }, say("worth_is", { gain: person.gain > 0 && person.gain < 0.0005 ? "<0.001" : minus(person.gain.toFixed(3)) })),
    person.path && html("p", { class: "soft" }, say("path_is", { path: person.path })),
  ];
};

const contactRows = (person) => {
  const ours = (person.contacts || []).map(([member, depth, age]) => row(link(`member:${member}`), contactSaid(depth, age), age > 14 ? "late" : null));
  const theirs = (person.rivals || []).map(([rival, names]) => row(`${data.rivals[rival].name}${names ? ` (${names})` : ""}`, words.rival));
  return [heading(words.in_contact), ours.length || theirs.length ? list(...ours, ...theirs) : html("p", { class: "soft" }, words.no_contact)];
};
const contactSaid = (depth, age) => {
  const when = !known(age) ? words.no_date : age === 1 ? words.one_day_ago : say("days_ago", { count: age });
  return `${say("depth", { depth: plain(depth, 1) })} · ${when}`;
};

const arrow = (one, other, format) => `${format(one)} → ${format(other)}`;
const leavingRows = (number) => {
  const then = data.leaving[number], { now } = data;
  if (!then) return [heading(words.if_leaves), html("p", { class: "soft" }, words.not_worked_out)];
  const covered = (name) => arrow(now[name], now[name] === null ? null : then[name], percent);
  return [
    heading(words.if_leaves),
    list(row(words.votes_covered, covered("coverage")), row(words.within_reach, covered("reach")), row(words.support, arrow(now.support, then.support, signed)),
      row(words.cut_off, then.cut_off.length ? html("span", null, ...then.cut_off.slice(0, 6).flatMap((person, k) => [k ? ", " : "", link(`person:${person}`)]), then.cut_off.length > 6 ? ` ${say("more", { count: then.cut_off.length - 6 })}` : "") : "0")),
  ];
};
const actions = (person, number) => {
  const on = state.leaving === number;
  return html("p", { class: "actions" },
    data.leaving[number] && html("button", { type: "button", class: "action", "aria-pressed": String(on), "data-part": "what-if", on: { click: () => leave(on ? null : number) } }, on ? words.back_with : words.see_without),
    html("button", { type: "button", class: "action quiet", on: { click: (event) => copied(event.target, said(person)) } }, words.copy));
};
const leave = (number) => {
  Object.assign(state, { leaving: number, step: null });
  update();
  const again = part("what-if");
  if (again) again.focus();
};

const tieRows = (number) => {
  const ties = tiesOf[number];
  if (!ties.length) return [];
  const said = ties.map((tie) => {
    const other = tie.source === number ? tie.target : tie.source;
    const [before, after] = fill((kinds[tie.kind] || {}).sentence || "{one} – {other}", {
      one: tie.source === number ? data.people[number].name : "\u0000", other: tie.target === number ? data.people[number].name : "\u0000",
    }).split("\u0000");
    return html("li", null, before, link(`person:${other}`, data.people[other].name), after || "");
  });
  const shown = html("ul", { class: "ties" }, ...said.slice(0, 12));
  const rest = said.length > 12 ? html("details", null, html("summary", null, say("more", { count: said.length - 12 })), html("ul", { class: "ties" }, ...said.slice(12))) : null;
  return [heading(`${words.relationships} (${ties.length})`), shown, rest];
};

const personPanel = (person, number) => [
  html("h2", { tabindex: -1 }, html("bdi", null, person.name)),
  html("p", { class: "soft" }, [person.title, person.dept, known(person.boss) ? say("reports_to", { name: data.people[person.boss].name }) : null].filter(Boolean).join(" · ")),
  ...why(person),
  actions(person, String(number)),
  ...arithmetic(person),
  heading(words.where_stands),
  list(...standing(person)),
  ...contactRows(person),
  ...leavingRows(String(number)),
  ...tieRows(number),
];
const standing = (person) => {
  const votes = known(person.votes) ? say("share_of_votes", { share: percent(person.votes) }) : words.no_vote;
  return [
    row(words.support, `${glyph(person.support)} ${known(person.support) && person.support !== 0 ? `${plain(Math.abs(person.support))}, ` : ""}${stanceSaid(person.support)}`, stance(person.support)),
    row(words.influence, percent(person.influence)), row(words.participation, percent(person.participation)),
    row(words.seat, [...(person.roles || []), votes, person.veto && words.veto, person.assumed && words.assumed].filter(Boolean).join(", ")),
  ];
};
const copied = async (button, content) => {
  try { await navigator.clipboard.writeText(content); button.textContent = words.copied; } catch { window.prompt(words.copy, content); }
};

const memberPanel = (member, number) => {
  const known = data.people.flatMap((person, k) => (person.contacts || []).filter(([each]) => each === number).map(([, depth, age]) => row(link(`person:${k}`), contactSaid(depth, age), age > 14 ? "late" : null)));
  return [html("h2", { tabindex: -1 }, member.name), html("p", { class: "soft" }, words.our_team), member.single && html("p", { class: "why" }, `${words.single_point}.`),
    heading(words.in_contact), known.length ? list(...known) : html("p", { class: "soft" }, words.nobody)];
};
const seatPanel = (seat) => [html("h2", { tabindex: -1 }, seat.name), html("p", { class: "soft" }, seat.title), list(row(words.votes, known(seat.votes) ? percent(seat.votes) : words.no_vote), row(words.veto, seat.veto ? words.yes : words.no))];
const rivalPanel = (rival, number) => {
  const known = data.people.flatMap((person, k) => (person.rivals || []).filter(([each]) => each === number).map(([, names]) => row(link(`person:${k}`), names || "")));
  return [html("h2", { tabindex: -1 }, rival.name), html("p", { class: "soft" }, say("covers", { share: percent(rival.coverage) })), heading(words.in_contact), known.length ? list(...known) : html("p", { class: "soft" }, words.nobody)];
};

// Nobody is chosen: how many are shown, what is assumed, and how to read the map.
const swatch = (kind, mark) => html("span", { class: `swatch ${kind}`, "aria-hidden": "true" }, mark);
const legendOf = () => [
  ["for", "+"], ["against", "−"], ["neutral", "0"], ["unknown", "?"], ["seat", "%"], ...(data.now.assumed ? [["assumed", "%"]] : []),
  ["single", "!"], ["step", "1"], ["ours", "AB"], ["rival", "R"], ["bar", ""],
];
const restPanel = () => {
  const view = viewNow(), all = data.people.length, everybody = state.view === "list" || view.count === all;
  return [
    html("h2", null, words.how_to_read),
    html("p", { class: "soft" }, everybody ? say("all_shown", { count: all }) : say("some_shown", { count: view.count, all })),
    html("ul", { class: "legend" }, ...legendOf().map(([kind, mark]) => html("li", null, swatch(kind, mark), words[`legend_${kind}`]))),
    html("p", { class: "soft hint" }, words.hint),
  ];
};
