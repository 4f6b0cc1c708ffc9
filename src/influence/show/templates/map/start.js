// Everything is there: read the address, and draw.
makeTools();
makePlan();
readAddress();
update();
if (state.chosen) bringIntoSight(state.chosen, false);
window.addEventListener("hashchange", () => { readAddress(); update(); });
