// A slider with its two ends in words. With `set` it has a button of its own; without, whoever made it asks for its value.

import { el } from "./dom.js";
import { words } from "./words.js";

/** `{ node, moved }`: `moved()` is the number it was moved to, null while it was left alone. */
export function scale({ id, min, max, value, low, high }, label, set = null) {
  const name = `scale-${crypto.randomUUID()}`;
  const start = value ?? Math.round((min + max) / 2);
  const input = el("input", { type: "range", id: name, min, max, step: 1, value: start, "data-key": `scale.${id}` });
  const figure = el("output", { for: name });
  const done = set && el("button", { type: "button", "data-key": `set.${id}`, onclick: () => set(Number(input.value)) });
  let moved = null;
  const say = () => {
    if (done) done.textContent = words("offers.scale_done", { value: input.value });
    else figure.textContent = moved === null ? "" : words("talk.hold_set", { value: moved });
    input.setAttribute("aria-valuetext", words("talk.hold_set", { value: input.value }));
  };
  input.addEventListener("input", () => {
    moved = Number(input.value);
    say();
  });
  say();
  const ends = [el("span", { class: "small" }, low), el("span", { class: "small" }, high)];
  const track = el("div", { class: "track" }, input, ...ends);
  return { node: el("div", { class: "scale" }, el("label", { for: name }, label, " ", figure), track, done), moved: () => moved };
}
