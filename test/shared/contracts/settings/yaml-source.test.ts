import { describe, expect, it } from 'vitest';
import { readYaml, type YamlReading } from '#shared/contracts/settings/yaml-source.ts';

const TROUBLE = { code: 'x', message: { ru: 'х', en: 'x' } };

function locate(text: string, path: (string | number)[], more: { onKey?: boolean; offset?: number } = {}) {
  const reading = readYaml(text);
  if (reading.outcome === 'faulty') throw new Error(JSON.stringify(reading.faults));
  const { line, column } = reading.source.locate({ path, ...TROUBLE, ...more });
  return [line, column];
}

function codes(reading: YamlReading): readonly string[] {
  return reading.outcome === 'faulty' ? reading.faults.map(({ code }) => code) : [];
}

describe('a YAML document', () => {
  const text = [
    'reps:',
    '  - id: olga',
    '    hours: &h',
    '      mon: "9-18"',
    '  - id: ivan',
    '    hours: *h',
    'last:',
  ].join('\n');

  it('gives values, keys and missing fields their lines', () => {
    expect(locate(text, ['reps', 1, 'id'])).toEqual([5, 9]);
    expect(locate(text, ['reps', 1, 'id'], { onKey: true })).toEqual([5, 5]);
    expect(locate(text, ['reps', 0, 'capacity'])).toEqual([2, 5]);
    expect(locate(text, ['reps', 0, 'hours'])).toEqual([3, 5]);
    expect(locate(text, ['last'])).toEqual([7, 1]);
    expect(locate(text, ['nowhere', 'at', 'all'])).toEqual([1, 1]);
  });

  it('finds what an alias stands for where it was written', () => {
    expect(locate(text, ['reps', 1, 'hours', 'mon'])).toEqual([4, 12]);
  });

  it('finds a place inside a text, however the text is written', () => {
    expect(locate('when: abc < 5', ['when'], { offset: 4 })).toEqual([1, 11]);
    expect(locate('when: "abc < 5"', ['when'], { offset: 4 })).toEqual([1, 12]);
    expect(locate('when: >-\n  abc\n    && def\n', ['when'], { offset: 8 })).toEqual([3, 8]);
    expect(locate('when: |\n  abc\n  && def\n', ['when'], { offset: 4 })).toEqual([3, 3]);
    expect(locate('when: abc\n  && def\n', ['when'], { offset: 7 })).toEqual([2, 6]);
  });

  it('says on which line it cannot be read', () => {
    const reading = readYaml('reps:\n  - id: "olga\n');

    expect(reading).toMatchObject({ outcome: 'faulty', faults: [{ line: 3, code: 'yaml' }] });
  });

  it.each([
    ['a field written twice', 'a: 1\nb: 2\na: 3', 3],
    ['tabs', 'a:\n\tb: 1', 2],
    ['two documents', 'a: 1\n---\nb: 2', 2],
    ['tags', 'a: !!js/function "x"', 1],
  ])('refuses %s', (_what, yaml, line) => {
    expect(readYaml(yaml)).toMatchObject({ outcome: 'faulty', faults: [{ line, code: 'yaml' }] });
  });

  it('refuses what is too large, too deep or explodes', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, index) => {
        const previous = 'abcdefgh'[index] ?? 'a';
        return `${name}: &${name} [${Array(9).fill(`*${previous}`).join(', ')}]`;
      }),
    ].join('\n');

    expect(codes(readYaml(`a: ${'x'.repeat(256 * 1024)}`))).toEqual(['too-large']);
    expect(codes(readYaml(bomb))).toEqual(['too-many-aliases']);
    expect(codes(readYaml('['.repeat(100_000)))[0]).toBe('too-deep');
    expect(codes(readYaml(`${'['.repeat(20_000)}${']'.repeat(20_000)}`))[0]).toBe('too-deep');
  });

  it.each([
    ['explicit keys', '? '.repeat(120_000)],
    ['explicit keys in brackets', `a: [${'{? '.repeat(60_000)}`],
    ['twenty thousand fields', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
    ['a fault on every line', 'x: *a\n'.repeat(30_000)],
  ])('is answered at once, whatever it is made of: %s', (_what, text) => {
    const startedAt = performance.now();

    const faults = codes(readYaml(text));

    expect(faults.length).toBeLessThanOrEqual(50);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('may say "?" in a text', () => {
    expect(readYaml('a: what ? is it\nb: "?"\nc: [x ?, ?y]').outcome).toBe('ok');
    expect(readYaml('a: 1\n? b\n: 2')).toMatchObject({ faults: [{ line: 2, code: 'yaml' }] });
  });

  it.each(['a: &one [*one, *one]', '&one {b: *one}', 'a: &one\n  b: [{c: *one}]'])(
    'refuses an alias inside of what it refers to: %s',
    (text) => {
      expect(codes(readYaml(text))).toContain('yaml');
    },
  );

  it('names an alias that stands for nothing', () => {
    expect(readYaml('a: &one 1\nb: *two')).toMatchObject({ faults: [{ line: 2, code: 'yaml' }] });
  });

  it('does not let a field change what objects are', () => {
    const reading = readYaml('__proto__:\n  polluted: true\n');

    expect(reading.outcome).toBe('ok');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
