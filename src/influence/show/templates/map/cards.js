// The cards, drawn as SVG: text that can be selected, printed, exported and read aloud; card.py has their lengths.
const rect = (name, x, y, width, height, rx) => svg("rect", { class: name, x, y, width, height, rx });
const centred = { "text-anchor": "middle" };

const pill = (content, name) => {
  const width = widthOf(content, SMALL) + 16, right = WIDTH - CARD.pill_right;
  return svg("g", { class: `pill ${name}` }, rect(null, right - width, -CARD.pill, width, 2 * CARD.pill, CARD.pill),
    text(right - width / 2, CARD.pill_text, content, "pill-text", centred));
};

// The role, the share of the votes and the veto, of a person or of an empty seat.
const seatSaid = (holder) => {
  const shown = (holder.roles || []).slice(0, 1);
  const veto = holder.veto && shown[0] !== words.veto ? [words.veto] : [];
  const votes = known(holder.votes) ? [percent(holder.votes)] : [];
  return [...(holder.assumed ? [words.assumed] : shown), ...votes, ...veto].join(" · ");
};
const seatPill = (holder) => {
  const said = seatSaid(holder);
  return said && pill(cut(said, SMALL, WIDTH - 30), holder.assumed ? "assumed" : holder.veto ? "seat with-veto" : "seat");
};

const badge = (right, content, name) => {
  const width = Math.max(widthOf(content, SMALL) + 9, 22), rx = name === "rival" ? 3 : CARD.badge_height / 2;
  return { width, drawn: svg("g", { class: `badge ${name}` }, rect(null, right - width, CARD.badge_y, width, CARD.badge_height, rx),
    text(right - width / 2, CARD.badge_y + CARD.badge_text, content, "badge-text", centred)) };
};

// Who is in contact, from the right: rivals by name, then ours by their initials; and where they begin.
const contactBadges = (person) => {
  const shown = [];
  let right = WIDTH - CARD.right;
  const add = (content, name) => {
    if (right < CARD.badges_end) return;
    const made = badge(right, content, name);
    shown.push(made.drawn);
    right -= made.width + 4;
  };
  const rivals = person.rivals || [], ours = person.contacts || [];
  if (state.side !== "us" || rivals.length < 2) rivals.forEach(([rival]) => add(cut(data.rivals[rival].name, SMALL, CARD.rival), "rival"));
  else add(say("rivals_count", { count: rivals.length }), "rival");
  ours.slice(0, 2).forEach(([member]) => add(initials(data.members[member].name), "ours"));
  if (ours.length > 2) add(`+${ours.length - 2}`, "ours");
  return { shown, begin: right };
};

const influenceBar = (person) => {
  const value = person.influence, bar = (name, width) => rect(name, CARD.left, CARD.bar_y, width, CARD.bar_height, CARD.bar_height / 2);
  const filled = known(value) ? [bar("bar-back", CARD.bar_width), bar("bar", CARD.bar_width * value)] : [bar("bar-back unknown", CARD.bar_width)];
  return [...filled, text(CARD.number_x, CARD.number_y, known(value) ? percent(value) : "?", "small soft")];
};

// Name and title in three lines; the last of them ends where a badge begins.
const namesOf = (person, begin) => {
  const name = wrapped(person.name, NAME, CARD.text_width, 2), last = Math.min(CARD.text_width, begin - CARD.left);
  const title = wrapped(person.title || person.dept || "", TITLE, CARD.text_width, 3 - name.length);
  const lines = [...name.map((line) => [line, person.unnamed ? "name unnamed" : "name"]), ...title.map((line) => [line, "title"])];
  const down = CARD.line_y + (lines.length < 3 ? CARD.lower : 0);
  return lines.map(([line, kind], row) => text(CARD.left, down + row * CARD.line, row < 2 ? line : cutWithin(line, TITLE, last), kind));
};

const diamond = (x, y) => svg("g", { class: "single" }, svg("path", { d: `M${x} ${y - CARD.single}l${CARD.single} ${CARD.single}-${CARD.single} ${CARD.single}-${CARD.single}-${CARD.single}Z` }),
  text(x, y + CARD.pill_text, "!", "single-text", centred));
const frame = (name) => rect(name, 0, 0, WIDTH, CARD_HEIGHT, CARD.radius);
const stripe = (name) => svg("path", { class: `stripe ${name}`, d: `M9 0H${CARD.stripe}V${CARD_HEIGHT}H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9Z` });

const personCard = (person) => {
  const stands = stance(person.support), middle = CARD.stripe / 2, badges = contactBadges(person);
  const strength = known(person.support) && person.support !== 0 ? Math.abs(person.support).toFixed(1).replace(/^0/, "") : "";
  return [
    frame("card-back"), stripe(stands), frame("card-frame"),
    text(middle, strength || person.single ? CARD.glyph_y : CARD.alone_y, glyph(person.support), `glyph ${stands}`, centred),
    strength && text(middle, CARD.strength_y, strength, `strength ${stands}`, centred),
    ...namesOf(person, badges.begin),
    ...influenceBar(person),
    ...badges.shown,
    seatPill(person),
    person.single && diamond(middle, CARD.single_y),
    known(person.step) && svg("g", { class: "step" }, svg("circle", { cx: CARD.step_at, cy: CARD.step_at, r: CARD.step }),
      text(CARD.step_at, CARD.step_at + CARD.pill_text, String(person.step), "step-text", centred)),
  ];
};

const seatCard = (seat) => [
  rect("card-back", 0, 0, WIDTH, CARD.seat, CARD.radius), rect("card-frame", 0, 0, WIDTH, CARD.seat, CARD.radius),
  text(CARD.stripe / 2, CARD.seat_text + 1, "?", "glyph unknown", centred),
  text(CARD.left, CARD.seat_text, cut(seat.name, NAME, CARD.text_width), "name unnamed"), seatPill(seat),
];

// Of our team and of the rivals: the name, and a line of what they have.
const sideCard = (name, called, told, rx) => [
  rect(name, 0, 0, WIDTH, CARD.member, rx),
  ...[[called, NAME, "name"], [told, TITLE, "title"]].map(([content, font, kind], row) => text(CARD.member_left, CARD.member_lines[row], cut(content, font, WIDTH - 2 * CARD.member_left), kind)),
];
const memberCard = (member, number) => {
  const many = count(data.people, (person) => (person.contacts || []).some(([each]) => each === number));
  return [...sideCard("member-back", member.name, fill(many === 1 ? words.one_contact : words.contacts, { count: many }), CARD.member / 2),
    member.single && diamond(WIDTH - CARD.member_left - 4, CARD.member / 2)];
};
const rivalCard = (rival) => sideCard("rival-back", rival.name, say("covers", { share: percent(rival.coverage), reach: percent(rival.reach) }), 4);

// "+5 more", and how those stand who are folded behind it.
const chipCard = (number) => {
  const view = viewNow(), people = stillFolded(view, number), back = rect("chip-back", 0, 0, WIDTH, CARD.chip, 8);
  const said = (content, end) => text(12, CARD.chip_text, cut(content, SMALL, end - 12), "chip-text");
  if (!people.length) return [back, said(say("fold", { count: openedOf(view, number) }), WIDTH - 12)];
  const count = { for: 0, against: 0, neutral: 0, unknown: 0 };
  people.forEach((person) => { count[stance(data.people[person].support)] += 1; });
  const marks = [["for", "+"], ["against", "−"], ["neutral", "0"], ["unknown", "?"]].filter(([kind]) => count[kind]);
  let right = WIDTH - 12;
  const shown = marks.reverse().map(([kind, mark]) => {
    const content = `${mark}${count[kind]}`, drawn = text(right, CARD.chip_text, content, `chip-mark ${kind}`, { "text-anchor": "end" });
    right -= widthOf(content, SMALL) + 9;
    return drawn;
  });
  return [back, said(say("more", { count: people.length }), right), ...shown];
};

const DRAWERS = { person: personCard, seat: seatCard, member: memberCard, rival: rivalCard };
