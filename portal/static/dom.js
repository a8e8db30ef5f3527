// Elements without markup: text goes in as text.

export const byId = (id) => document.getElementById(id);

export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function show(node, shown = true) {
  node.hidden = !shown;
}

/** Paragraphs at blank lines, line breaks kept by CSS. */
export const paragraphs = (text) => text.split(/\n{2,}/).filter((part) => part.trim()).map((part) => el("p", {}, part));

export const isTyping = (node) => node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && node.type !== "checkbox");
