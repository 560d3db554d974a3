// Supervises the worker in which the engine runs. One request is in flight, and of
// those that wait only the newest of each kind; a hang or a crash restarts it.

import { trustedWorkerURL, workerName, workerURL } from "./trusted.js";

/** @typedef {{type: string, seq?: number, retried?: boolean, [more: string]: unknown}} Request of a type in the list below */
/** @typedef {{type: string, seq: number, sections?: Record<string, string>, [more: string]: any}} Answer */
/** @typedef {{state: "loading" | "running" | "found" | "none" | "stopped" | "failed", tried?: number, total?: number, secret?: string}} Search */
/**
 * What the engine tells.
 * @typedef {object} Listener
 * @property {(loaded: number, total: number) => void} progress bytes, while loading
 * @property {() => void} ready
 * @property {() => void} warm when it has warmed up and nobody has asked for anything yet
 * @property {(answer: Answer) => void} answer only the newest "inspected" is told
 * @property {() => void} restarted after a hang or a crash
 * @property {(missing: boolean) => void} off there will be no engine; missing: this browser cannot run one
 * @property {(count: number) => void} requests how many more requests the worker made beside its own engine
 * @property {(search: Search) => void} search how the search for a secret goes
 * @property {() => void} issuers what the operator says of issuers has changed
 */

// What goes first of that which waits: what puts text into the boxes, then what
// somebody waits for, then what looks at the boxes.
const order = ["module", "link", "example", "export", "share", "break", "compare", "lesson", "convertKey", "draft", "amend", "inspect", "snippets", "negative"];

const hangAfter = 10_000; // ms without an answer
const makingAfter = 60_000; // the same for an example, whose RSA key may take a while
const restartsAllowed = 3; // within …
const restartWindow = 60_000; // … ms

// Code that has hardly run is slow: browsers compile it well only when it has run
// for a while. An invented token that nobody sees goes first, with and without a
// key, as long as nothing else is waiting.
const warmUps = 30;
const warmUp = {
  type: /** @type {const} */ ("inspect"),
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ3YXJtLXVwIiwicm9sZXMiOlsiYSJdLCJpYXQiOjEsImV4cCI6Mn0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  key: "not a secret",
  encoding: "auto",
  pick: 0,
};

export class Engine {
  /** @type {"idle" | "loading" | "ready" | "off"} */
  state = "idle";
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<string, Request>} */
  #waiting = new Map();
  /** @type {Request | null} */
  #asked = null;
  /** Sections of answers that were overtaken: the engine sends each change only once.
   * @type {Record<string, string>} */
  #overtaken = {};
  #seq = 0;
  #timer = 0;
  #warmedUp = 0;
  /** @type {number[]} */
  #restarts = [];

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
  }

  /** Loads the engine unless that has begun. */
  start() {
    if (this.state === "idle") this.#launch();
  }

  /** Ends the worker and forgets everything it was asked; start begins anew. */
  stop() {
    this.#end();
    this.#waiting.clear();
    this.#asked = null;
    if (this.state !== "off") this.state = "idle";
  }

  /** @param {Request} request @returns {boolean} false when there is no engine to answer */
  ask(request) {
    if (this.state === "off") return false;
    this.#waiting.set(request.type, request);
    this.start();
    this.#next();
    return this.state !== "off";
  }

  /** Begins or ends a search for the secret of the newest token that was answered.
   * @param {"search" | "cancel"} type */
  search(type) {
    if (this.state === "ready") this.#worker?.postMessage({ type });
  }

  #launch() {
    if (!workerURL || typeof Worker === "undefined" || typeof WebAssembly === "undefined") return this.#giveUp(true);
    this.state = "loading";
    try {
      const worker = new Worker(trustedWorkerURL(), { name: workerName });
      worker.onmessage = ({ data }) => worker === this.#worker && this.#hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#fail();
      };
      this.#worker = worker;
    } catch {
      this.#giveUp(false);
    }
  }

  /** @param {any} message */
  #hear(message) {
    if (message.type === "progress") this.listener.progress(message.loaded, message.total);
    else if (message.type === "requests") this.listener.requests(message.count);
    else if (message.type === "search") this.listener.search(message);
    else if (message.type === "issuers") this.listener.issuers();
    else if (message.type === "failed") this.#fail();
    else if (message.type === "ready") {
      this.state = "ready";
      this.#next();
      this.listener.ready();
      this.#warmUp();
    } else if (message.seq === this.#asked?.seq) this.#answered(message);
  }

  /** @param {Answer} answer */
  #answered(answer) {
    clearTimeout(this.#timer);
    const unseen = Boolean(this.#asked?.unseen);
    this.#asked = null;
    const overtaken = unseen || this.#waiting.has(answer.type === "inspected" ? "inspect" : answer.type);
    this.#next(); // the engine works while the page draws
    if (answer.sections) {
      const sections = { ...this.#overtaken, ...answer.sections };
      this.#overtaken = overtaken ? sections : {};
      answer.sections = sections;
    }
    if (!overtaken) this.listener.answer(answer);
    if (unseen) this.#warmUp();
  }

  #warmUp() {
    if (this.#asked || this.#waiting.size > 0) return;
    if (this.#warmedUp === warmUps) return this.listener.warm();
    const key = this.#warmedUp++ % 2 ? warmUp.key : "";
    this.ask({ ...warmUp, key, now: Date.now(), unseen: true, retried: true });
  }

  #next() {
    if (this.state !== "ready" || this.#asked) return;
    const request = order.map((type) => this.#waiting.get(type)).find(Boolean);
    if (!request) return;
    this.#waiting.delete(request.type);
    this.#asked = { ...request, seq: ++this.#seq };
    this.#worker?.postMessage(this.#asked);
    this.#timer = setTimeout(() => this.#fail(), request.type === "example" ? makingAfter : hangAfter);
  }

  /** The worker hangs, has crashed or could not be loaded. */
  #fail() {
    this.#end();
    const now = performance.now();
    this.#restarts = this.#restarts.filter((time) => now - time < restartWindow);
    if (this.#restarts.length >= restartsAllowed) return this.#giveUp(false);
    this.#restarts.push(now);
    const request = this.#asked;
    this.#asked = null;
    // Once more, unless a newer one of its kind stands for it or this was the second time.
    if (request && !request.retried && !this.#waiting.has(request.type)) this.#waiting.set(request.type, { ...request, retried: true });
    this.listener.restarted();
    this.#launch();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#overtaken = {};
  }

  /** @param {boolean} missing */
  #giveUp(missing) {
    this.#end();
    this.#waiting.clear();
    this.#asked = null;
    this.state = "off";
    this.listener.off(missing);
  }
}
