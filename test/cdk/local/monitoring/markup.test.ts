import { expect, it } from 'vitest';
import { escapeText, formatFigure } from '#cdk/local/monitoring/markup.ts';

it.each([
  [0, '0'],
  [0.004567, '0.0046'],
  [9.854, '9.85'],
  [184.4, '184'],
  [12_500, '12.5k'],
  [1_250_000, '1.25M'],
])('writes %d as %s', (value, expected) => {
  expect(formatFigure(value)).toBe(expected);
});

it('lets no text out of its place', () => {
  expect(escapeText(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
});
