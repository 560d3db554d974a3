// Runs the engine, a Go program compiled to WebAssembly, off the page's thread.
// The asset builder puts Go's wasm_exec.js before this file and fills the two
// placeholders. The worker itself knows nothing about tokens.
"use strict";

(() => {
  const engineURL = "__ENGINE_URL__";
  const engineBytes = Number("__ENGINE_BYTES__"); // as unpacked: Content-Length may be the packed size

  /** @type {any} */
  const scope = self;
  /** @param {object} message */
  const post = (message) => scope.postMessage(message);
  /** @param {unknown} reason */
  const fail = (reason) => post({ type: "failed", message: String(reason) });

  /** Passes a body through and reports about every fiftieth of it.
   * @param {ReadableStream} body */
  function counted(body) {
    let loaded = 0;
    let reported = 0;
    const count = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        if (loaded - reported >= engineBytes / 50) {
          reported = loaded;
          post({ type: "progress", loaded, total: engineBytes });
        }
        controller.enqueue(chunk);
      },
    });
    return body.pipeThrough(count);
  }

  /** @param {WebAssembly.Imports} imports */
  async function load(imports) {
    const response = await fetch(engineURL);
    if (!response.ok || !response.body) throw new Error(`the engine answered ${response.status}`);
    const type = response.headers.get("Content-Type") ?? "";
    const body = new Response(counted(response.body), { headers: { "Content-Type": type } });
    // A proxy may have changed the type; streaming insists on this one.
    if (WebAssembly.instantiateStreaming && type.toLowerCase() === "application/wasm") {
      return WebAssembly.instantiateStreaming(body, imports);
    }
    return WebAssembly.instantiate(await body.arrayBuffer(), imports);
  }

  /** Answers one request with what the engine says.
   * @param {{data: any}} event */
  function answer({ data }) {
    const { seq, type } = data;
    try {
      const result = calls[type](data);
      if (!result || result.error) fail(result?.error ?? "no answer");
      else post({ seq, type: type === "inspect" ? "inspected" : type, ...result });
    } catch (reason) {
      fail(reason);
    }
  }

  /** @type {Record<string, (request: any) => any>} */
  const calls = {
    inspect: (r) => scope.jotlens.inspect(r),
    link: (r) => scope.jotlens.link(r.fragment),
    example: (r) => scope.jotlens.example(r.name, r.now),
    export: (r) => scope.jotlens.export(r),
  };

  /** Whatever this worker asks the network for, beside the engine, is told to the page. */
  function watchRequests() {
    let count = 0;
    new PerformanceObserver((list) => {
      const engine = new URL(engineURL, scope.location.href).href;
      const others = list.getEntries().filter((entry) => entry.name !== engine).length;
      if (others === 0) return;
      count += others;
      post({ type: "requests", count });
    }).observe({ type: "resource", buffered: true });
  }

  async function start() {
    watchRequests();
    const go = new scope.Go();
    const { instance } = await load(go.importObject);
    const exited = go.run(instance); // returns when the engine has registered itself
    exited.then(() => fail("the engine ended"), fail);
    if (!scope.jotlens) throw new Error("the engine did not register itself");
    scope.onmessage = answer;
    post({ type: "ready" });
  }

  start().catch(fail);
})();
