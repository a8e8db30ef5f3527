// The debriefs that were kept: read them out as Markdown, or erase them after one question.

import * as api from "./api.js";
import { byId, el } from "./dom.js";
import { longTime, words } from "./words.js";

const dialog = byId("kept");
const list = byId("kept-list");
const said = byId("kept-said");

export async function open() {
  said.textContent = "";
  await fill();
  dialog.showModal();
}

async function fill() {
  try {
    const debriefs = await api.kept();
    list.replaceChildren(...(debriefs.length ? debriefs.map(entry) : [el("li", {}, words("kept.none"))]));
  } catch (refusal) {
    list.replaceChildren();
    said.textContent = refusal.words;
  }
}

function entry({ id, closed, first }) {
  const when = longTime(closed);
  const item = el("li", {});
  const actions = el("div", { class: "row quiet" });
  const idle = () => {
    const save = el("a", { href: api.exportUrl(id), download: true, "aria-label": words("kept.export_line", { when }) }, words("kept.export"));
    const wipe = el("button", { type: "button", "aria-label": words("kept.erase_line", { when }), onclick: ask }, words("kept.erase"));
    actions.replaceChildren(save, wipe);
    return wipe;
  };
  const ask = () => {
    const no = el("button", { type: "button", onclick: () => idle().focus() }, words("kept.leave"));
    const yes = el("button", { type: "button", class: "grave", onclick: () => erase(id) }, words("kept.go_ahead"));
    actions.replaceChildren(el("p", {}, words("kept.sure")), yes, no);
    no.focus();
  };
  idle();
  item.append(el("p", { class: "small" }, el("time", { datetime: closed }, when)), el("p", { class: "text" }, first), actions);
  return item;
}

async function erase(id) {
  try {
    await api.erase(id);
    await fill();
    said.textContent = words("kept.erased");
  } catch (refusal) {
    said.textContent = refusal.words;
  }
  byId("close-kept").focus();
}

byId("open-kept").addEventListener("click", open);
byId("close-kept").addEventListener("click", () => dialog.close());
