// Comments through Isso, fetched only when the reader presses the button: before that, nothing is
// asked of its host and nothing is stored. Words come from the page (data-…).
(() => {
  "use strict";
  const PATIENCE = 20_000; // milliseconds until it is said that nothing came

  const button = document.querySelector("button[data-isso]");
  const thread = document.getElementById("isso-thread");
  const status = document.querySelector(".respond__status");
  if (!button || !thread || !status) return;

  /** Put Isso's script on the page, with its settings. */
  const load = (failed) => {
    const script = document.createElement("script");
    script.src = `${button.dataset.isso}js/embed.min.js`;
    const settings = {
      "": button.dataset.isso.replace(/\/$/, ""),
      lang: button.dataset.language,
      css: "false", // the publication's own styles
      avatar: "false",
      vote: "false",
    };
    for (const [name, value] of Object.entries(settings)) {
      script.setAttribute(name ? `data-isso-${name}` : "data-isso", value);
    }
    script.addEventListener("error", failed);
    document.head.append(script);
    return script;
  };

  /** Give the fields that Isso only hints at a name. */
  const name = (root) => {
    for (const field of root.querySelectorAll(".isso-textarea:not([aria-label])")) {
      field.setAttribute("aria-label", button.dataset.text);
    }
  };

  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = status.dataset.loading;
    let script;
    const watcher = new MutationObserver(() => {
      name(thread);
      if (!thread.hidden || !thread.querySelector(".isso-postbox")) return;
      clearTimeout(waiting);
      thread.hidden = false;
      button.parentElement.hidden = true;
      status.textContent = status.dataset.loaded;
      status.classList.add("visually-hidden"); // those who see it need not be told
      thread.focus();
    });
    const failed = () => {
      clearTimeout(waiting);
      watcher.disconnect();
      script?.remove();
      button.disabled = false;
      status.textContent = status.dataset.failed;
      button.focus();
    };
    const waiting = setTimeout(failed, PATIENCE);
    watcher.observe(thread, { childList: true, subtree: true });
    script = load(failed);
  });
  button.hidden = false;
})();
