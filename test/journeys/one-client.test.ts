import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, OPS_TOKEN, leadIdOf, type Received } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

const KEY = 'k3yv5x0demo9mango7office1vpbx2ap';
const SALT = 's4ltv5x0demo9mango7office1vpbx2a';

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

/** A missed call as Mango tells it; `id` is Mango's id of the call. */
function call(id: string, phone: string): Promise<Received> {
  const told = { entry_id: id, call_direction: 1, from: { number: phone }, line_number: '74950000101' };
  const json = JSON.stringify({ ...told, talk_time: 0, end_time: 1_767_607_235 });
  const sign = createHash('sha256').update(`${KEY}${json}${SALT}`).digest('hex');
  return system.request('/v1/calls/mango/events/summary', {
    method: 'POST',
    body: new URLSearchParams({ vpbx_api_key: KEY, sign, json }),
  });
}

async function newestOf(source: string): Promise<string> {
  const [newest] = await system.leads(`source=${source}`);
  if (newest === undefined) throw new Error(`no lead of ${source}`);
  return newest.id;
}

describe('a client who calls, fills in the form, and calls again', () => {
  it('is one lead with three touches and one owner, who is told of each', async () => {
    expect((await call('client-1a', '79990007701')).status).toBe(200);
    const first = await newestOf('mango');
    const { owner } = await system.deliveredLead(first);

    const form = { ...aFormOf(77), phone: '8 (999) 000-77-01' };
    const formId = leadIdOf(await system.postForm(form, undefined, 'html'));
    expect((await call('client-1b', '79990007701')).status).toBe(200);
    const again = await newestOf('mango');

    const lead = await system.leadOnce(first, 'touched twice', ({ touches }) => touches.length === 3);
    expect(lead.touches.map(({ leadId }) => leadId)).toEqual([first, formId, again]);
    expect(lead.owner).toBe(owner);
    for (const id of [formId, again])
      expect(await system.lead(id)).toMatchObject({ status: 'duplicate', duplicateOf: first });
    expect((await system.lead(formId)).owner ?? null).toBeNull();

    const told = await waitFor('the owner has heard of both touches', async () => {
      const { crm, messenger } = await system.deliveries();
      const card = crm.find(({ fields }) => fields['originId'] === first);
      return card?.comments?.length === 2 ? { crm, messenger } : undefined;
    });
    const cards = told.crm.filter(({ fields }) =>
      [first, formId, again].includes(String(fields['originId'])),
    );
    expect(cards).toHaveLength(1);
  });

  it('is shown so in the console', async () => {
    const first = (await system.leads('source=mango')).find(({ touches }) => touches.length === 3);
    const signIn = await system.request('/console/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ token: OPS_TOKEN }),
    });
    const cookie = signIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { text } = await system.request(`/console/leads/${first?.id ?? ''}`, { headers: { cookie } });

    for (const { leadId } of first?.touches.slice(1) ?? [])
      expect(text).toContain(`/console/leads/${leadId}`);
  });

  it('is parted when somebody says that it was another client', async () => {
    const first = (await system.leads('source=mango')).find(({ touches }) => touches.length === 3);
    const formId = first?.touches[1]?.leadId ?? '';
    const split = (): Promise<Received> =>
      system.request(`/v1/leads/${formId}/split`, {
        method: 'POST',
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
      });

    expect((await split()).status).toBe(200);
    const parted = await system.deliveredLead(formId);
    expect(parted).toMatchObject({ status: 'offered', duplicateOf: null });
    expect((await system.lead(first?.id ?? '')).touches).toHaveLength(2);
    expect((await split()).status).toBe(409);
  });
});

describe('many at once of one client', () => {
  it('are one lead, whatever paths they come on, and whoever was first', async () => {
    const phone = '+7 999 000-88-01';
    const forms = Array.from({ length: 10 }, (_, index) =>
      system.postForm({ ...aFormOf(88), phone, message: `Wish ${index}` }, `same-client-${index}`),
    );
    const calls = Array.from({ length: 5 }, (_, index) => call(`same-client-${index}`, '79990008801'));
    const statuses = (await Promise.all([...forms, ...calls])).map(({ status }) => status);
    await system.runner.whenQuiet(20_000);

    expect(statuses.every((status) => status < 300)).toBe(true);
    const leads = (await system.leads()).filter(({ contact }) => contact.phone === '+79990008801');
    const firsts = leads.filter(({ status }) => status !== 'duplicate');
    expect(leads).toHaveLength(15);
    expect(firsts).toHaveLength(1);
    expect(firsts[0]?.touches).toHaveLength(15);
  });
});

describe('a lead that was rejected', () => {
  it('does not swallow the corrected wish of the same person', async () => {
    const form = { ...aFormOf(99), phone: '+7 999 000-99-01' };
    const rejected = leadIdOf(await system.postForm({ ...form, budget: '100' }));
    const corrected = leadIdOf(await system.postForm(form));

    expect((await system.lead(rejected)).status).toBe('rejected');
    expect(await system.deliveredLead(corrected)).toMatchObject({ status: 'offered', touches: [] });
  });
});
