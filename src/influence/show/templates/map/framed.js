// In the frame of a notebook's widget: whoever is chosen here is told to the page around, which may choose too.
// Only where that page made this one itself (srcdoc), so that nobody learns what they did not bring.
const around = location.href === "about:srcdoc" ? window.parent : null;
const chosenId = () => (state.chosen && state.chosen.startsWith("person:") ? cardOf(state.chosen).id : null);
let told = null;
const tell = () => {
  if (chosenId() === told) return;
  told = chosenId();
  around.postMessage({ influence: "chosen", person: told }, "*");
};
if (around) {
  ["click", "keyup"].forEach((name) => document.addEventListener(name, () => setTimeout(tell)));
  window.addEventListener("message", ({ source, data: asked }) => {
    if (source !== around || !asked || asked.influence !== "choose" || asked.person === chosenId()) return;
    told = asked.person;
    choose(known(asked.person) ? keyOfPerson(String(asked.person)) : null);
  });
}
