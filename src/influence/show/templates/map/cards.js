// The cards, drawn as SVG: text that can be selected, printed, exported and read aloud.
const STRIPE = 26, TEXT_LEFT = 34, TEXT_WIDTH = WIDTH - TEXT_LEFT - 6;

const pill = (right, y, content, name) => {
  const width = widthOf(content, SMALL) + 16;
  return svg("g", { class: `pill ${name}` },
    svg("rect", { x: right - width, y: y - 10, width, height: 20, rx: 10 }),
    text(right - width / 2, y + 4, content, "pill-text", { "text-anchor": "middle" }));
};

const seatSaid = (person) => {
  const shown = (person.roles || []).slice(0, 1);
  const veto = person.veto && shown[0] !== "veto" ? [words.veto] : [];
  const votes = known(person.votes) ? [percent(person.votes)] : [];
  return [...(person.assumed ? [words.assumed] : shown), ...votes, ...veto].join(" · ");
};

const badge = (x, y, content, name) => {
  const width = Math.max(widthOf(content, SMALL) + 9, 22);
  return { width, drawn: svg("g", { class: `badge ${name}` },
    svg("rect", { x: x - width, y, width, height: 18, rx: name === "rival" ? 3 : 9 }),
    text(x - width / 2, y + 13.5, content, "badge-text", { "text-anchor": "middle" })) };
};

// Who is in contact, from the right: rivals by name, then ours by their initials.
const contactBadges = (person) => {
  const shown = [], sides = state.side;
  let right = WIDTH - 6;
  const add = (content, name) => {
    if (right < TEXT_LEFT + 96) return;
    const made = badge(right, 56, content, name);
    shown.push(made.drawn);
    right -= made.width + 4;
  };
  const rivals = person.rivals || [], ours = person.contacts || [];
  if (sides !== "us" || rivals.length < 2) rivals.forEach(([rival]) => add(cut(data.rivals[rival].name, SMALL, 58), "rival"));
  else add(say("rivals_count", { count: rivals.length }), "rival");
  ours.slice(0, 2).forEach(([member]) => add(initials(data.members[member].name), "ours"));
  if (ours.length > 2) add(`+${ours.length - 2}`, "ours");
  return shown;
};

const influenceBar = (person) => {
  const value = person.influence;
  const bar = [svg("rect", { class: known(value) ? "bar-back" : "bar-back unknown", x: TEXT_LEFT, y: 63, width: 44, height: 6, rx: 3 })];
  if (known(value)) bar.push(svg("rect", { class: "bar", x: TEXT_LEFT, y: 63, width: 44 * value, height: 6, rx: 3 }));
  bar.push(text(TEXT_LEFT + 49, 70, known(value) ? percent(value) : "?", "small soft"));
  return bar;
};

const personCard = (person) => {
  const name = wrapped(person.name, NAME, TEXT_WIDTH, 2);
  const title = wrapped(person.title || person.dept || "", TITLE, TEXT_WIDTH, 3 - name.length);
  const seat = seatSaid(person);
  const lines = [...name.map((line) => [line, person.unnamed ? "name unnamed" : "name"]), ...title.map((line) => [line, "title"])];
  const strength = known(person.support) && person.support !== 0 ? Math.abs(person.support).toFixed(1).replace(/^0/, "") : "";
  return [
    svg("rect", { class: "card-back", width: WIDTH, height: CARD_HEIGHT, rx: 9 }),
    svg("path", { class: `stripe ${stance(person.support)}`, d: `M9 0H${STRIPE}V${CARD_HEIGHT}H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9Z` }),
    text(STRIPE / 2, strength ? 38 : 46, glyph(person.support), `glyph ${stance(person.support)}`, { "text-anchor": "middle" }),
    strength && text(STRIPE / 2, 56, strength, `strength ${stance(person.support)}`, { "text-anchor": "middle" }),
    svg("rect", { class: "card-frame", width: WIDTH, height: CARD_HEIGHT, rx: 9 }),
    ...lines.map(([line, kind], row) => text(TEXT_LEFT, 24 + row * 14.5, line, kind)),
    ...influenceBar(person),
    ...contactBadges(person),
    seat && pill(WIDTH - 8, 0, cut(seat, SMALL, WIDTH - 30), person.assumed ? "assumed" : person.veto ? "seat with-veto" : "seat"),
    person.single && svg("g", { class: "single" }, svg("path", { d: `M13 ${CARD_HEIGHT - 10}l10 10-10 10-10-10Z` }), text(13, CARD_HEIGHT + 4, "!", "single-text", { "text-anchor": "middle" })),
    known(person.step) && svg("g", { class: "step" }, svg("circle", { cx: 2, cy: 2, r: 11 }), text(2, 6.5, String(person.step), "step-text", { "text-anchor": "middle" })),
  ];
};

const seatCard = (seat) => [
  svg("rect", { class: "card-back", width: WIDTH, height: CARD_HEIGHT, rx: 9 }),
  text(STRIPE / 2, 46, "?", "glyph unknown", { "text-anchor": "middle" }),
  svg("rect", { class: "card-frame", width: WIDTH, height: CARD_HEIGHT, rx: 9 }),
  text(TEXT_LEFT, 24, seat.name, "name unnamed"),
  ...wrapped(seat.title, TITLE, TEXT_WIDTH, 2).map((line, row) => text(TEXT_LEFT, 40 + row * 14.5, line, "title")),
  known(seat.votes) && pill(WIDTH - 8, 0, [percent(seat.votes), ...(seat.veto ? [words.veto] : [])].join(" · "), seat.veto ? "seat with-veto" : "seat"),
];

const memberCard = (member, number) => {
  const many = count(data.people, (person) => (person.contacts || []).some(([each]) => each === number));
  return [
    svg("rect", { class: "member-back", width: WIDTH, height: 44, rx: 22 }),
    text(20, 19, cut(member.name, NAME, WIDTH - 40), "name"),
    text(20, 34, fill(many === 1 ? words.one_contact : words.contacts, { count: many }), "title"),
    member.single && svg("g", { class: "single" }, svg("path", { d: `M${WIDTH - 22} 12l10 10-10 10-10-10Z` }), text(WIDTH - 22, 26, "!", "single-text", { "text-anchor": "middle" })),
  ];
};

const rivalCard = (rival) => [
  svg("rect", { class: "rival-back", width: WIDTH, height: 44, rx: 4 }),
  text(14, 19, cut(rival.name, NAME, WIDTH - 28), "name"),
  text(14, 34, say("covers", { share: percent(rival.coverage) }), "title"),
];

// "+5 more", and how those stand who are folded behind it.
const chipCard = (number) => {
  const view = viewNow(), people = stillFolded(view, number);
  if (!people.length) return [
    svg("rect", { class: "chip-back", width: WIDTH, height: 30, rx: 8 }),
    text(12, 20, cut(say("fold", { count: openedOf(view, number) }), SMALL, WIDTH - 24), "chip-text"),
  ];
  const count = { for: 0, against: 0, neutral: 0, unknown: 0 };
  people.forEach((person) => { count[stance(data.people[person].support)] += 1; });
  const marks = [["for", "+"], ["against", "−"], ["neutral", "0"], ["unknown", "?"]].filter(([kind]) => count[kind]);
  let right = WIDTH - 12;
  const shown = marks.reverse().map(([kind, mark]) => {
    const content = `${mark}${count[kind]}`, drawn = text(right, 20, content, `chip-mark ${kind}`, { "text-anchor": "end" });
    right -= widthOf(content, SMALL) + 9;
    return drawn;
  });
  return [
    svg("rect", { class: "chip-back", width: WIDTH, height: 30, rx: 8 }),
    text(12, 20, cut(say("more", { count: people.length }), SMALL, right - 14), "chip-text"),
    ...shown,
  ];
};

const DRAWERS = { person: personCard, seat: seatCard, member: memberCard, rival: rivalCard };
