import { describe, expect, it } from 'vitest';
import { parseDemoOptions } from '#cdk/local/demo/options.ts';

describe('the command line of a demonstration', () => {
  it('has a default for everything', () => {
    expect(parseDemoOptions([], {}, 5)).toEqual({
      ...{
        url: 'http://127.0.0.1:8787',
        token: 'local-ops',
        perSecond: 5,
        seconds: 30,
        seed: 5,
        help: false,
      },
    });
  });

  it('takes rate, length, place, token and seed', () => {
    const args = '--rate 20 --for 2.5 --url http://localhost:1/ --token t --seed 9'.split(' ');

    expect(parseDemoOptions(args, { LEADS_OPS_TOKEN: 'x' }, 5)).toMatchObject({
      ...{ url: 'http://localhost:1', token: 't', perSecond: 20, seconds: 2.5, seed: 9 },
    });
  });

  it.each([
    ['--rate', '0'],
    ['--rate', 'fast'],
    ['--for', '-1'],
    ['--seed', '1e3'],
    ['--speed', '1'],
  ])('says what is wrong with %s %s', (option, value) => {
    expect(() => parseDemoOptions([`${option}=${value}`], {}, 5)).toThrow(option);
  });
});
