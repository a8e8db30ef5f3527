// The debrief on the page: one turn at a time, kept until it is answered.

import * as api from "./api.js";
import * as box from "./box.js";
import { byId, isTyping, show } from "./dom.js";
import * as offers from "./offers.js";
import { whenUp } from "./parts.js";
import { mark } from "./path.js";
import { scale } from "./scale.js";
import * as transcript from "./transcript.js";
import { longTime, words } from "./words.js";

const ATTEMPTS = [2, 4, 8, 15, 30];
const SLOW = 400;

let chips = [];
let waiting = null; // the turn that has no answer yet
let picked = {}; // what was chosen before the first words: it goes ahead of them
let ahead = []; // turns that go out before the one that is shown
let timer = 0;
let onSignedOut = () => {};

/** Shows what stands open, or the blank page. */
export async function begin({ signedOut }) {
  onSignedOut = signedOut;
  const [current, kept] = await Promise.all([api.current(), api.kept()]);
  for (const line of byId("welcome").querySelectorAll("[data-first]")) show(line, !kept.length);
  for (const line of byId("welcome").querySelectorAll("[data-again]")) show(line, kept.length > 0);
  if (waiting) return retry();
  if (!current?.debrief) return blank();
  return leftOpen(current);
}

function blank() {
  chips = [];
  picked = {};
  transcript.clear();
  offers.clear();
  mark({ phase: "arrive", path: [] });
  show(byId("left-open"), false);
  show(byId("closed"), false);
  show(byId("welcome"));
  arrive(true);
  for (const button of byId("arrive").querySelectorAll("[data-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.choice === "time.10"));
  }
  show(byId("composer"));
  talking(false);
  box.prompt("box.first");
  focusBox();
}

function talking(now) {
  show(byId("standing"), now);
  ways(false);
  byId("composer").classList.toggle("stays", now);
}

function ways(shown) {
  show(byId("ways"), shown);
  byId("more").setAttribute("aria-expanded", String(shown));
  if (shown) scrollBy(0, byId("ways").offsetHeight);
}

function arrive(shown) {
  show(byId("arrive"), shown);
  if (!shown) return;
  const ends = { id: "hold", min: 0, max: 10, value: null, low: words("arrive.hold_low"), high: words("arrive.hold_high") };
  byId("arrive-hold").replaceChildren(scale(ends, words("arrive.hold"), (value) => pick("hold", value)).node);
}

function leftOpen(current) {
  const first = current.transcript.find((line) => line.who === "therapist");
  if (!first) return restore(current);
  byId("left-open-when").textContent = words("left_open.when", { when: longTime(first.at) });
  byId("left-open-first").textContent = first.text;
  show(byId("left-open"));
  show(byId("welcome"), false);
  arrive(false);
  mark(current.answer?.state);
  box.prompt("box.next");
  byId("left-open-resume").onclick = () => {
    restore(current);
    if (!waiting) choose("resume", null);
  };
  byId("left-open-new").onclick = () => {
    pickUp = null;
    show(byId("left-open"), false);
    choose("new", null);
  };
  byId("left-open-resume").focus();
  pickUp = () => restore(current);
}

/** Words typed while the card stands belong to what was open: its lines are shown first. */
let pickUp = null;

function restore(current) {
  pickUp = null;
  show(byId("left-open"), false);
  show(byId("welcome"), false);
  transcript.clear();
  const lines = current.transcript.map((line) => transcript.add(line.who, line.text, line.at));
  mark(current.answer?.state);
  if (current.pending) {
    const line = lines.filter((each) => each.classList.contains("therapist")).at(-1) ?? null;
    waiting = { said: { turn_id: current.pending }, line, typed: null, chip: null, attempts: 0, stored: true, kept: true };
    later("pending.waiting");
  } else if (current.answer) {
    chips = offers.chipsIn(current.answer.messages);
    offers.render(current.answer.messages, { chips });
  }
  settled();
}

function showAgain(current) {
  if (current?.debrief) restore(current);
  else blank();
}

/** Time, need and hold before the first words: nothing is stored until something is said. */
function pick(choice, value = null) {
  picked[choice.split(".")[0]] = { choice, value };
  byId("arrive-said").textContent = choice === "hold" ? words("talk.hold_set", { value }) : "";
}

/** A text from the box, with the identifiers the therapist left as they are. */
export function say(text, keep, shown) {
  return take({ turn_id: crypto.randomUUID(), text, keep }, shown, text);
}

/** A choice. Without a title nothing is written down as said. `before` are choices that go out just ahead of it. */
export function choose(id, title, { value = null, chip = null, before = [] } = {}) {
  if (busy()) return box.notice(words("box.one_at_a_time"));
  return take({ turn_id: crypto.randomUUID(), choice: id, value }, title, null, { chip, before });
}

export const busy = () => waiting !== null;

/** Something was written that only this page holds. */
export const unsent = () => waiting !== null && !waiting.kept;

function take(said, shown, typed, { chip = null, before = [] } = {}) {
  box.notice("");
  pickUp?.();
  if (busy()) {
    if (typed) box.put(typed);
    return box.notice(words("box.one_at_a_time"));
  }
  const quiet = shown === null;
  if (!quiet) offers.settle(said.choice);
  show(byId("welcome"), false);
  show(byId("closed"), false);
  arrive(false);
  const line = quiet ? null : transcript.add("therapist", shown);
  if (line) transcript.reveal(line);
  ahead = [...Object.values(picked), ...before].map((choice) => ({ turn_id: crypto.randomUUID(), ...choice }));
  picked = {};
  waiting = { said, line, typed, chip, attempts: 0 };
  return send();
}

async function send() {
  const turn = waiting;
  clearTimeout(timer);
  const slow = setTimeout(() => (byId("busy").textContent = words("talk.busy")), SLOW);
  turn.sending = true;
  try {
    await sendAhead();
    const answer = turn.stored ? await stored() : await api.turn(turn.said);
    if (answer) answered(turn, answer);
  } catch (refusal) {
    if (!(refusal instanceof api.Refusal)) throw refusal;
    await refused(turn, refusal);
  } finally {
    turn.sending = false;
    clearTimeout(slow);
    byId("busy").textContent = "";
  }
}

/** Each goes out once: what the assistant does not answer now is kept and run before the words that follow. */
async function sendAhead() {
  while (ahead.length) {
    try {
      await api.turn(ahead[0]);
    } catch (refusal) {
      if (refusal.code !== "assistant_down" && refusal.status !== 409) throw refusal;
    }
    ahead.shift();
  }
}

/** After a reload the words of a pending turn are only in the journal: ask where things stand. */
async function stored() {
  const current = await api.current();
  if (current?.pending) {
    later("pending.waiting");
    return null;
  }
  waiting = null;
  showAgain(current);
  return null;
}

const withChip = (changed) =>
  chips.some((chip) => chip.id === changed.id) ? chips.map((chip) => (chip.id === changed.id ? changed : chip)) : [...chips, changed];

function answered(turn, answer) {
  waiting = null;
  if (turn.line) transcript.fate(turn.line, "");
  const { messages, state } = answer;
  const open = Boolean(state?.use && state?.phase);
  if (turn.said.choice === "new" && (!open || state.phase === "arrive")) return blank();
  const striking = turn.said.choice === "strike";
  const lines = striking ? [] : messages.map((message) => transcript.add("wemode", message.text));
  if (turn.chip) chips = withChip(turn.chip);
  else chips = offers.chipsIn(messages).length ? offers.chipsIn(messages) : keepsChips(turn) ? chips : [];
  mark(state);
  if (open) {
    settled(offers.render(messages, { chips }));
  } else ended();
  if (!striking) transcript.reveal(turn.line ?? lines[0]);
  return undefined;
}

const keepsChips = (turn) => ["ask_why", "ask_example", "hold"].includes(turn.said.choice);

function ended() {
  offers.clear();
  talking(false);
  show(byId("composer"), false);
  show(byId("closed"));
  byId("closed-again").focus();
}

function settled(refocused = false) {
  talking(true);
  box.prompt("box.next");
  const at = document.activeElement;
  if (refocused || (isTyping(at) && at.id !== "box") || byId("kept").open) return;
  focusBox();
}

/** A phone would open its keyboard over the answer: there the last line is focused instead. */
function focusBox() {
  if (matchMedia("(pointer: coarse)").matches) transcript.last()?.focus({ preventScroll: true });
  else box.focus();
}

async function refused(turn, refusal) {
  turn.kept = refusal.code === "assistant_down";
  if (turn.kept) return later("pending.kept");
  if (refusal.code === api.UNREACHABLE) return later("pending.unreachable");
  if (refusal.code === "too_fast") return later("errors.too_fast", refusal.wait);
  if (refusal.status === 401) {
    if (turn.line) transcript.fate(turn.line, words("pending.unsent"), retry);
    return onSignedOut(refusal.words);
  }
  waiting = null;
  turn.line?.remove();
  if (turn.typed && !box.text()) box.put(turn.typed);
  box.notice(refusal.words);
  if (refusal.code === "stale" || refusal.code === "conflict") {
    showAgain(await api.current());
    box.notice(refusal.words);
  }
  return undefined;
}

/** The turn waits, is tried again by itself, and can be tried by hand. */
function later(key, seconds = ATTEMPTS[Math.min(waiting.attempts, ATTEMPTS.length - 1)]) {
  waiting.attempts += 1;
  if (waiting.line) transcript.fate(waiting.line, words(key), retry);
  else box.notice(words(key));
  if (waiting.attempts === 1) transcript.reveal(waiting.line);
  clearTimeout(timer);
  timer = setTimeout(retry, seconds * 1000);
}

function retry() {
  if (waiting && !waiting.sending) return send();
  return undefined;
}

whenUp(retry);
offers.onChoose(choose);
byId("closed-again").addEventListener("click", () => begin({ signedOut: onSignedOut }));
for (const button of document.querySelectorAll("#standing [data-choice]")) {
  button.addEventListener("click", () => {
    ways(false);
    choose(button.dataset.choice, button.textContent);
  });
}
byId("more").addEventListener("click", () => ways(byId("ways").hidden));
for (const picks of document.querySelectorAll(".picks")) {
  picks.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-choice]");
    if (!pressed) return;
    for (const button of picks.querySelectorAll("[data-choice]")) button.setAttribute("aria-pressed", String(button === pressed));
    pick(pressed.dataset.choice);
  });
}
