/**
 * Keeps the list of leads, and the team, up to date, and lets deadlines count down.
 *
 * Rows are matched by their id and touched only where they changed, so that neither the place on the page
 * nor the focus nor a selection is lost. A deadline that has counted down a second has not changed.
 * Nothing is asked while nobody looks. `/` goes to the search, `j` and `k` through the rows.
 */
export const LIVE_SCRIPT_TEXT = `'use strict';
(() => {
  const PERIOD_MS = 2000;
  const list = document.querySelector('main [data-live][data-source]');
  const sign = document.getElementById('live');

  function clock(seconds) {
    const two = (part) => String(part).padStart(2, '0');
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return (hours > 0 ? hours + ':' + two(minutes) : String(minutes)) + ':' + two(seconds % 60);
  }

  function countDown() {
    for (const place of document.querySelectorAll('[data-until]')) {
      const left = Math.round((Date.parse(place.dataset.until) - Date.now()) / 1000);
      place.classList.toggle('over', left < 0);
      place.textContent = (left < 0 ? place.dataset.over : place.dataset.left).replace('{time}', clock(Math.abs(left)));
    }
  }

  function stepThrough(step) {
    const links = [...document.querySelectorAll('[data-row] td.who > a')];
    const place = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, place + step))]?.focus();
  }

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input, select, textarea, [contenteditable]');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector('[data-key="/"]');
    if (event.key === '/' && search) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'j') stepThrough(1);
    if (event.key === 'k') stepThrough(-1);
  });

  if (document.querySelector('[data-until]') || list) {
    countDown();
    setInterval(countDown, 1000);
  }
  if (!list || !sign) return;

  let timer = 0;
  let asking = false;

  function show(state) {
    sign.hidden = false;
    if (sign.dataset.state === state) return;
    sign.dataset.state = state;
    sign.textContent = sign.dataset[state];
  }

  function contentOf(node) {
    const copy = node.cloneNode(true);
    for (const place of copy.querySelectorAll('[data-until]')) {
      place.textContent = '';
      place.classList.remove('over');
    }
    return copy.innerHTML;
  }

  function replaceContent(target, source) {
    if (contentOf(target) === contentOf(source)) return;
    const focused = target.contains(document.activeElement) ? document.activeElement.id : '';
    target.replaceChildren(...source.childNodes);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function updateRow(row, source) {
    if (contentOf(row) === contentOf(source)) return;
    const focusable = 'a, button';
    const place = [...row.querySelectorAll(focusable)].indexOf(document.activeElement);
    row.replaceChildren(...source.childNodes);
    if (place < 0) return;
    const left = row.querySelectorAll(focusable);
    (left[place] ?? left[0])?.focus({ preventScroll: true });
  }

  function mergeRows(target, source) {
    const listed = new Set([...source.rows].map((row) => row.id));
    for (const row of [...target.rows]) if (!listed.has(row.id)) row.remove();
    let place = target.firstElementChild;
    for (const fresh of [...source.rows]) {
      const row = document.getElementById(fresh.id);
      if (!row) {
        fresh.classList.add('fresh');
        target.insertBefore(fresh, place);
        continue;
      }
      updateRow(row, fresh);
      if (row === place) place = place.nextElementSibling;
      else target.insertBefore(row, place);
    }
  }

  function merge(markup) {
    const template = document.createElement('template');
    template.innerHTML = markup;
    for (const source of template.content.querySelectorAll('[data-part]')) {
      const target = list.querySelector('[data-part="' + source.dataset.part + '"]');
      if (!target) continue;
      if (source.dataset.part === 'rows') mergeRows(target, source);
      else replaceContent(target, source);
    }
    countDown();
  }

  async function ask() {
    const answer = await fetch(list.dataset.source + location.search, {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error('status ' + answer.status);
    merge(await answer.text());
    show('live');
  }

  async function tick() {
    if (document.hidden || asking) return;
    clearTimeout(timer);
    asking = true;
    try {
      await ask();
    } catch {
      show('offline');
    }
    asking = false;
    timer = setTimeout(tick, PERIOD_MS);
  }

  document.addEventListener('visibilitychange', () => void tick());
  show('live');
  timer = setTimeout(tick, PERIOD_MS);
})();
`;
