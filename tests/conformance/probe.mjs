// What runs inside a page to measure it: window.publicationProbe, as a script's text.

function install() {
  const FOCUSABLE = ':is(a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, '
    + 'audio[controls], video[controls], [tabindex]):not([tabindex^="-"])';
  const tag = (element) => element.outerHTML.slice(0, 200);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // for screen readers alone: no larger than a dot
  const isSpoken = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const { clip, clipPath, overflow } = getComputedStyle(one);
      const { width, height } = one.getBoundingClientRect();
      if (overflow !== 'visible' && (width <= 1 || height <= 1)) return true;
      if (clip === 'rect(0px, 0px, 0px, 0px)' || clipPath === 'inset(50%)') return true;
    }
    return false;
  };
  const focusable = () => [...document.querySelectorAll(FOCUSABLE)].filter((element) =>
    !element.disabled && shown(element) && element.getClientRects().length > 0);

  // Whether a table that is moved sideways takes what it is called with it, out of sight.
  const isLost = (caption) => {
    const box = caption.closest('table').parentElement;
    return getComputedStyle(box).overflowX === 'auto'
      && caption.getBoundingClientRect().right > box.getBoundingClientRect().right + 1;
  };

  // Elements whose own words are cut off, at the right or below, with no way to scroll to them.
  function clipped() {
    return [...document.body.querySelectorAll('*')].filter((element) => {
      if (!(element instanceof HTMLElement)) return false;
      if (element.matches('table > caption') && isLost(element)) return true;
      const { overflowX, overflowY } = getComputedStyle(element);
      const across = ['hidden', 'clip'].includes(overflowX)
        && element.scrollWidth > element.clientWidth + 1;
      const down = ['hidden', 'clip'].includes(overflowY)
        && element.scrollHeight > element.clientHeight + 2;
      return (across || down) && element.innerText?.trim() && shown(element) && !isSpoken(element);
    }).slice(0, 3).map(tag);
  }

  // Pairs of lines of words that lie on each other: the one tells where, the other what.
  function overlapping() {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      const element = text.parentElement;
      if (!text.data.trim() || !shown(element) || isSpoken(element)) continue;
      if (element.closest('math, svg, pre, sup, sub, select, script, style, noscript')) continue;
      if (element.closest('[popover], dialog')) continue; // shown above the page
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left < 2) continue;
        // a letter fills about the middle of its line
        const air = (bottom - top) * 0.3;
        lines.push({ element, left: left + 1, right: right - 1, top: top + air, bottom: bottom - air });
      }
    }
    lines.sort((one, other) => one.top - other.top);
    const found = [];
    for (let first = 0; first < lines.length; first += 1) {
      for (let next = first + 1; next < lines.length && lines[next].top < lines[first].bottom; next += 1) {
        const [one, other] = [lines[first], lines[next]];
        if (one.left < other.right && other.left < one.right && one.element !== other.element) {
          found.push(`${tag(one.element)} and ${tag(other.element)}`);
        }
      }
    }
    return found.slice(0, 3);
  }

  function measure() {
    return {
      background: [document.documentElement, document.body]
        .map((element) => getComputedStyle(element).backgroundColor).join(' '),
      // what the first words of the text measure, in pixels
      text: [...document.querySelectorAll('main p, main li')].slice(0, 40)
        .map((element) => parseFloat(getComputedStyle(element).fontSize)),
      overflow: document.documentElement.scrollWidth - window.innerWidth,
      widest: [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
        .slice(-3).map(tag),
      clipped: clipped(),
      overlapping: overlapping(),
    };
  }

  // How an element looks to a reader who searches for the focus.
  function ring(element) {
    const looks = getComputedStyle(element);
    const { outlineStyle, outlineWidth, outlineColor } = looks;
    const outline = outlineStyle === 'none' || outlineWidth === '0px'
      ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    return [outline, looks.boxShadow, looks.backgroundColor, looks.color, looks.borderColor,
      looks.textDecorationLine, looks.textDecorationThickness].join(' | ');
  }

  // Elements that look the same with focus on them as without.
  function unseenFocus() {
    const unseen = [];
    const before = document.activeElement;
    for (const element of focusable()) {
      element.blur();
      const idle = ring(element);
      element.focus({ focusVisible: true, preventScroll: true });
      if (document.activeElement === element && ring(element) === idle) unseen.push(tag(element));
    }
    before?.focus?.({ preventScroll: true });
    document.activeElement?.blur?.();
    return unseen.slice(0, 3);
  }

  window.publicationProbe = { focusable, measure, unseenFocus, ring, shown, isSpoken, tag };
}

export const probe = `(${install})()`;
