/**
 * Keeps the list of leads up to date.
 *
 * Rows are matched by their id and touched only where they changed, so that neither the place on the page
 * nor the focus nor a selection is lost. Nothing is asked while nobody looks.
 */
export const LIVE_SCRIPT_TEXT = `'use strict';
(() => {
  const PERIOD_MS = 2000;
  const list = document.querySelector('#leads[data-live]');
  const sign = document.getElementById('live');

  if (!list || !sign) return;

  let timer = 0;
  let asking = false;

  function show(state) {
    sign.hidden = false;
    if (sign.dataset.state === state) return;
    sign.dataset.state = state;
    sign.textContent = sign.dataset[state];
  }

  function replaceContent(target, source) {
    if (target.innerHTML !== source.innerHTML) target.replaceChildren(...source.childNodes);
  }

  function updateRow(row, source) {
    if (row.innerHTML === source.innerHTML) return;
    const hadFocus = row.contains(document.activeElement);
    row.replaceChildren(...source.childNodes);
    if (hadFocus) row.querySelector('a')?.focus({ preventScroll: true });
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
  }

  async function ask() {
    const answer = await fetch('/console/leads-fragment' + location.search, {
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
