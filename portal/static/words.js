// The catalogue: content/interface.yml as the portal hands it out.

const catalogue = await (await fetch(new URL("./interface.json", import.meta.url))).json();

export function words(key, slots = {}) {
  const line = catalogue[key];
  if (line === undefined) throw new Error(`no line for ${key}`);
  return line.replace(/\{(\w+)\}/g, (whole, name) => (name in slots ? String(slots[name]) : whole));
}

export const has = (key) => key in catalogue;

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export const longTime = (iso) => day.format(new Date(iso));
export const shortTime = (iso) => hour.format(new Date(iso));
