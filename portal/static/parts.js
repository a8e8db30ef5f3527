// Whether the parts behind the page answer, told by server-sent events.

import { byId } from "./dom.js";
import { words } from "./words.js";

const PASSING = 4000;
const listeners = new Set();
let source = null;
let up = null;

/** `lost` is called when the stream is refused and will not come back by itself. */
export function watch(lost) {
  if (source) source.close();
  source = new EventSource("/api/parts/events");
  source.addEventListener("parts", (event) => {
    const status = Object.values(JSON.parse(event.data));
    tell(status.every(Boolean), status.some(Boolean) || up !== null ? "parts.down" : "parts.starting");
  });
  source.addEventListener("error", () => {
    tell(false, "parts.lost");
    if (source?.readyState === EventSource.CLOSED) setTimeout(lost, 3000);
  });
}

export function stop() {
  if (source) source.close();
  source = null;
}

/** Called with every look in which all parts answer. */
export const whenUp = (listener) => listeners.add(listener);

function tell(now, trouble) {
  const came = now && up === false;
  up = now;
  const line = byId("parts");
  const text = now ? (came ? words("pending.back") : "") : words(trouble);
  if (line.textContent !== text) line.textContent = text;
  if (came) setTimeout(() => line.textContent === text && line.replaceChildren(), PASSING);
  if (now) listeners.forEach((listener) => listener());
}
