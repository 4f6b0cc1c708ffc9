// Search over name, title and department, whatever the accents.
const FOUND_AT_MOST = 12;
const bare = (content) => content.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// Made when somebody first searches: thousands of names are not looked at for nothing.
let texts = null;
const searchTexts = () => {
  texts = texts || data.people.map((person) => bare([person.name, person.title, person.dept, person.id].filter(known).join(" ")));
  return texts;
};
const matching = (wanted, most) => {
  const found = [];
  if (wanted) for (let k = 0; k < data.people.length && found.length < most; k += 1) if (searchTexts()[k].includes(wanted)) found.push(k);
  return found;
};

const search = part("search"), results = part("results");
let active = -1;
const resultFor = (number, row) => {
  const person = data.people[number];
  return html("li", { role: "option", id: `found-${row}`, "data-person": number, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); pick(number); } } },
    swatch(stance(person.support), glyph(person.support)), html("b", null, html("bdi", null, person.name)), " ", html("span", { class: "soft" }, [person.title, person.dept].filter(Boolean).join(" · ")));
};
const activeIs = (row) => {
  active = row;
  results.querySelectorAll("[data-person]").forEach((each, k) => each.setAttribute("aria-selected", String(k === row)));
  if (row >= 0) search.setAttribute("aria-activedescendant", `found-${row}`); else search.removeAttribute("aria-activedescendant");
};
const showResults = (open) => {
  results.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
};
const drawResults = () => {
  const wanted = bare(search.value.trim()), found = matching(wanted, FOUND_AT_MOST);
  state.query = wanted;
  results.replaceChildren(...found.map(resultFor));
  if (wanted && !found.length) results.append(html("li", { class: "soft", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words.nobody_found));
  activeIs(found.length ? 0 : -1);
  // The list itself shows who is found.
  showResults(Boolean(wanted) && state.view !== "list");
  if (state.view === "list") drawList();
};
const clearSearch = () => { search.value = ""; drawResults(); };
const pick = (person) => { clearSearch(); choose(`person:${person}`, { focus: true }); };

search.addEventListener("input", drawResults);
search.addEventListener("blur", () => showResults(false));
search.addEventListener("keydown", (event) => {
  const many = results.querySelectorAll("[data-person]").length;
  if (event.key === "Escape") { event.stopPropagation(); clearSearch(); search.blur(); }
  else if (!many) return;
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); activeIs((active + (event.key === "ArrowDown" ? 1 : many - 1)) % many); }
  else if (event.key === "Enter") { event.preventDefault(); pick(Number(results.children[active].dataset.person)); }
});
