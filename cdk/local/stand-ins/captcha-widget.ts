/**
 * What the service's `captcha.js` does for a page, with a box to tick instead of a test: it fills elements of the
 * class `smart-captcha`, adds `smart-token` to the form around them, and has `window.smartCaptcha` for scripts.
 */
export const WIDGET_SCRIPT = `(() => {
  const widgets = [];
  const render = (container, params = {}) => {
    const box = typeof container === 'string' ? document.getElementById(container) : container;
    const token = document.createElement('input');
    token.type = 'hidden';
    token.name = 'smart-token';
    const tick = document.createElement('input');
    tick.type = 'checkbox';
    tick.style.width = 'auto';
    const label = document.createElement('label');
    label.append(tick, (params.hl ?? box.dataset.hl) === 'en' ? ' I am not a robot (stand-in)' : ' Я не робот (заглушка)');
    tick.addEventListener('change', () => {
      token.value = tick.checked ? 'ok-' + Math.random().toString(36).slice(2) : '';
      if (tick.checked) params.callback?.(token.value);
    });
    box.replaceChildren(label, token);
    return widgets.push({ box, token, tick }) - 1;
  };
  const reset = (id = 0) => {
    const widget = widgets[id];
    if (widget === undefined) return;
    widget.tick.checked = false;
    widget.token.value = '';
  };
  window.smartCaptcha = {
    render,
    reset,
    getResponse: (id = 0) => widgets[id]?.token.value ?? '',
    execute: (id = 0) => widgets[id]?.tick.click(),
    destroy: (id = 0) => widgets[id]?.box.replaceChildren(),
    subscribe: () => () => undefined,
  };
  const params = new URL(document.currentScript.src).searchParams;
  if (params.get('render') === 'onload') window[params.get('onload')]?.();
  else for (const box of document.querySelectorAll('.smart-captcha')) render(box);
})();
`;
