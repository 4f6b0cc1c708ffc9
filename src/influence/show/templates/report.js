"use strict";
// People are links: one click marks the same person wherever the page names them, and opens what is folded there.
const NAMED = 'a[href^="#person="]';
const people = Array.from(document.querySelectorAll(NAMED));
const personOf = (link) => decodeURIComponent(link.hash.slice("#person=".length));
const folds = Array.from(document.querySelectorAll("details"));

function mark(person) {
  for (const each of people) {
    const same = person !== null && personOf(each) === person;
    each.classList.toggle("is-marked", same);
    const row = each.closest("tr");
    if (row && row.querySelector(NAMED) === each) row.classList.toggle("has-marked", same);
  }
}

function follow() {
  const [name, value] = location.hash.slice(1).split("=");
  if (name === "person") return mark(decodeURIComponent(value || ""));
  const target = name && document.getElementById(name);
  const fold = target && target.closest("details");
  if (!fold) return undefined;
  fold.open = true;
  return target.scrollIntoView();
}

function opened(open) {
  for (const fold of folds) if (fold.classList.contains("printed")) fold.open = open;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(NAMED);
  if (!link) return;
  // A person marked already is let go; the page stays where it is.
  event.preventDefault();
  const marked = link.classList.contains("is-marked");
  history.replaceState(null, "", marked ? "#" : link.getAttribute("href"));
  mark(marked ? null : personOf(link));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") mark(null);
});
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => opened(true));
addEventListener("afterprint", () => opened(false));
follow();
