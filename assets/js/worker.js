// Runs the engine, a Go program compiled to WebAssembly, off the page's thread.
// The asset builder puts Go's wasm_exec.js before this file and fills the two
// placeholders. The worker itself knows nothing about tokens.
"use strict";

(() => {
  const engineURL = "__ENGINE_URL__";
  const listURL = "__SECRETS_URL__";
  const engineBytes = Number("__ENGINE_BYTES__"); // as unpacked: Content-Length may be the packed size

  /** @type {any} */
  const scope = self;
  /** The engine, compiled. @type {WebAssembly.Module} */
  let module;
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

  /** Takes the engine that another worker has loaded and compiled: the page sends it.
   * @param {WebAssembly.Imports} imports */
  async function borrow(imports) {
    const { data } = await new Promise((resolve) => (scope.onmessage = resolve));
    return { module: data.module, instance: await WebAssembly.instantiate(data.module, imports) };
  }

  /** Answers one request with what the engine says.
   * @param {{data: any}} event */
  function answer({ data }) {
    const { seq, type } = data;
    if (type === "search") return searchList();
    if (type === "cancel") return stop();
    try {
      const result = calls[type](data);
      if (!result || result.error) fail(result?.error ?? "no answer");
      else post({ seq, type: type === "inspect" ? "inspected" : type, ...result });
      if (type === "inspect" && !data.unseen) follow(result.search);
    } catch (reason) {
      fail(reason);
    }
  }

  /** @type {Record<string, (request: any) => any>} */
  const calls = {
    inspect: (r) => (r.draft ? scope.jotlens.build(r) : scope.jotlens.inspect(r)),
    draft: (r) => scope.jotlens.draft(r),
    amend: (r) => scope.jotlens.amend(r),
    link: (r) => scope.jotlens.link(r.fragment),
    example: (r) => scope.jotlens.example(r.name, r.now),
    export: (r) => scope.jotlens.export(r),
    snippets: (r) => scope.jotlens.snippets(r),
    break: (r) => scope.jotlens.break(r),
    negative: (r) => scope.jotlens.negative(r),
    compare: (r) => scope.jotlens.compare(r),
    share: (r) => scope.jotlens.share(r),
    lesson: (r) => scope.jotlens.lesson(r),
    module: () => ({ module }),
    makeKey: (r) => scope.jotlens.makeKey(r),
    convertKey: (r) => ({ ...scope.jotlens.convertKey(r), key: r.key, encoding: r.encoding }),
  };

  // A search for the secret goes in slices of some milliseconds. Between two of them
  // whatever else has arrived has its turn.
  const turns = new MessageChannel();
  let search = 0; // number of the one that runs, 0 when none does
  let searches = 0;
  let asked = false; // the person asked for it, and sees how far it is
  let reported = 0; // ms, when it was last told how far it is
  /** @type {Promise<Uint8Array | null> | null} */
  let list = null; // resolves to null for a list that the engine has already
  turns.port1.onmessage = ({ data }) => data === search && slice(() => scope.jotlens.searchOn());

  /** @param {boolean} byPerson */
  function begin(byPerson) {
    search = ++searches;
    asked = byPerson;
    reported = 0;
    return search;
  }

  /** @param {object} message */
  const tell = (message) => post({ type: "search", ...message });

  /** Ends the search that runs, unless it is over. */
  function stop() {
    if (search && asked) tell({ state: "stopped" });
    search = 0;
  }

  /** After each answer: its signature may be another. @param {"new" | "same" | ""} signature */
  function follow(signature) {
    if (signature === "same") return;
    search = 0;
    tell({ state: "stopped" });
    if (signature === "new") turns.port2.postMessage(begin(false));
  }

  /** @param {() => any} work tries some entries */
  function slice(work) {
    try {
      const { error, more, tried, total, secret } = work();
      if (error) return fail(error);
      if (more) {
        if (asked && performance.now() - reported >= 100) {
          reported = performance.now();
          tell({ state: "running", tried, total });
        }
        return turns.port2.postMessage(search);
      }
      search = 0;
      if (secret) tell({ state: "found", secret });
      else if (asked) tell({ state: "none", total });
    } catch (reason) {
      fail(reason);
    }
  }

  async function fetchList() {
    const response = await fetch(listURL);
    if (!response.ok) throw new Error(`the list answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** Searches the long list, which is fetched the first time. */
  async function searchList() {
    const mine = begin(true);
    tell({ state: "loading" });
    try {
      const content = await (list ??= fetchList());
      if (mine !== search) return;
      slice(() => scope.jotlens.searchList(content));
      list = Promise.resolve(null);
    } catch {
      list = null;
      if (mine !== search) return;
      search = 0;
      tell({ state: "failed" });
    }
  }

  // What the operator says about issuers, the same for everybody, is fetched by the
  // clock alone: when the worker starts and, as often as the answer says, again. No
  // token makes it come sooner, so that asking says nothing about a token.
  const issuersURL = new URL("../issuers.json", scope.location.href).href;
  const retry = 60_000; // ms
  let issuers = ""; // what was fetched last

  async function fetchIssuers() {
    let next = retry;
    try {
      const response = await fetch(issuersURL, { cache: "no-cache" });
      const text = response.ok ? await response.text() : issuers;
      if (response.ok) next = JSON.parse(text).refresh * 1000;
      if (text !== issuers) heard(text);
    } catch {
      // The next time is soon.
    }
    setTimeout(fetchIssuers, next);
  }

  /** @param {string} text */
  function heard(text) {
    issuers = text;
    if (!scope.jotlens) return; // it comes before the engine; start tells it
    scope.jotlens.issuers(text);
    post({ type: "issuers" });
  }

  /** Whatever this worker asks the network for, beside the engine and the issuers, is
   * told to the page. */
  function watchRequests() {
    new PerformanceObserver((list) => {
      const engine = new URL(engineURL, scope.location.href).href;
      const others = list.getEntries().filter((entry) => entry.name !== engine && entry.name !== issuersURL).length;
      if (others === 0) return;
      post({ type: "requests", count: others });
    }).observe({ type: "resource", buffered: true });
  }

  async function start() {
    watchRequests();
    if (scope.name === "issuers") fetchIssuers();
    const go = new scope.Go();
    const loaded = await (scope.name === "keys" ? borrow : load)(go.importObject);
    module = loaded.module;
    const exited = go.run(loaded.instance); // returns when the engine has registered itself
    exited.then(() => fail("the engine ended"), fail);
    if (!scope.jotlens) throw new Error("the engine did not register itself");
    if (issuers) scope.jotlens.issuers(issuers);
    scope.onmessage = answer;
    post({ type: "ready" });
  }

  start().catch(fail);
})();
