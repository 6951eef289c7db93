'use strict';
// The page is complete without this: it adds filters, search, sorting, and the way from a fact to its words and back.
{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = id => document.getElementById(id);
  const text = one('tekst'), cards = all('.item'), status = one('status'), back = one('back');
  document.documentElement.classList.add('js');
  for (const tool of all('[data-tools]')) tool.hidden = false;

  // ---- From a fact to its place in the text, and back

  let origin = null; // the link that was followed last

  const pieces = id => [one(id), ...all(`[data-t="${id.slice(1)}"]`, text)];

  function reveal(place) { // `place`: an element or a range. Twice, since what was skipped gets its height only now.
    const scroll = () => {
      const box = place.getClientRects()[0] ?? place.getBoundingClientRect();
      const pane = text.scrollHeight > text.clientHeight + 1 && text.contains(place.commonAncestorContainer ?? place);
      const frame = pane ? text.getBoundingClientRect() : { top: 0, height: innerHeight };
      (pane ? text : window).scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: 'instant' });
    };
    scroll();
    requestAnimationFrame(scroll);
  }

  function light(elements) {
    for (const old of all('.lit')) old.classList.remove('lit');
    for (const element of elements) element.classList.add('lit');
    const [first] = elements;
    if (!first.matches('a, button')) first.tabIndex = -1;
    first.focus({ preventScroll: true });
    reveal(first);
  }

  function follow(link) {
    const places = link.dataset.places?.split(' ');
    let id = link.hash.slice(1), told = link.textContent.trim();
    if (places) { // a name that stands in several places: each click goes to the next
      link.turn = origin === link ? (link.turn + 1) % places.length : 0;
      id = 't' + places[link.turn];
      told += `: sted ${link.turn + 1} af ${places.length}`;
    }
    if (!one(id)) return;
    origin = link;
    light(pieces(id));
    history.replaceState(null, '', '#' + id);
    back.firstChild.textContent = told;
    back.hidden = false;
  }

  function goBack(fact = origin) {
    if (!fact) return;
    for (let box = fact.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    if (fact.closest('.item[hidden]')) clearFilters();
    back.hidden = true;
    light([fact]);
  }

  let facts; // place -> the fact that it belongs to; made at the first click in the text
  function factOf(span) {
    if (!facts) {
      facts = new Map();
      for (const link of all('main a[href^="#t"]')) {
        for (const id of [link.hash.slice(2), ...(link.dataset.places?.split(' ') ?? [])]) if (!facts.has(id)) facts.set(id, link);
      }
    }
    for (; span && span !== text; span = span.parentElement) {
      const id = span.dataset.t ?? span.id.slice(1);
      if (origin && origin.hash === '#t' + id) return origin;
      if (facts.has(id)) return facts.get(id);
    }
  }

  addEventListener('click', event => {
    const link = event.target.closest('main a[href^="#t"]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      follow(link);
    } else if (text.contains(event.target) && getSelection().isCollapsed) goBack(factOf(event.target));
  });
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target !== text) goBack(factOf(event.target));
  });
  addEventListener('keydown', event => { if (event.key === 'Escape' && !back.hidden) goBack(); });
  back.lastChild.onclick = () => goBack();
  if (location.hash.startsWith('#t') && location.hash !== '#tekst' && one(location.hash.slice(1))) light(pieces(location.hash.slice(1)));

  // ---- Search: folded letter by letter, so that offsets stay those of the text

  const fold = string => string.replace(/\p{Lu}/gu, c => c.toLowerCase().length === c.length ? c.toLowerCase() : c).replace(/\s/g, ' ');
  const LIMIT = 2000; // places shown at once
  let nodes, starts, whole, found = [], current = -1;

  function read() { // the text's nodes, and where each begins in the whole
    nodes = []; starts = [];
    let length = 0;
    for (const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT); walker.nextNode();) {
      nodes.push(walker.currentNode);
      starts.push(length);
      length += walker.currentNode.length;
    }
    whole = fold(text.textContent);
  }

  function point(offset, isEnd) { // the node that holds an offset
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] < offset + !isEnd) low = middle; else high = middle - 1;
    }
    return [nodes[low], offset - starts[low]];
  }

  function search(words) {
    if (!whole) read();
    found = [];
    current = -1;
    for (let at = words.length > 1 ? whole.indexOf(words) : -1; at >= 0 && found.length < LIMIT; at = whole.indexOf(words, at + words.length)) {
      const range = document.createRange();
      range.setStart(...point(at, false));
      range.setEnd(...point(at + words.length, true));
      found.push(range);
    }
    paint();
  }

  function paint() {
    if (!CSS.highlights) return;
    CSS.highlights.set('found', new Highlight(...found));
    CSS.highlights.set('here', Object.assign(new Highlight(...found.slice(current, current + 1 || undefined).slice(0, current < 0 ? 0 : 1)), { priority: 1 }));
  }

  function step(by) {
    if (!found.length) return;
    current = current < 0 && by < 0 ? found.length - 1 : (current + by + found.length) % found.length;
    paint();
    reveal(found[current]);
    tell();
  }

  // ---- Filters

  const field = one('find'), formalities = one('formalities'), wanted = new Set();

  function filter() {
    const words = fold(field.value.trim());
    const sections = new Set(words.length > 1 ? found.map(range => range.startContainer.parentElement.closest('section')?.id) : []);
    for (const card of cards) {
      const isHit = words.length < 2 || sections.has(card.id.replace('p', 's')) || fold(card.textContent).includes(words);
      const isWanted = !wanted.size || card.dataset.tones.split(' ').some(tone => wanted.has(tone));
      card.hidden = !isHit || !isWanted || (formalities?.checked && 'formality' in card.dataset);
    }
    for (const button of all('[data-step]')) button.disabled = !found.length;
    tell();
  }

  function tell() {
    const shown = cards.filter(card => !card.hidden).length, count = found.length === LIMIT ? `mindst ${LIMIT}` : found.length;
    const hits = field.value.trim().length > 1 ? ` · ${current < 0 ? '' : `${current + 1} af `}${count} ${found.length === 1 ? 'sted' : 'steder'} i teksten` : '';
    status.textContent = `Viser ${shown} af ${cards.length} punkter${hits}`;
  }

  function clearFilters() {
    field.value = '';
    wanted.clear();
    if (formalities) formalities.checked = false;
    for (const chip of all('[data-tone]')) chip.ariaPressed = 'false';
    search('');
    filter();
  }

  if (field) {
    let wait;
    field.oninput = () => { clearTimeout(wait); wait = setTimeout(() => { search(fold(field.value.trim())); filter(); }, 150); };
    field.onkeydown = event => { if (event.key === 'Enter') { event.preventDefault(); step(event.shiftKey ? -1 : 1); } };
    for (const button of all('[data-step]')) button.onclick = () => step(+button.dataset.step);
    for (const chip of all('[data-tone]')) chip.onclick = () => {
      const { tone } = chip.dataset, isOn = !wanted.delete(tone);
      if (isOn) wanted.add(tone);
      chip.ariaPressed = isOn;
      filter();
    };
    if (formalities) formalities.onchange = filter;
    filter();
  }
  for (const chip of all('[data-label]')) chip.onclick = () => {
    chip.ariaPressed = chip.ariaPressed !== 'true';
    text.classList.toggle('no-' + chip.dataset.label, chip.ariaPressed === 'false');
  };
  if (one('named')) one('named').onclick = ({ currentTarget: chip }) => { chip.ariaPressed = text.classList.toggle('named'); };

  // ---- Tables

  const danish = new Intl.Collator('da', { numeric: true });
  for (const head of all('th')) {
    const button = document.createElement('button');
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const sign = head.ariaSort === 'ascending' ? -1 : 1, body = head.closest('table').tBodies[0];
      const key = row => { const cell = row.cells[head.cellIndex]; return cell.dataset.sort ?? cell.textContent.trim(); };
      const compare = 'number' in head.dataset ? (a, b) => parseFloat(a) - parseFloat(b) || danish.compare(a, b) : danish.compare;
      const rows = [...body.rows].map(row => [key(row), row]);
      rows.sort(([a], [b]) => !a - !b || sign * compare(a, b)); // what has no value comes last either way
      body.append(...rows.map(([, row]) => row));
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
      head.ariaSort = sign > 0 ? 'ascending' : 'descending';
    };
  }
  addEventListener('beforeprint', () => { for (const box of all('details')) box.open = true; });
}
