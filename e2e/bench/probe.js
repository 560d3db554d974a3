// Runs in the measured page, before any script of the page, and is the same for
// both pages. It knows no more about a page than its stable hooks: #token, #key,
// #payload (data-for changes with the token it shows) and #verdict-signature
// (data-state). Times are milliseconds.
globalThis.bench = (() => {
  const byId = (id) => document.getElementById(id);
  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });

  /** When the newest input event was dispatched, before any listener of the page. */
  let inputAt = 0;
  addEventListener("input", () => { inputAt = performance.now(); }, { capture: true });

  /** Resolves when the frame with everything that was changed until now is drawn. */
  const drawn = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  });

  /** Calls edit and waits until done() holds after a mutation of the document. The
   * answer has the times from the edit until the document was changed and until that
   * was drawn, and from the input event until the document was changed. */
  function measure(edit, done) {
    return new Promise((resolve) => {
      let start = 0;
      const observer = new MutationObserver(async () => {
        if (!done()) return;
        const now = performance.now();
        observer.disconnect();
        await drawn();
        resolve({ changed: now - start, handled: now - inputAt, drawn: performance.now() - start });
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-for", "data-state"] });
      start = performance.now();
      edit();
    });
  }

  return {
    longTasks,

    /** Usable after a cold load: the time since the navigation began when the
     * decoded text of a paste stands in a page that is drawn. As a person in a
     * hurry would, it pastes as soon as there is a box, and again every few
     * milliseconds until the page answers; a style sheet that holds back drawing
     * counts, since nobody can use what is not there. */
    usable: (token, marker) => new Promise((resolve) => {
      const attempt = async () => {
        const box = byId("token");
        if (box) {
          box.value = token;
          box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
        }
        if (!byId("payload")?.textContent.includes(marker)) return setTimeout(attempt, 4);
        const changed = performance.now();
        await drawn();
        resolve({ changed, drawn: performance.now() });
      };
      attempt();
    }),

    /** Resolves when the engine has shown the token in the box: the time since the
     * navigation began. */
    checked: () => new Promise((resolve) => {
      const look = () => {
        if (byId("payload")?.dataset.for && document.documentElement.dataset.ready === "tab") resolve(performance.now());
        else setTimeout(look, 4);
      };
      look();
    }),

    /** A paste over everything in the box, as the browser's own edit, which fires
     * the input event. It is done when the decoded text stands in the page; where
     * there is an engine, the text that the engine linted and rendered. */
    paste(token, marker, engine) {
      const before = byId("payload").dataset.for;
      const fresh = () => !engine || (byId("payload").dataset.for ?? before) !== before;
      byId("token").focus();
      byId("token").select();
      return measure(
        () => document.execCommand("insertText", false, token),
        () => fresh() && byId("payload").textContent.includes(marker),
      );
    },

    /** A key stroke at the end of the key box: a character, or "" to delete one. It
     * is done when the verdict says state. */
    stroke(character, state) {
      const box = byId("key");
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
      return measure(
        () => (character ? document.execCommand("insertText", false, character) : document.execCommand("delete")),
        () => byId("verdict-signature").dataset.state === state,
      );
    },
  };
})();
