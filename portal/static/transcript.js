// What was said, line after line, in a log that a screen reader follows (ARIA23).

import { byId, el, paragraphs } from "./dom.js";
import { shortTime, words } from "./words.js";

const lines = byId("lines");

export function clear() {
  lines.replaceChildren();
}

export function add(who, text, at = new Date().toISOString()) {
  const line = el(
    "li",
    { class: `line ${who}`, tabindex: "-1" },
    el("span", { class: "who" }, words(who === "wemode" ? "talk.wemode" : "talk.you")),
    el("div", { class: "text" }, ...paragraphs(text)),
    el("time", { datetime: at }, shortTime(at)),
  );
  lines.append(line);
  return line;
}

/** Choices that were not taken stay readable, as text. */
export function offered(titles) {
  if (titles.length && lines.lastElementChild) {
    lines.lastElementChild.append(el("p", { class: "offered" }, words("talk.offered", { choices: titles.join(" · ") })));
  }
}

/** What stands beside a line that has no answer yet; an empty text takes it away. */
export function fate(line, text, retry = null) {
  line.querySelector(".fate")?.remove();
  line.toggleAttribute("data-waiting", Boolean(text));
  if (!text) return;
  const again = retry && el("button", { type: "button", onclick: retry }, words("pending.retry"));
  line.append(el("p", { class: "fate" }, el("span", {}, text), again));
}

export const last = () => lines.lastElementChild;

/** Scrolls to the end of the page, but never so far that this line leaves it at the top. */
export function reveal(line) {
  if (!line) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const atLine = scrollY + line.getBoundingClientRect().top;
  const atEnd = document.documentElement.scrollHeight - innerHeight;
  scrollTo({ top: Math.min(atLine, atEnd), behavior: calm ? "auto" : "smooth" });
}
