// The page /learn/flow plays the client of the demo: it sends what the buttons
// say and shows each request and response. It passes tokens on and looks into none.

import { words, write } from "./words.js";

const page = /** @type {HTMLElement} */ (document.getElementById("content"));
const clock = /** @type {HTMLElement} */ (document.getElementById("flow-clock"));
/** The path of the site, without a slash at the end: this script is in a folder of it. */
const site = new URL("..", import.meta.url).pathname.slice(0, -1);

const json = { "Content-Type": "application/json" };
const shown = ["content-type", "cache-control", "www-authenticate", "retry-after"]; // headers of a response

let access = ""; // the newest access token
let refresh = ""; // the newest refresh token
let old = ""; // the refresh token before it
let expires = 0; // ms since the epoch, by this machine's clock
let loggedOut = false;
let busy = false;

/** Links to the inspector. @param {Element} place @param {string} token */
function offer(place, token) {
  const link = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
  link.hash = `token=${encodeURIComponent(token)}`; // it leads to the inspector already
  /** @type {HTMLElement} */ (place).hidden = false;
}

/**
 * Sends a request and shows it with its response in the exchange called name.
 * @param {string} name @param {string} method @param {string} path of the site
 * @param {Record<string, string>} headers @param {string} [body]
 */
async function send(name, method, path, headers, body) {
  const place = /** @type {HTMLElement} */ (document.getElementById(`exchange-${name}`));
  const address = site + path;
  const request = [`${method} ${address}`, ...Object.entries(headers).map(([key, value]) => `${key}: ${value}`)];
  if (body !== undefined) request.push("", body);
  delete place.dataset.state;
  write(place.querySelector("[data-request]"), request.join("\n"));
  write(place.querySelector("[data-response]"), "");
  write(place.querySelector("[data-outcome-word]"), "");
  place.hidden = false;
  const response = await fetch(address, { method, headers, body, credentials: "omit", cache: "no-store", redirect: "error" });
  const text = await response.text();
  const lines = [`${response.status} ${response.statusText}`.trim()];
  for (const key of shown) if (response.headers.has(key)) lines.push(`${key}: ${response.headers.get(key)}`);
  if (text) lines.push("", text);
  write(place.querySelector("[data-response]"), lines.join("\n"));
  const outcome = response.ok ? "accepted" : "refused";
  write(place.querySelector("[data-outcome-word]"), words(page, outcome));
  place.dataset.state = outcome;
  return { ok: response.ok, text, place };
}

/** @param {string} token */
const bearer = (token) => ({ Authorization: `Bearer ${token}` });

/** Keeps the pair of a login or a refresh. @param {{ok: boolean, text: string}} answer */
function keep({ ok, text }) {
  if (!ok) return;
  const pair = JSON.parse(text);
  [old, access, refresh] = [refresh, pair.access_token, pair.refresh_token];
  expires = Date.now() + pair.expires_in * 1000;
  loggedOut = false;
  write(document.getElementById("flow-access"), access);
  offer(/** @type {Element} */ (document.getElementById("flow-token")), access);
}

/** Sends a token to both endpoints. @param {string} name @param {string} token */
const both = (name, token) =>
  Promise.all([
    send(`${name}-careful`, "GET", "/demo/me", bearer(token)),
    send(`${name}-naive`, "GET", "/demo/naive/me", bearer(token)),
  ]);

/** Lets the server change the token. @param {string} attack */
async function forge(attack) {
  const answer = await send(`made-${attack}`, "POST", "/demo/attack", json, JSON.stringify({ token: access, attack }));
  if (!answer.ok) return;
  const { token } = JSON.parse(answer.text);
  offer(/** @type {Element} */ (answer.place.querySelector("[data-inspect]")), token);
  await both(attack, token);
}

/** @param {string} token */
const trade = async (token) => send("refresh", "POST", "/demo/refresh", json, JSON.stringify({ refresh_token: token }));

/** What the buttons do. @type {Record<string, (button: HTMLElement) => Promise<unknown>>} */
const actions = {
  async login(button) {
    const { user, password } = button.dataset;
    const answer = await send("login", "POST", "/demo/login", json, JSON.stringify({ user, password }));
    if (answer.ok) refresh = "";
    keep(answer);
  },
  call: () => send("call", "GET", "/demo/me", bearer(access)),
  refresh: async () => keep(await trade(refresh)),
  reuse: () => trade(old),
  async logout() {
    const answer = await send("logout", "POST", "/demo/logout", json, JSON.stringify({ refresh_token: refresh }));
    loggedOut = answer.ok;
  },
  replay: () => both("replay", access),
  role: () => forge("role"),
  none: () => forge("none"),
  async expired() {
    const token = access;
    write(document.getElementById("flow-status"), words(page, "waiting"));
    while (Date.now() < expires) await new Promise((done) => setTimeout(done, expires - Date.now()));
    await both("expired", token);
  },
};

function show() {
  const left = Math.ceil((expires - Date.now()) / 1000);
  const state = !access ? "none" : loggedOut ? "logged-out" : left > 0 ? "live" : "expired";
  clock.dataset.state = state;
  if (state === "live") write(clock, words(page, "seconds", { n: left }));
  else if (state !== "none") write(clock, words(page, state));
  const has = { token: access !== "", old: old !== "", logout: loggedOut };
  for (const button of page.querySelectorAll("[data-do]")) {
    const needs = /** @type {keyof typeof has | undefined} */ (/** @type {HTMLElement} */ (button).dataset.needs);
    /** @type {HTMLButtonElement} */ (button).disabled = busy || (needs !== undefined && !has[needs]);
  }
}

page.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && /** @type {HTMLElement | null} */ (event.target.closest("[data-do]"));
  if (!button || busy) return;
  const status = document.getElementById("flow-status");
  busy = true;
  write(status, "");
  show();
  try {
    await actions[button.dataset.do ?? ""](button);
    const outcomes = button.closest("section")?.querySelectorAll("[data-state] [data-outcome-word]") ?? [];
    write(status, [...outcomes].map((each) => each.textContent).join(", "));
  } catch {
    write(status, words(page, "failed"));
  }
  busy = false;
  show();
  button.focus({ preventScroll: true }); // a button that was off has lost it
});

setInterval(show, 500);
show();
page.dataset.ready = "";
