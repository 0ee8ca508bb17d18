// Buttons that copy a reference: hidden until this script, which knows how, has come.
// Words come from the page (data-…), so that the catalogue has the last word.
(() => {
  "use strict";

  /** The clipboard of secure pages, or the older way where a page came by plain http or from a folder. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      field.style.opacity = "0";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  for (const box of document.querySelectorAll(".exports")) {
    const status = box.querySelector("[role=status]");
    for (const button of box.querySelectorAll("button[data-copies]")) {
      const source = document.querySelector(button.dataset.copies);
      if (!source) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        status.textContent = "";
        const text = source.matches("pre") ? source.textContent : source.textContent.trim();
        const done = await copy(text);
        button.focus();
        status.textContent = done ? box.dataset.copied : box.dataset.failed;
      });
    }
  }
})();
