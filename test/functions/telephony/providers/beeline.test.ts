import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beeline } from '#functions/telephony/providers/beeline.ts';
import type { Reading } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload } from '#test/support/payloads.ts';
import { askedBy, itAnswersWhateverIsSent, itIsProvedByItsToken } from '#test/support/token-providers.ts';
import { expectedOf, understand } from '#test/support/understood.ts';

const source = aSource({ id: 'beeline', provider: 'beeline', kind: 'call' });

interface Released {
  readonly type?: string;
  readonly root?: string;
  readonly call?: string;
  readonly times?: string;
  readonly party?: string;
}

const CALL =
  '<callId>leg-1</callId><extTrackingId>8001:1</extTrackingId><personality>Terminator</personality>';
const PARTY = '<address>tel:+79990000001</address><callType>Network</callType>';

function released({
  type = 'CallReleasedEvent',
  root = '',
  call = CALL,
  times = '',
  party = PARTY,
}: Released) {
  return (
    `<Event type="${root}"><eventData xsi:type="xsi:${type}"><call>${call}` +
    `<remoteParty>${party}</remoteParty>${times}</call></eventData></Event>`
  );
}

function read(event: Released | string): Reading | Promise<Reading> {
  return beeline.read(askedBy({ text: typeof event === 'string' ? event : released(event) }), source);
}

describe('a call from Beeline', () => {
  it('that nobody answered is a missed one', async () => {
    const payload = await readPayload('telephony/beeline-missed');
    const { genuine, reading, contact } = await understand(beeline, payload, source);

    expect(genuine).toBe(true);
    expect(contact?.phone).toBe(payload.expect.phone);
    expect(reading).toMatchObject({ submission: expectedOf(payload) });
  });

  it('was talked from its answer to its release', async () => {
    const times = '<answerTime>1767603610000</answerTime><releaseTime>1767603640400</releaseTime>';

    expect(await read({ times })).toMatchObject({ submission: { call: { missed: false, talkSeconds: 30 } } });
  });

  it('is one call, whichever of its legs tells of it', async () => {
    const other = CALL.replace('leg-1', 'leg-2');

    expect(await read({})).toMatchObject({ submission: { eventId: '8001:1' } });
    expect(await read({ call: other })).toMatchObject({ submission: { eventId: '8001:1' } });
  });

  it('came by the line it was redirected from last', async () => {
    const redirection = (address: string) =>
      `<redirection><party><address>${address}</address></party></redirection>`;
    const times = `<redirections>${redirection('tel:101')}${redirection('tel:+74950000101')}</redirections>`;

    expect(await read({ times })).toMatchObject({
      submission: { call: { trackingNumber: '+74950000101' } },
    });
  });

  it.each(['CallReceivedEvent', 'CallAnsweredEvent', 'CallOriginatedEvent', 'HookStatusEvent', ''])(
    'is not told by %s',
    async (type) => {
      expect(await read({ type })).toEqual({ outcome: 'ignored', because: 'not-the-end-of-a-call' });
    },
  );

  it('that we or a colleague made is no lead', async () => {
    const originated = CALL.replace('Terminator', 'Originator');
    const party = PARTY.replace('Network', 'Group');

    expect(await read({ call: originated })).toEqual({ outcome: 'ignored', because: 'not-inbound' });
    expect(await read({ party })).toEqual({ outcome: 'ignored', because: 'not-inbound' });
  });

  it.each(['', 'tel:', 'anonymous', 'sip:anonymous@anonymous.invalid', 'tel:+', 'tel:101'])(
    'from %s has nobody to call back',
    async (address) => {
      expect(await read({ party: `<address>${address}</address>` })).toEqual({
        outcome: 'ignored',
        because: 'hidden-caller',
      });
    },
  );

  it.each(['sip:+79990000001@beeline.ru', 'tel:+79990000001;ext=5', '+79990000001'])(
    'from %s is from that number',
    async (address) => {
      expect(await read({ party: `<address>${address}</address>` })).toMatchObject({
        submission: { fields: { phone: '+79990000001' } },
      });
    },
  );

  it('can be read whatever prefixes and envelope it has', async () => {
    const bare = released({}).replaceAll('xsi:', 'ns7:');

    expect(await read(`<Envelope><Body>${bare}</Body></Envelope>`)).toMatchObject({ outcome: 'submission' });
  });

  it('may carry its texts as CDATA', async () => {
    const party = '<address><![CDATA[tel:+79990000001]]></address>';

    expect(await read({ party })).toMatchObject({ submission: { fields: { phone: '+79990000001' } } });
  });

  it('ends nothing when the subscription does, but says so', async () => {
    expect(await read('<Event xsi:type="xsi:SubscriptionTerminatedEvent"/>')).toEqual({
      outcome: 'ignored',
      because: 'subscription-ended',
    });
    expect(await read({ type: 'SubscriptionTerminatedEvent' })).toMatchObject({
      because: 'subscription-ended',
    });
  });

  it('without an id cannot be told from its own repeat', async () => {
    expect(await read({ call: '<personality>Terminator</personality>' })).toEqual({
      outcome: 'unreadable',
      status: 422,
      code: 'call-id-missing',
    });
  });

  it.each(['<a/>', '<?xml version="1.0"?><list><item/></list>'])('is not %s', async (document) => {
    expect(await read(document)).toEqual({ outcome: 'unreadable', status: 422, code: 'not-a-call' });
  });

  it.each([
    ['nothing', ''],
    ['a form', 'call_id=1'],
    ['JSON', '{"call":1}'],
    ['half a document', '<Event><eventData>'],
    ['a document type', `<!DOCTYPE Event>${released({})}`],
    ['entities', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`],
    ['an entity nobody declared', '<a>&x;</a>'],
    ['too deep a document', `${'<a>'.repeat(31)}${'</a>'.repeat(31)}`],
    ['too many elements', `<a>${'<b/>'.repeat(2_001)}</a>`],
  ])('cannot be read from %s', async (_what, document) => {
    expect(await read(document)).toEqual({ outcome: 'unreadable', status: 422, code: 'malformed-xml' });
  });

  it('is never larger than a telephony event', async () => {
    expect(await read(' '.repeat(256 * 1024 + 1))).toMatchObject({ outcome: 'unreadable', status: 413 });
  });

  it('is answered whatever document was sent', async () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<eventData type="CallReleasedEvent">',
      '&lt;',
      ']]>',
      '<!--',
      'x',
    );

    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        expect(await read(pieces.join(''))).toHaveProperty('outcome');
      }),
    );
  });

  itAnswersWhateverIsSent(beeline, source, ['token', 'call']);
});

describe('the token of Beeline', () => {
  itIsProvedByItsToken(beeline, source, 'telephony/beeline-missed');
});
