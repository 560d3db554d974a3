package e2e

// A leakChannel is one way out of a page, as a script that somebody manages to run
// there would try it.
type leakChannel struct {
	name   string // also a label of a host name
	try    string // the body of an async function of at and make; see leakHarness
	places string // where it exists: "page", "worker" or both
	leaves bool   // it may take its tab elsewhere, so it has one of its own
	only   string // the one direction that makes sense, when there is one
	mute   string // why a page without a seal does not prove it, when it does not
}

// Where a channel can be tried.
const (
	fromPage   = "page"
	fromWorker = "worker"
	fromBoth   = "page worker"
)

// A leakGroup is a part of the table.
type leakGroup struct {
	title    string
	channels []leakChannel
}

// leakGroups are all ways out known to us.
var leakGroups = []leakGroup{
	{"Requests and sockets", leakRequests},
	{"WebRTC", leakWebRTC},
	{"Navigation, forms and windows", leakNavigations},
	{"Frames and plug-ins", leakFrames},
	{"Links and hints", leakLinks},
	{"Images, media and fonts", leakMedia},
	{"Styles", leakStyles},
	{"Scripts and code from text", leakScripts},
	{"Workers and worklets", leakWorkers},
	{"Browser features that ask somebody", leakFeatures},
	{"Our own server, at addresses that the seal lists", leakHome},
	{"What stays on this machine", leakRest},
}

// leakHarness is what attempts use. An attempt runs when a message arrives: what the
// protocol evaluates itself may use eval whatever the policy says, what runs later may not.
//
// at says where to: url(kind) is an address of the attempt, with a path that fits the
// kind: on our own server the listed address of that kind. make adds an element, css a
// sheet.
const leakHarness = `globalThis.leakTry || (() => {
	let now = "";
	const noted = {};
	const note = (id, what) => (noted[id] ??= []).push(what);
	addEventListener("securitypolicyviolation", (event) => {
		const named = [...event.blockedURI.matchAll(/leak=([\w.-]+)/g)][0]?.[1] ?? /\/\/([\w.-]+)\.leak\.test/.exec(event.blockedURI)?.[1];
		note(named ?? now, event.effectiveDirective);
	});
	addEventListener("error", (event) => event.preventDefault());
	addEventListener("unhandledrejection", (event) => event.preventDefault());
	const target = (a) => ({
		...a,
		url: (kind, scheme = "http") => (a.own ? a.origin.replace("http", scheme) + (a.paths[kind] ?? "/leak." + kind)
			: scheme + "://" + a.host + ":" + a.port + "/leak." + kind) + "?leak=" + a.id + "&key=" + a.secret,
	});
	const make = (tag, properties = {}, parent = document.body) => {
		const element = tag.includes(":") ? document.createElementNS("http://www.w3.org/2000/svg", tag.split(":")[1]) : document.createElement(tag);
		for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
		parent.append(element);
		return element;
	};
	let sheets = 0;
	const css = (text) => {
		const sheet = new CSSStyleSheet();
		const own = "leak-" + sheets++;
		sheet.replaceSync(text.replaceAll(".LEAK", "." + own));
		document.adoptedStyleSheets.push(sheet);
		make("div", { class: own }).textContent = "leak";
	};
	const need = (feature) => {
		if (!feature) throw new DOMException("not available", "NotAvailable");
		return feature;
	};
	// A message comes at once, where a tab in the background waits a second for a timer.
	const soon = () => new Promise((next) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => (port1.close(), next());
		port2.postMessage(0);
	});
	globalThis.leakNoted = () => JSON.stringify(noted);
	globalThis.leakTry = (a, act) => soon().then(async () => {
		now = a.id;
		try {
			if (await act(target(a), make, css, need) === "kept") note(a.id, "kept");
		} catch (error) {
			note(a.id, error.name);
		}
		// What is refused is reported by a task of its own.
		for (let i = 0; i < 5; i++) await soon();
		return true;
	});
})()`
