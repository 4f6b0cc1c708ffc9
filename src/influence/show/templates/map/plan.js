// The plan, step by step: the strip below the map, the path on it, and the numbers above before and after.
const makePlan = () => {
  const strip = part("plan");
  strip.hidden = !data.plan.length;
  if (!data.plan.length) return;
  strip.append(
    html("div", { class: "plan-head" }, html("b", null, words.plan), html("span", { class: "soft" }, data.plan_line),
      html("button", { type: "button", class: "small-button", on: { click: () => goToStep(((state.step || 0) % data.plan.length) + 1) } }, words.one_step)),
    html("ol", null, ...data.plan.map(stepOf)),
  );
};
const stepOf = ({ step, person, support }) => html("li", null,
  html("button", { type: "button", "data-step": step, "aria-pressed": "false", on: { click: () => goToStep(state.step === step ? null : step) } },
    html("span", { class: "number" }, String(step)), html("b", null, data.people[person].name), html("span", { class: "soft" }, say("support_then", { support: signed(support) }))));

const markPlan = () => part("plan").querySelectorAll("[data-step]").forEach((each) => {
  const step = Number(each.dataset.step);
  each.setAttribute("aria-pressed", String(step === state.step));
  each.parentNode.classList.toggle("done", state.step !== null && step < state.step);
  if (step === state.step) each.scrollIntoView({ block: "nearest", inline: "nearest" });
});
const goToStep = (step) => {
  Object.assign(state, { step, leaving: null });
  if (step) choose(`person:${data.plan.find((each) => each.step === step).person}`);
  else update();
};
