// What may be answered by a press instead of words. It belongs to the last answer only.

import * as box from "./box.js";
import { byId, el, isTyping, show } from "./dom.js";
import { scale } from "./scale.js";
import * as transcript from "./transcript.js";
import { words } from "./words.js";

const region = byId("offers");
const DESTRUCTIVE = /^(discard|erase\.)/;
const ENDING = /^(keep|discard|resume|new|erase\.)/;

let choose = () => {};
let plain = [];
let lastNote = null;
let others = [];

export function onChoose(handler) {
  choose = handler;
}

/** Old choices become plain text, so that no dead button is left. */
export function settle(taken = null) {
  const left = plain.filter((choice) => choice.id !== taken && !ENDING.test(choice.id));
  transcript.offered(left.map((choice) => choice.title));
  clear();
}

export function clear() {
  plain = [];
  region.replaceChildren();
  show(region, false);
}

/** True when the control that had the focus is there again and has it. */
export function render(messages, { chips = [] } = {}) {
  const customs = messages.map((message) => message.custom ?? {});
  const several = customs.find((custom) => custom.several)?.several;
  const measure = customs.find((custom) => custom.scale)?.scale;
  others = customs.find((custom) => custom.others)?.others ?? others;
  const undecided = messages.some((message) => message.choices?.some((choice) => choice.id === "keep"));
  const note = customs.find((custom) => custom.note)?.note ?? (undecided ? lastNote : null);
  lastNote = note;
  const taken = (id) => (several && (id === several.id || id.startsWith(`${several.id}.`))) || id === measure?.id || (note && id === "strike");
  plain = messages.flatMap((message) => message.choices ?? []).filter((choice) => !taken(choice.id));
  const focused = document.activeElement?.dataset?.key;
  region.replaceChildren(
    ...[
      chips.length ? chipsOf(chips) : null,
      note ? noteOf(note) : null,
      several ? cardOf(several, measure) : measure ? measureOf(measure) : null,
      plain.length ? choicesOf(plain) : null,
    ].filter(Boolean),
  );
  show(region, region.childElementCount > 0);
  return Boolean(focused && refocus(focused));
}

export const chipsIn = (messages) => messages.flatMap((message) => message.custom?.chips ?? []);

function refocus(key) {
  const node = region.querySelector(`[data-key="${CSS.escape(key)}"]`);
  node?.focus();
  return node;
}

function choicesOf(choices) {
  let number = 0;
  const buttons = choices.map(({ id, title }) => {
    const key = DESTRUCTIVE.test(id) || number >= 9 ? null : String(++number);
    return el(
      "button",
      { type: "button", "data-number": key, "data-key": `choice.${id}`, onclick: () => choose(id, title) },
      key && el("span", { class: "number", "aria-hidden": "true" }, key),
      title,
    );
  });
  return el("div", { class: "row choices", role: "group", "aria-label": words("offers.choices") }, ...buttons);
}

const nameOf = ({ id }) => id.slice(id.indexOf(".") + 1);

function chipsOf(chips) {
  const buttons = chips.map((chip) => {
    const name = nameOf(chip);
    const press = () => choose(`${chip.on ? "off" : "on"}.${name}`, null, { chip: { ...chip, on: !chip.on } });
    return el("button", { type: "button", class: "chip", "aria-pressed": String(chip.on), "data-key": `chip.${name}`, onclick: press }, chip.title);
  });
  return el(
    "fieldset",
    { class: "chips" },
    el("legend", {}, words("offers.chips")),
    el("div", { class: "row" }, ...buttons),
    anotherOf(others.filter((other) => !chips.some((chip) => nameOf(chip) === nameOf(other)))),
    el("p", { class: "small" }, words("offers.chips_hint")),
  );
}

/** A feeling that was not read, put in. */
function anotherOf(left) {
  if (!left.length) return null;
  const list = el(
    "select",
    { "aria-label": words("offers.another"), "data-key": "another" },
    el("option", { value: "" }, words("offers.another")),
    ...left.map((other) => el("option", { value: other.id }, other.title)),
  );
  const put = () => {
    const other = left.find(({ id }) => id === list.value);
    if (other) choose(other.id, null, { chip: { id: `off.${nameOf(other)}`, title: other.title, on: true } });
  };
  return el("div", { class: "row" }, list, el("button", { type: "button", class: "plain", "data-key": "another.add", onclick: put }, words("offers.another_add")));
}

function measureOf(measure) {
  const set = (value) => choose(measure.id, words("talk.hold_set", { value }), { value });
  return scale(measure, words("offers.scale"), set).node;
}

/** Boxes to tick and, where there is one, the scale, set together by one button. Nothing ticked is "none of these". */
function cardOf({ id, options }, measure) {
  const boxes = options.map((option) => el("input", { type: "checkbox", value: option.id, "data-key": `several.${option.id}` }));
  const slider = measure && scale(measure, words("offers.scale"));
  const done = () => {
    const ticked = options.filter((option, at) => boxes[at].checked);
    const meant = ticked.length ? ticked : options.filter((option) => option.id === "none");
    const moved = slider?.moved() ?? null;
    const before = moved === null ? [] : [{ choice: measure.id, value: moved }];
    const said = [...meant.map((option) => option.title), ...before.map(({ value }) => words("talk.hold_set", { value }))];
    choose(id, said.join(", "), { value: meant.map((option) => option.id), before });
  };
  return el(
    "fieldset",
    { class: "several" },
    el("legend", {}, words("offers.several")),
    ...options.map((option, at) => el("label", {}, boxes[at], el("span", {}, option.title))),
    slider && slider.node,
    el("button", { type: "button", "data-key": "several.done", onclick: done }, words("offers.several_done")),
  );
}

/** Puts the line into the box, by its name, to be written anew and sent like anything else. */
function rewordOf(line) {
  const reword = () => {
    box.put(`${line.caption}: ${line.text}`);
    box.focus();
  };
  return el(
    "button",
    { type: "button", class: "plain", "data-key": `reword.${line.id}`, "aria-label": words("offers.reword_line", { caption: line.caption }), onclick: reword },
    words("offers.reword"),
  );
}

function noteOf(note) {
  const strike = (id) => choose("strike", null, { value: note.filter((line) => line.struck !== (line.id === id)).map((line) => line.id) });
  const lines = note.map((line) =>
    el(
      "li",
      { "data-struck": line.struck },
      el("h3", {}, line.caption),
      el(line.struck ? "s" : "p", { class: "text" }, line.text),
      el(
        "button",
        {
          type: "button",
          class: "plain",
          "data-key": `strike.${line.id}`,
          "aria-label": words(line.struck ? "offers.unstrike_line" : "offers.strike_line", { caption: line.caption }),
          onclick: () => strike(line.id),
        },
        words(line.struck ? "offers.unstrike" : "offers.strike"),
      ),
      line.struck ? null : rewordOf(line),
    ),
  );
  return el("section", { class: "note", "aria-label": words("offers.note") }, el("h2", {}, words("offers.note")), el("ol", {}, ...lines), el("p", { class: "small" }, words("offers.note_hint")));
}

// 1 to 9 pick a choice while nothing is being written. What destroys something has no number.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !/^[1-9]$/.test(event.key)) return;
  const at = document.activeElement;
  if ((isTyping(at) && (at.id !== "box" || at.value)) || document.querySelector("dialog[open]")) return;
  const button = region.querySelector(`[data-number="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
