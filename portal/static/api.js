// The portal's API. Every failure is a Refusal with a code of the catalogue's `errors`.

import { has, words } from "./words.js";

export class Refusal extends Error {
  constructor(status, code, wait = 0) {
    super(code);
    this.status = status;
    this.code = code;
    this.wait = wait;
  }

  get words() {
    return words(has(`errors.${this.code}`) ? `errors.${this.code}` : "errors.unexpected");
  }
}

/** Nobody answered: whether it arrived is not known. */
export const UNREACHABLE = "unreachable";

let csrf = "";

async function call(method, path, body, again = true) {
  const headers = method === "GET" ? {} : { "Content-Type": "application/json", "X-CSRF-Token": csrf };
  let response;
  let answer;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    answer = await response.json();
  } catch {
    throw new Refusal(0, UNREACHABLE);
  }
  if (response.ok) return answer;
  if (answer.error === "wrong_page" && again) {
    await whoAmI();
    return call(method, path, body, false);
  }
  throw new Refusal(response.status, answer.error, Number(response.headers.get("Retry-After") ?? 0));
}

export async function signIn(token) {
  csrf = (await call("POST", "/api/session", { token })).csrf;
}

export async function whoAmI() {
  csrf = (await call("GET", "/api/session")).csrf;
}

export const signOut = () => call("DELETE", "/api/session");
export const current = async () => (await call("GET", "/api/current")).current;
export const turn = (said) => call("POST", "/api/turn", said);
export const identifiers = async (text) => (await call("POST", "/api/identifiers", { text })).identifiers;
export const kept = async () => (await call("GET", "/api/debriefs")).debriefs;
export const erase = (id) => call("DELETE", `/api/debriefs/${encodeURIComponent(id)}`);
export const exportUrl = (id) => `/api/debriefs/${encodeURIComponent(id)}.md`;
