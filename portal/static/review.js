// What in a text could identify someone, shown before it is sent. Offsets are code points.

import { byId, el, show } from "./dom.js";
import { words } from "./words.js";

const panel = byId("review");
let found = null;

/** Puts the text up for review in the box's place; its button sends, so that Enter does, and `edit` goes back. */
export function open(text, identifiers, send, edit) {
  found = { text, pieces: identifiers.map((piece) => ({ ...piece, masked: true })) };
  const go = render(send, edit);
  show(panel);
  go.focus();
}

export function close() {
  found = null;
  panel.replaceChildren();
  show(panel, false);
}

export const isOpenFor = (text) => found?.text === text;

/** Spans to be left as they are. */
export const keep = () => (found?.pieces ?? []).filter((piece) => !piece.masked).map(({ start, end }) => [start, end]);

/** The text as it will be stored. */
export function masked(text) {
  return isOpenFor(text) ? parts().map((part) => (part.piece?.masked ? part.piece.becomes : part.text)).join("") : text;
}

function parts() {
  const points = Array.from(found.text);
  const cut = [];
  let at = 0;
  for (const piece of [...found.pieces].sort((a, b) => a.start - b.start)) {
    cut.push({ text: points.slice(at, piece.start).join("") });
    cut.push({ text: points.slice(piece.start, piece.end).join(""), piece });
    at = piece.end;
  }
  cut.push({ text: points.slice(at).join("") });
  return cut.filter((part) => part.text);
}

function render(send, edit) {
  const count = found.pieces.length;
  const go = el("button", { type: "button", class: "main", onclick: send }, words("review.send"));
  panel.replaceChildren(
    el("p", { role: "status" }, words(count === 1 ? "review.one" : "review.some", { count })),
    el("p", { class: "text" }, ...parts().map((part) => (part.piece ? toggle(part) : part.text))),
    el("div", { class: "row" }, go, el("button", { type: "button", onclick: edit }, words("review.edit"))),
  );
  return go;
}

function toggle({ text, piece }) {
  const button = el("button", { type: "button", class: "piece" });
  const say = () => {
    button.setAttribute("aria-pressed", String(piece.masked));
    button.setAttribute("aria-label", words(piece.masked ? "review.masked" : "review.open", { words: text, becomes: piece.becomes }));
    button.replaceChildren(...(piece.masked ? [el("s", {}, text), " ", el("span", {}, piece.becomes)] : [text]));
  };
  button.addEventListener("click", () => {
    piece.masked = !piece.masked;
    say();
  });
  say();
  return button;
}
