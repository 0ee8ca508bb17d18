// Listens for the preview: loads the page anew when it has changed, at the place where the reader
// was, and shows what is wrong in a bar at the foot of the page. Only the preview sends this script.
(() => {
  const me = document.currentScript;
  const memory = `preview:${location.pathname}`;
  const query = new URLSearchParams({ page: location.pathname, state: me.dataset.state });
  let bar;
  let folded = false;
  let leaving = false;
  let parting = '';

  function reload() {
    sessionStorage.setItem(memory, String(window.scrollY));
    location.reload();
  }

  function returnToPlace() {
    const place = sessionStorage.getItem(memory);
    sessionStorage.removeItem(memory);
    if (place === null) return;
    history.scrollRestoration = 'manual';
    const back = () => window.scrollTo({ top: Number(place), behavior: 'instant' });
    back();
    window.addEventListener('load', back, { once: true });
  }

  function add(name, parent, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    parent.append(made);
    return made;
  }

  function draw({ title, lines = [], kind = '' }) {
    bar?.remove();
    bar = undefined;
    if (!title) return;
    bar = document.createElement('div');
    const root = bar.attachShadow({ mode: 'open' });
    add('style', root, `
      :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
      details { max-height: 45vh; overflow: auto; box-sizing: border-box;
        padding: 0.6rem max(1rem, calc(50vw - 36rem)); color: #fff; background: #8a1c1c;
        border-top: 1px solid #fff; font: 0.95rem/1.45 system-ui, sans-serif; }
      details.quiet { background: #33414a; }
      summary { font-weight: 600; cursor: pointer; }
      summary:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
      details.quiet summary { list-style: none; cursor: default; }
      ul { margin: 0.3rem 0 0; padding: 0; list-style: none; }
      li { padding: 0.15rem 0; overflow-wrap: anywhere; white-space: pre-line; }
      b { font-family: ui-monospace, monospace; font-size: 0.9em; }
      @media print { details { display: none; } }
    `);
    const region = add('section', root);
    region.setAttribute('aria-label', title);
    const box = add('details', region);
    box.className = kind;
    box.open = !folded;
    box.addEventListener('toggle', () => { folded = !box.open; });
    add('summary', box, title);
    const list = add('ul', box);
    for (const { where, what } of lines) {
      const line = add('li', list);
      if (where) add('b', line, where);
      line.append(where ? ` ${what}` : what);
    }
    document.body.append(bar);
  }

  function listen() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/_preview/events?${query}`);
    socket.onmessage = ({ data }) => {
      const { wrong, reload: changed } = JSON.parse(data);
      if (wrong) {
        parting = wrong.parting;
        draw(wrong);
      }
      if (changed) reload();
    };
    socket.onclose = () => {
      if (leaving) return;
      draw({ title: parting, kind: 'quiet' });
      setTimeout(listen, 1000);
    };
  }

  window.addEventListener('pagehide', () => { leaving = true; });
  window.addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
  returnToPlace();
  listen();
})();
