// The one open box. Enter sends, Shift+Enter starts a new line, a half-composed character sends nothing.

import { byId } from "./dom.js";
import { words } from "./words.js";

const MOST = 8000;
const NEARLY = 7000;
const box = byId("box");
const left = byId("box-left");

export const text = () => box.value.trim();
export const length = () => Array.from(box.value.trim()).length;

export function put(value) {
  box.value = value;
  measure();
}

export const tooLong = () => length() > MOST;

export function focus() {
  box.focus({ preventScroll: true });
}

export function prompt(key) {
  box.placeholder = words(key);
}

export function notice(message) {
  byId("notice").textContent = message;
}

/** `send` on Enter or the button, `changed` whenever the words are other words, `unsent` asked before the page goes. */
export function listen(send, changed, unsent) {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  box.addEventListener("input", () => {
    measure();
    changed();
  });
  addEventListener("beforeunload", (event) => {
    if (text() || unsent()) event.preventDefault();
  });
}

function measure() {
  const count = length();
  const line = count <= NEARLY ? "" : words(count > MOST ? "box.too_long" : "box.left", { count: Math.abs(MOST - count) });
  if (left.textContent !== line) left.textContent = line;
  if (!CSS.supports("field-sizing", "content")) {
    box.rows = Math.min(12, Math.max(1, box.value.split("\n").length + Math.floor(count / 60)));
  }
}
