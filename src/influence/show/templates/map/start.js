// Everything is there: read the address, and draw.
if (matchMedia("(max-width: 800px)").matches) state.view = "list";
makeTools();
readAddress();
update();
if (state.chosen) bringIntoSight(state.chosen, false);
window.addEventListener("hashchange", () => { readAddress(); update(); });
