import { describe, expect, it } from 'vitest';
import { publicUrlsOf } from '#shared/intake/proof/public-url.ts';
import { aSource } from '#test/support/a-source.ts';

const url = 'http://10.0.0.1/v1/forms/hubspot?b=%20&a=1?2';

describe('the addresses a vendor may have called us by', () => {
  it('are the configured ones, with the query to the letter', () => {
    const source = aSource({ options: { publicUrls: ' https://a.example/h\n https://b.example/h ' } });

    expect(publicUrlsOf({ url }, source)).toEqual([
      'https://a.example/h?b=%20&a=1?2',
      'https://b.example/h?b=%20&a=1?2',
    ]);
    expect(publicUrlsOf({ url: 'http://10.0.0.1/' }, source)).toEqual([
      'https://a.example/h',
      'https://b.example/h',
    ]);
  });

  it.each<Record<string, string>>([{}, { publicUrls: '' }, { publicUrls: ' ' }])(
    'is the one it came to with %j',
    (options) => {
      expect(publicUrlsOf({ url }, aSource({ options }))).toEqual([url]);
    },
  );
});
