// A card with the reference of a citation, where a reader points at it, moves the focus to it or
// taps it. Its words are those of the page's own list of references; without this script a citation
// is a plain link to its place there. The card keeps to WCAG 1.4.13: Escape dismisses it, the
// pointer may move into it, and it stays until the reader goes elsewhere. It stands right behind
// the citation in the document, so that Tab leads from the citation into it.
(() => {
  "use strict";
  const OPEN_AFTER = 200;
  const CLOSE_AFTER = 350;
  const GAP = 6;

  let shown = null; // {link, card}
  let timer = 0;
  let tapped = null;
  let quiet = false; // The focus comes back from a card that was dismissed.

  const within = (target, selector) =>
    target instanceof Element ? target.closest(selector) : null;

  /** The item of the page's own list that a citation leads to, or null. */
  const entryOf = (link) => {
    const here = location.href.replace(/#.*/, "");
    const [page, id] = link.href.split("#");
    const item = page === here && id ? document.getElementById(decodeURIComponent(id)) : null;
    return item?.querySelector(".reference-list__text") ? item : null;
  };

  /** Below the citation, or above it where there is more room; never beside the window. */
  const place = ({ link, card }) => {
    const line = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const last = [...link.getClientRects()].at(-1) ?? line;
    const width = document.documentElement.clientWidth;
    const below = innerHeight - last.bottom - GAP;
    const above = card.offsetHeight > below && line.top > below;
    const top = above ? line.top - card.offsetHeight - GAP : last.bottom + GAP;
    const anchor = above ? line : last;
    const left = Math.max(GAP, Math.min(anchor.left, width - card.offsetWidth - GAP));
    card.style.top = `${Math.max(top + scrollY, 0)}px`;
    card.style.left = `${left + scrollX}px`;
  };

  const cardFor = (link, entry) => {
    const card = document.createElement("div");
    card.className = "citation-card";
    card.setAttribute("role", "group");
    if (link.id) card.setAttribute("aria-labelledby", link.id);
    for (const selector of [".reference-list__text", ".reference-list__page"]) {
      const part = entry.querySelector(selector)?.cloneNode(true);
      if (!part) continue;
      part.removeAttribute("id");
      const line = document.createElement("p");
      line.append(part);
      card.append(line);
    }
    return card;
  };

  const close = () => {
    clearTimeout(timer);
    shown?.card.remove();
    shown = null;
  };

  const open = (link) => {
    clearTimeout(timer);
    if (shown?.link === link) return;
    close();
    const entry = entryOf(link);
    if (!entry) return;
    const card = cardFor(link, entry);
    link.after(card);
    if (card.showPopover) {
      card.popover = "manual"; // Above everything, and cut off by nothing.
      card.showPopover();
    }
    shown = { link, card };
    place(shown);
  };

  const holdsFocus = () => {
    const { activeElement } = document;
    return shown && (activeElement === shown.link || shown.card.contains(activeElement));
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const dismiss = () => {
    const { link, card } = shown;
    const inside = card.contains(document.activeElement);
    close();
    if (!inside) return;
    quiet = true;
    link.focus();
    quiet = false;
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const link = within(target, ".citation-link");
    if (link) later(() => open(link), shown ? 0 : OPEN_AFTER);
    else if (within(target, ".citation-card")) clearTimeout(timer);
    else if (holdsFocus()) clearTimeout(timer);
    else later(close, CLOSE_AFTER);
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = within(target, ".citation-link");
    if (link && !quiet && link !== tapped) open(link);
    else if (shown && target !== shown.link && !shown.card.contains(target)) close();
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    const link = within(target, ".citation-link");
    tapped = pointerType === "touch" && link !== shown?.link ? link : null;
    if (shown && !link && !shown.card.contains(target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = within(event.target, ".citation-link");
    if (!link) return;
    if (link === tapped && entryOf(link)) {
      event.preventDefault(); // The first tap shows the card, a second one follows the link.
      open(link);
    } else {
      close();
    }
    tapped = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) dismiss();
  });
  addEventListener("resize", () => shown && place(shown));

  // Screen readers say the reference with the citation, card or not.
  for (const link of document.querySelectorAll(".citation-link")) {
    const entry = entryOf(link);
    if (!entry) continue;
    const text = entry.querySelector(".reference-list__text");
    text.id ||= `${entry.id}-text`;
    link.setAttribute("aria-describedby", text.id);
  }
})();
