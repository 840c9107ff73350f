import { gzipSync } from 'node:zlib';

/** A request that nobody honest makes, to be sent to any source. */
export interface HostileRequest {
  readonly situation: string;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Put behind the address, after its question mark. */
  readonly query?: string;
}

/** What must never be found in a log: whatever a hostile request says of a person. */
export const PERSONAL = {
  name: 'Канарейкина',
  phone: '9995550123',
  email: 'kanareika@secret.example',
  message: 'позвоните-мне-тайно',
  token: 'sesame-of-the-canary',
} as const;

const FIELDS: readonly (readonly [string, string])[] = [
  ['name', PERSONAL.name],
  ['phone', `+7${PERSONAL.phone}`],
  ['email', PERSONAL.email],
  ['message', PERSONAL.message],
  ['inn', '7736207543'],
  ['consent', 'yes'],
];

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const MULTIPART_TYPE = { 'content-type': 'multipart/form-data; boundary=b' };
const XML_TYPE = { 'content-type': 'text/xml' };

const OBJECT = Object.fromEntries(FIELDS);
const JSON_TEXT = JSON.stringify(OBJECT);
const FORM_TEXT = new URLSearchParams(OBJECT).toString();

export function multipart(fields: readonly (readonly [string, string])[], boundary = 'b'): string {
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}

/** The bytes of windows-1251, as far as Russian letters need them; what else there is must be ASCII. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code & 0x7f;
    }),
  );
}

function percentEncoded(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function times<T>(howMany: number, make: (at: number) => T): T[] {
  return Array.from({ length: howMany }, (_, at) => make(at));
}

type Sent = readonly [
  situation: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  query?: string,
];

const JSON_BODIES: readonly Sent[] = [
  ['nothing, said to be JSON', '', JSON_TYPE],
  ['a form of ours', JSON_TEXT, JSON_TYPE],
  ['null', 'null', JSON_TYPE],
  ['a list of forms', `[${JSON_TEXT},${JSON_TEXT}]`, JSON_TYPE],
  ['half of a form', JSON_TEXT.slice(0, 60), JSON_TYPE],
  ['brackets without end', '['.repeat(30_000), JSON_TYPE],
  ['objects inside objects', `${'{"name":'.repeat(5_000)}1${'}'.repeat(5_000)}`, JSON_TYPE],
  [
    'lists of our fields inside lists',
    JSON.stringify({ ...OBJECT, phone: [[[{ a: [PERSONAL.phone] }]]], name: {}, email: [], call: [null] }),
    JSON_TYPE,
  ],
  ['six thousand keys', `{${times(6_000, (at) => `"k${at}":"${at}"`).join(',')}}`, JSON_TYPE],
  ['a poisoned prototype', `{"__proto__":{"admin":true},${JSON_TEXT.slice(1)}`, JSON_TYPE],
  ['an escaped prototype', `{"\\u005f_proto__":{"admin":true},${JSON_TEXT.slice(1)}`, JSON_TYPE],
  ['a poisoned constructor', '{"constructor":{"prototype":{"admin":true}}}', JSON_TYPE],
  ['one key a thousand times', `{${times(400, (at) => `"phone":"${at}"`).join(',')}}`, JSON_TYPE],
  ['lone surrogates', '{"name":"\\ud800","phone":"\\udfff","message":"\\ud83d","\\ud800":"a"}', JSON_TYPE],
  [
    'NUL, control characters and marks of direction',
    JSON.stringify({
      ...OBJECT,
      name: '\u0000\u0001\u001f\u007f',
      message: '\u202Egnp.exe\u0000\u2066',
      '\u0000': 'a',
    }),
    JSON_TYPE,
  ],
  ['NUL between the bytes', `{"name":"a\u0000b"}\u0000`, JSON_TYPE],
  ['numbers beyond all', '{"phone":1e999,"budget":-1e999,"inn":99999999999999999999,"id":1e21}', JSON_TYPE],
  [
    'texts where numbers are expected',
    '{"duration":"NaN","talk_time":{},"id":[],"timestamp":true}',
    JSON_TYPE,
  ],
  ['UTF-16 without a word', Buffer.from(JSON_TEXT, 'utf16le'), JSON_TYPE],
  [
    'UTF-16 with its mark',
    Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le'),
    { 'content-type': 'application/json; charset=utf-16' },
  ],
  ['windows-1251 without a word', windows1251(JSON_TEXT), JSON_TYPE],
  [
    'windows-1251, declared',
    windows1251(JSON_TEXT),
    { 'content-type': 'application/json; charset=windows-1251' },
  ],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0xed, 0xa0, 0x80]), JSON_TYPE],
  ['a form of 70 KB', JSON.stringify({ ...OBJECT, message: 'я'.repeat(35_000) }), JSON_TYPE],
  ['a form of 300 KB', JSON.stringify({ ...OBJECT, message: 'a'.repeat(300_000) }), JSON_TYPE],
];

const FORM_BODIES: readonly Sent[] = [
  ['nothing, said to be a form', '', FORM_TYPE],
  ['a form of ours as pairs', FORM_TEXT, FORM_TYPE],
  ['escapes that are none', `name=%ZZ%&phone=%E0%A4&=&&&===&${FORM_TEXT}%`, FORM_TYPE],
  ['names of nothing', '=1&=2&__proto__=3&constructor=4&[]=5&[[[]]]=6&a[__proto__][b]=7', FORM_TYPE],
  ['a thousand pairs', times(1_000, (at) => `a${at}=1`).join('&'), FORM_TYPE],
  ['one name ten thousand times', times(10_000, (at) => `phone=${at}`).join('&'), FORM_TYPE],
  ['brackets in a name', `${'a['.repeat(5_000)}=1&${FORM_TEXT}`, FORM_TYPE],
  [
    'windows-1251, percent by percent',
    `name=${percentEncoded(windows1251(PERSONAL.name))}&phone=1`,
    FORM_TYPE,
  ],
  ['windows-1251 in raw bytes', windows1251(`name=${PERSONAL.name}&phone=+7${PERSONAL.phone}`), FORM_TYPE],
  [
    'windows-1251, declared in the type',
    windows1251(`name=${PERSONAL.name}`),
    { 'content-type': 'application/x-www-form-urlencoded; charset=windows-1251' },
  ],
  ['windows-1251, declared in a field', `_charset_=windows-1251&name=%CA%E0%ED`, FORM_TYPE],
  ['a charset that is a trap', '_charset_=__proto__&name=a', FORM_TYPE],
  ['UTF-16 as pairs', Buffer.from(FORM_TEXT, 'utf16le'), FORM_TYPE],
  ['NUL as pairs', `name=%00%00&phone=%00&%00=%00&${FORM_TEXT}`, FORM_TYPE],
  ['surrogates as bytes', 'name=%ED%A0%80&message=%ED%BF%BF&phone=%F4%90%80%80', FORM_TYPE],
  ['JSON inside a pair, without end', `json=${'['.repeat(50_000)}`, FORM_TYPE],
  [
    'JSON inside a pair, of another kind',
    'json=null&data=[]&payload="a"&rawRequest=12&result=%7B%7D',
    FORM_TYPE,
  ],
  ['JSON inside a pair, poisoned', `json={"__proto__":{"a":1}}&data={"constructor":1}&sign=a`, FORM_TYPE],
  ['pairs of 300 KB', `message=${'a'.repeat(300_000)}&${FORM_TEXT}`, FORM_TYPE],
  [
    'texts that take a pattern long',
    `email=${'a.'.repeat(8_000)}@&phone=${'1+'.repeat(8_000)}&inn=${'0'.repeat(8_000)}`,
    FORM_TYPE,
  ],
];

const PART = 'Content-Disposition: form-data; name="name"';

const MULTIPART_BODIES: readonly Sent[] = [
  ['a form of ours in parts', multipart(FIELDS), MULTIPART_TYPE],
  ['parts without a boundary', multipart(FIELDS), { 'content-type': 'multipart/form-data' }],
  ['parts with an empty boundary', multipart(FIELDS), { 'content-type': 'multipart/form-data; boundary=' }],
  ['parts with another boundary', multipart(FIELDS, 'c'), MULTIPART_TYPE],
  [
    'parts with an endless boundary',
    multipart(FIELDS, 'b'.repeat(5_000)),
    { 'content-type': `multipart/form-data; boundary=${'b'.repeat(5_000)}` },
  ],
  ['parts that never end', `--b\r\n${PART}\r\n\r\n${PERSONAL.name}`, MULTIPART_TYPE],
  ['no parts', '--b--', MULTIPART_TYPE],
  ['nothing, said to be parts', '', MULTIPART_TYPE],
  ['five thousand empty parts', `${'--b\r\n\r\n\r\n'.repeat(5_000)}--b--\r\n`, MULTIPART_TYPE],
  ['five thousand nameless parts', multipart(times(5_000, () => ['', ''])), MULTIPART_TYPE],
  ['ten thousand boundaries', '--b\r\n'.repeat(10_000), MULTIPART_TYPE],
  [
    'a part with endless headers',
    `--b\r\n${PART}\r\nx: ${'a'.repeat(200_000)}\r\n\r\n1\r\n--b--`,
    MULTIPART_TYPE,
  ],
  ['a part with many headers', `--b\r\n${PART}\r\n${'x: a\r\n'.repeat(5_000)}\r\n1\r\n--b--`, MULTIPART_TYPE],
  ['a file', `--b\r\n${PART}; filename="a.exe"\r\n\r\nMZ\r\n--b--\r\n`, MULTIPART_TYPE],
  [
    'a part in base64',
    `--b\r\n${PART}\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%\r\n--b--`,
    MULTIPART_TYPE,
  ],
  [
    'a part in a charset nobody has',
    `--b\r\n${PART}\r\nContent-Type: text/plain; charset=klingon\r\n\r\na\r\n--b--`,
    MULTIPART_TYPE,
  ],
  ['parts in windows-1251', windows1251(multipart(FIELDS)), MULTIPART_TYPE],
  [
    'a prototype as a part',
    multipart([['__proto__', 'x'], ['a[__proto__]', 'y'], ...FIELDS]),
    MULTIPART_TYPE,
  ],
  ['parts of 1,5 MB', multipart([['message', 'a'.repeat(1_500_000)], ...FIELDS]), MULTIPART_TYPE],
];

const OTHER_BODIES: readonly Sent[] = [
  ['a type that is none', JSON_TEXT, { 'content-type': ';;;' }],
  ['no type', JSON_TEXT, {}],
  ['two types', JSON_TEXT, { 'content-type': 'application/json, text/html' }],
  ['an endless type', JSON_TEXT, { 'content-type': `application/json; a=${'b'.repeat(8_000)}` }],
  ['a charset nobody has', JSON_TEXT, { 'content-type': 'application/json; charset=klingon' }],
  ['a charset that is a trap', JSON_TEXT, { 'content-type': 'application/json; charset=__proto__' }],
  ['plain text', FORM_TEXT, { 'content-type': 'text/plain' }],
  ['XML with entities', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', XML_TYPE],
  ['XML inside XML', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`, XML_TYPE],
  ['XML that never ends', `<a b="${PERSONAL.name}`, XML_TYPE],
  [
    'fifty megabytes of nothing, packed',
    gzipSync(Buffer.alloc(50 * 1024 * 1024)),
    { ...JSON_TYPE, 'content-encoding': 'gzip' },
  ],
  ['a packed form', gzipSync(FORM_TEXT), { ...FORM_TYPE, 'content-encoding': 'gzip' }],
  ['packing nobody knows', FORM_TEXT, { ...FORM_TYPE, 'content-encoding': 'br, gzip, klingon' }],
];

const HEADERS: readonly Sent[] = [
  ['an endless key', JSON_TEXT, { ...JSON_TYPE, 'idempotency-key': 'k'.repeat(9_000) }],
  ['a key of control characters', JSON_TEXT, { ...JSON_TYPE, 'idempotency-key': '\u0000\r\nx: y' }],
  ['an endless language', JSON_TEXT, { ...JSON_TYPE, 'accept-language': 'ru;q=0.1,'.repeat(900) }],
  [
    'an endless referer',
    JSON_TEXT,
    { ...JSON_TYPE, referer: `https://a.example/?${'utm_x=1&'.repeat(900)}` },
  ],
  ['an origin of nonsense', JSON_TEXT, { ...JSON_TYPE, origin: 'null' }],
  ['a host that is none', FORM_TEXT, { ...FORM_TYPE, host: 'a b:99999/[::', 'x-forwarded-host': '@@' }],
  ['endless signatures', JSON_TEXT, { ...JSON_TYPE, ...signedWith('v1,a '.repeat(2_000)) }],
  ['empty signatures', FORM_TEXT, { ...FORM_TYPE, ...signedWith('') }],
  ['signatures that are no text', FORM_TEXT, { ...FORM_TYPE, ...signedWith('é\u0000ы=,;%') }],
];

function signedWith(signature: string): Readonly<Record<string, string>> {
  const names = [
    'signature',
    'sign',
    'authorization',
    'x-signature',
    'x-webhook-token',
    'x-form-secret',
    'x-hub-signature-256',
    'x-twilio-signature',
    'typeform-signature',
    'x-webflow-signature',
    'x-hubspot-signature',
    'x-hubspot-signature-v3',
    'x-ctm-signature',
    'webhook-signature',
    'webhook-id',
  ];
  const moments = ['webhook-timestamp', 'x-webflow-timestamp', 'x-hubspot-request-timestamp', 'x-ctm-time'];
  return Object.fromEntries([
    ...names.map((name) => [name, signature]),
    ...moments.map((name) => [name, '1795424400']),
  ]);
}

const QUERIES: readonly Sent[] = [
  ['a query of 100 KB', FORM_TEXT, FORM_TYPE, `a=${'b'.repeat(100_000)}`],
  ['a query of ten thousand names', FORM_TEXT, FORM_TYPE, times(10_000, (at) => `a${at}=1`).join('&')],
  [
    'a query of escapes that are none',
    FORM_TEXT,
    FORM_TYPE,
    '%E0%A4%A&%&%%=%ZZ&token=%00&__proto__=1&zd_echo=%',
  ],
  ['a query with everything personal', JSON_TEXT, JSON_TYPE, `${FORM_TEXT}&caller_id=${PERSONAL.phone}`],
  [
    'a challenge that is markup',
    '',
    JSON_TYPE,
    'zd_echo=<script>&hub.mode=subscribe&hub.challenge=<script>&hub.verify_token=a',
  ],
];

/** Sent to every source of every provider, each with the token said in the address as well. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...JSON_BODIES,
  ...FORM_BODIES,
  ...MULTIPART_BODIES,
  ...OTHER_BODIES,
  ...HEADERS,
  ...QUERIES,
].map(([situation, body, headers, query]) => ({
  situation,
  body,
  headers,
  ...(query === undefined ? {} : { query }),
}));

/** Places in the address where a source's id is expected. */
export const HOSTILE_IDS: readonly string[] = [
  '',
  '..',
  '../../etc/passwd',
  '%2e%2e%2f',
  '%E0%A4%A',
  '%00',
  '\u0000',
  '__proto__',
  'constructor',
  'a'.repeat(10_000),
  '<script>',
  PERSONAL.phone,
];
