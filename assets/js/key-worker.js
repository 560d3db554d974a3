// Makes one key in a worker of its own, so that the engine that inspects is never
// kept waiting. The engine comes, compiled, from that one: nobody is asked for it.

import { countWorker } from "./seal.js";
import { trustedWorkerURL } from "./trusted.js";

/** @typedef {{html: string, text: string, encoding: string, announcement: string}} Made */

export class KeyWorker {
  /** @type {Worker | null} */
  #worker = null;

  get running() {
    return this.#worker !== null;
  }

  /**
   * Begins; what it was at is given up.
   * @param {string} name what kind of key, as the menu names it
   * @param {WebAssembly.Module} module the engine
   * @param {(made: Made | null) => void} done null when that did not work
   */
  make(name, module, done) {
    this.stop();
    /** @param {Made | null} made */
    const end = (made) => {
      this.stop();
      done(made);
    };
    try {
      const worker = new Worker(trustedWorkerURL(), { name: "keys" });
      worker.onmessage = ({ data }) => {
        if (worker !== this.#worker) return;
        if (data.type === "ready") worker.postMessage({ type: "makeKey", name });
        else if (data.type === "requests") countWorker(data.count);
        else if (data.type === "makeKey") end(data);
        else if (data.type === "failed") end(null);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.#worker) end(null);
      };
      this.#worker = worker;
      worker.postMessage({ module });
    } catch {
      end(null);
    }
  }

  /** Ends the worker, whatever it is at. */
  stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
