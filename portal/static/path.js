// The seven captions: which holds now, which were passed.

import { byId, show } from "./dom.js";

export function mark(state) {
  const nav = byId("path");
  show(nav, Boolean(state?.phase));
  for (const step of nav.querySelectorAll("li")) {
    const phases = step.dataset.phases.split(" ");
    const now = phases.includes(state?.phase);
    step.toggleAttribute("data-passed", !now && phases.some((phase) => state?.path?.includes(phase)));
    if (now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
}
