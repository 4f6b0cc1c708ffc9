// The strip of numbers above the map: as they are, and before and after where somebody leaves or a step comes off.
const box = (name, ...children) => html("div", { class: `kpi ${name}` }, ...children);
const gauge = (name, children) => svg("svg", { class: `gauge ${name}`, viewBox: "0 0 200 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...children);
// Of a side: the votes it covers, those within its reach, and the line to pass.
const shares = ({ coverage, reach }, name = "ours") => {
  const { line } = data.now;
  return gauge(`votes ${name}`, [
    svg("rect", { class: "gauge-back", width: 200, height: 10, rx: 5 }),
    known(reach) && svg("rect", { class: "gauge-reach", width: 200 * reach, height: 10, rx: 5 }),
    known(coverage) && svg("rect", { class: "gauge-covered", width: 200 * coverage, height: 10, rx: 5 }),
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
const inReach = (reach) => html("span", { class: "soft" }, known(reach) ? say("of_in_reach", { share: percent(reach) }) : words.no_contact_recorded);
const bold = (content) => html("b", null, content);
// Whose votes: ours, a rival's, or all sides' below each other.
const covered = () => {
  const ours = numbersNow();
  if (state.side === "us") return box("covered", html("p", null, words.votes_covered, " ", bold(change("coverage", percent)), " ", inReach(ours.reach)), shares(ours));
  if (state.side !== "difference") {
    const rival = data.rivals[Number(state.side.split(":")[1])];
    return box("covered", html("p", null, say("rival_covers", { name: rival.name }), " ", bold(percent(rival.coverage)), " ", inReach(rival.reach)), shares(rival, "theirs"));
  }
  const sides = [{ ...ours, name: words.us }, ...data.rivals];
  return box("covered sides", ...sides.map((side, number) => html("p", null, html("span", null, side.name), shares(side, number ? "theirs" : "ours"), bold(percent(side.coverage)), inReach(side.reach))));
};
// With whom to begin; where it is too early for anybody, what is to be found out before.
const entrance = (next) => {
  const { before } = data.now, what = before && html("p", null, words.next, " ", before);
  if (next === null) return [what || html("p", null, words.no_entry)];
  const first = what ? words.then : data.now.would_begin ? words.would_begin : words.next;
  return [what, html("p", null, first, " ", link(`person:${next}`)), what ? null : html("p", { class: "soft" }, data.people[next].path)];
};
const drawNumbers = () => {
  const now = numbersNow(), { next } = data.now;
  part("kpis").replaceChildren(
    covered(),
    box("support", html("p", null, words.support, " ", html("b", null, change("support", signed)), " ", html("span", { class: "soft" }, known(now.support_low) ? say("may_be", { low: signed(now.support_low), high: signed(now.support_high) }) : "")), range()),
    box("approval", html("p", null, words.approval, " ", html("b", null, change("approval", percent)), " ", html("span", { class: "soft" }, words.estimate)), chance()),
    box("entry", ...entrance(next)),
  );
};

