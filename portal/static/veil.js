// Esc Esc blanks the screen; any key or click brings it back.

import { byId, show } from "./dom.js";
import { words } from "./words.js";

const TWICE = 600;
const veil = byId("veil");
const sheet = byId("sheet");
let lastEscape = -TWICE;
let focused = null;

function draw() {
  focused = document.activeElement;
  byId("kept").close();
  sheet.inert = true;
  show(sheet, false);
  show(veil);
  document.title = words("page.hidden_title");
  veil.focus();
}

function lift() {
  show(veil, false);
  show(sheet);
  sheet.inert = false;
  document.title = words("page.title");
  (focused && document.contains(focused) ? focused : byId("box")).focus();
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!veil.hidden) {
      event.preventDefault();
      event.stopImmediatePropagation();
      lift();
    } else if (event.key === "Escape" && !event.repeat) {
      if (event.timeStamp - lastEscape < TWICE) draw();
      lastEscape = event.timeStamp;
    }
  },
  true,
);
veil.addEventListener("click", lift);
