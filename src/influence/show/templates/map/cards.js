// The cards, drawn as SVG: text that can be selected, printed, exported and read aloud; card.py has their lengths.
const rect = (name, x, y, width, height, rx) => svg("rect", { class: name, x, y, width, height, rx });
const centred = { "text-anchor": "middle" };

const pill = (content, name) => {
  const width = widthOf(content, SMALL) + 16, right = WIDTH - CARD.pill_right;
  return svg("g", { class: `pill ${name}` }, rect(null, right - width, CARD.pill_y - CARD.pill, width, 2 * CARD.pill, CARD.pill),
    text(right - width / 2, CARD.pill_y + CARD.pill_text, content, "pill-text", centred));
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

const badgeWidth = (content) => Math.max(widthOf(content, SMALL) + 9, 22);
const badge = (x, content, name) => {
  const width = badgeWidth(content), rx = name === "rival" ? 3 : CARD.badge_height / 2;
  return svg("g", { class: `badge ${name}` }, rect(null, x, CARD.badge_y, width, CARD.badge_height, rx),
    text(x + width / 2, CARD.badge_y + CARD.badge_text, content, "badge-text", centred));
};

// Who of ours is in contact, by their initials, and a rival by name, or how many; what has no room is put shorter.
const contactBadges = (person) => {
  const ours = (person.contacts || []).map(([member]) => initials(data.members[member].name)), many = ours.length;
  const theirs = (person.rivals || []).map(([rival]) => data.rivals[rival].name);
  const shown = theirs.length && many > 1 ? [`${ours[0]}+${many - 1}`] : many > 2 ? [ours[0], `+${many - 1}`] : ours;
  const room = WIDTH - CARD.right - CARD.badges_end - shown.reduce((sum, each) => sum + badgeWidth(each) + 4, 0);
  const long = theirs.length > 1 ? say("rivals_count", { count: theirs.length }) : theirs.length ? cut(theirs[0], SMALL, Math.max(room, CARD.rival) - 9) : "";
  const short = theirs.length > 1 ? String(theirs.length) : theirs.length ? initials(theirs[0]) : "";
  const all = [...shown.map((each) => [each, "ours"]), ...(long ? [[badgeWidth(long) <= room ? long : short, "rival"]] : [])];
  let x = WIDTH - CARD.right - all.reduce((sum, [each]) => sum + badgeWidth(each) + 4, -4);
  return all.map(([content, name]) => {
    const made = badge(x, content, name);
    x += badgeWidth(content) + 4;
    return made;
  });
};

const influenceBar = (person) => {
  const value = person.influence, bar = (name, width) => rect(name, CARD.left, CARD.bar_y, width, CARD.bar_height, CARD.bar_height / 2);
  const filled = known(value) ? [bar("bar-back", CARD.bar_width), bar("bar", CARD.bar_width * value)] : [bar("bar-back unknown", CARD.bar_width)];
  return [...filled, text(CARD.number_x, CARD.number_y, known(value) ? percent(value) : "?", "small soft")];
};

// Name and title in up to three lines.
const namesOf = (person) => {
  const name = wrapped(person.name, NAME, CARD.text_width, 2);
  const title = wrapped(person.title || person.dept || "", TITLE, CARD.text_width, 3 - name.length);
  const lines = [...name.map((line) => [line, person.unnamed ? "name unnamed" : "name"]), ...title.map((line) => [line, "title"])];
  const few = lines.length < 3, down = CARD.line_y + few * CARD.lower, apart = CARD.line + few * CARD.wider;
  return lines.map(([line, kind], row) => text(CARD.left, down + row * apart, line, kind));
};

const diamond = (x, y) => svg("g", { class: "single" }, svg("path", { d: `M${x} ${y - CARD.single}l${CARD.single} ${CARD.single}-${CARD.single} ${CARD.single}-${CARD.single}-${CARD.single}Z` }),
  text(x, y + CARD.pill_text, "!", "single-text", centred));
const frame = (name) => rect(name, 0, 0, WIDTH, CARD_HEIGHT, CARD.radius);
const stripe = (name) => svg("path", { class: `stripe ${name}`, d: `M9 0H${CARD.stripe}V${CARD_HEIGHT}H9a9 9 0 0 1-9-9V9a9 9 0 0 1 9-9Z` });

const personCard = (person) => {
  const stands = stance(person.support), middle = CARD.stripe / 2;
  const strength = known(person.support) && person.support !== 0 ? Math.abs(person.support).toFixed(1).replace(/^0/, "") : "";
  return [
    frame("card-back"), stripe(stands), frame("card-frame"),
    text(middle, strength || person.single ? CARD.glyph_y : CARD.alone_y, glyph(person.support), `glyph ${stands}`, centred),
    strength && text(middle, CARD.strength_y, strength, `strength ${stands}`, centred),
    ...namesOf(person),
    ...influenceBar(person),
    ...contactBadges(person),
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
  const said = (content, short, end) => text(12, CARD.chip_text, widthOf(content, SMALL) > end - 12 ? short : content, "chip-text");
  if (!people.length) return [back, said(say("fold", { count: openedOf(view, number) }), "–", WIDTH - 12)];
  const count = { for: 0, against: 0, neutral: 0, unknown: 0 };
  people.forEach((person) => { count[stance(data.people[person].support)] += 1; });
  const marks = [["for", "+"], ["against", "−"], ["neutral", "0"], ["unknown", "?"]].filter(([kind]) => count[kind]);
  let right = WIDTH - 12;
  const shown = marks.reverse().map(([kind, mark]) => {
    const content = `${mark}${count[kind]}`, drawn = text(right, CARD.chip_text, content, `chip-mark ${kind}`, { "text-anchor": "end" });
    right -= widthOf(content, SMALL) + 9;
    return drawn;
  });
  return [back, said(say("more", { count: people.length }), String(people.length), right), ...shown];
};

const DRAWERS = { person: personCard, seat: seatCard, member: memberCard, rival: rivalCard };
