// Colours by the reader's choice, and keyboard access to wide tables and code.
// Read before the page is drawn, so that a chosen colour never flashes.
(() => {
  "use strict";
  const MODES = ["auto", "light", "dark"];
  const SCROLLERS = ".pst-scrollable-table-container, .formula, .inline-formula, pre";
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem("mode");
    } catch {
      return null; // The reader's browser keeps nothing: then the choice lasts for the page.
    }
  };
  const store = (mode) => {
    try {
      localStorage.setItem("mode", mode);
    } catch {
      // As above.
    }
  };

  let mode = MODES.includes(stored()) ? stored() : "auto";
  const apply = () => {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (device.matches ? "dark" : "light") : mode;
  };
  apply();
  device.addEventListener("change", apply);

  const startSwitch = () => {
    const button = document.querySelector(".pub-mode");
    if (!button) return;
    const label = () => {
      const word = button.dataset[`label${mode[0].toUpperCase()}${mode.slice(1)}`];
      button.setAttribute("aria-label", word);
      button.title = word;
    };
    button.addEventListener("click", () => {
      mode = MODES[(MODES.indexOf(mode) + 1) % MODES.length];
      store(mode);
      apply();
      label();
    });
    label();
    button.hidden = false;
  };

  const openScrollers = () => {
    const judge = (box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    const watcher = new ResizeObserver((changes) => changes.forEach(({ target }) => judge(target)));
    for (const box of document.querySelectorAll(SCROLLERS)) watcher.observe(box);
  };

  addEventListener("DOMContentLoaded", startSwitch);
  addEventListener("DOMContentLoaded", openScrollers);
})();
