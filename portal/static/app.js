// The page starts here: in by the link or the cookie, then the debrief.

import * as api from "./api.js";
import * as box from "./box.js";
import * as debrief from "./debrief.js";
import { byId, show } from "./dom.js";
import "./kept.js";
import * as parts from "./parts.js";
import * as review from "./review.js";
import "./veil.js";
import { words } from "./words.js";

async function enter() {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  if (token) history.replaceState(null, "", location.pathname);
  try {
    if (token) await api.signIn(token);
    else await api.whoAmI();
    signedIn(true);
    parts.watch(lost);
    await debrief.begin({ signedOut });
  } catch (refusal) {
    if (!(refusal instanceof api.Refusal)) throw refusal;
    if (refusal.status === 401) signedOut(refusal.words);
    else {
      box.notice(words("pending.unreachable"));
      setTimeout(enter, 3000);
    }
  }
}

/** The stream of part statuses was refused: signed out, or only a portal that starts anew. */
async function lost() {
  try {
    await api.whoAmI();
    parts.watch(lost);
  } catch (refusal) {
    if (refusal.status === 401) signedOut(refusal.words);
    else setTimeout(lost, 3000);
  }
}

function signedIn(now) {
  show(byId("signed-out"), !now);
  show(byId("desk"), now);
  show(byId("account"), now);
}

function signedOut(why) {
  parts.stop();
  signedIn(false);
  show(byId("path"), false);
  byId("signed-out-why").textContent = why;
  show(byId("signed-out-kept"), Boolean(box.text()) || debrief.busy());
}

let looking = false;

async function send() {
  const text = box.text();
  if (!text || looking || box.tooLong()) return;
  if (debrief.busy()) {
    box.notice(words("box.one_at_a_time"));
    return;
  }
  if (!review.isOpenFor(text)) {
    const found = await look(text);
    if (found === null || box.text() !== text) return;
    if (found.length) {
      review.open(text, found, send, () => {
        review.close();
        box.focus();
      });
      return;
    }
  }
  const keep = review.keep();
  const shown = review.masked(text);
  review.close();
  box.put("");
  await debrief.say(text, keep, shown);
}

/** Identifiers in the text, or null when they could not be looked for: then nothing is sent. */
async function look(text) {
  box.notice("");
  looking = true;
  try {
    return await api.identifiers(text);
  } catch (refusal) {
    if (!(refusal instanceof api.Refusal)) throw refusal;
    if (refusal.status === 401) signedOut(refusal.words);
    else box.notice(refusal.code === api.UNREACHABLE ? words("pending.unreachable") : refusal.words);
    return null;
  } finally {
    looking = false;
  }
}

box.listen(
  send,
  () => {
    box.notice("");
    review.close();
  },
  debrief.unsent,
);
byId("sign-out").addEventListener("click", async () => {
  await api.signOut();
  box.put("");
  location.reload();
});
addEventListener("hashchange", enter);
enter();
