/** What is shown of a system nobody has used yet: one lead of a company that the pretend registry knows. */
const DEMONSTRATION_LEAD = {
  name: 'Анна Примерова',
  phone: '+7 999 000-00-01',
  email: 'anna@example.ru',
  inn: '7707083893',
  product: 'Демонстрация',
  budget: '1500000',
  timeline: 'month',
  role: 'director',
  message: 'Так выглядит лид с сайта',
  consent: 'yes',
};

export interface Demonstration {
  readonly url: string;
  readonly opsToken: string;
}

/** Submits one lead through the form when there is none yet. Answers with its id. */
export async function submitFirstLead({ url, opsToken }: Demonstration): Promise<string | undefined> {
  if (await hasLeads(url, opsToken)) return undefined;
  const response = await fetch(`${url}/v1/forms/html`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMONSTRATION_LEAD),
  });
  const answer: { readonly leadId?: string } = await response.json();
  return response.ok ? answer.leadId : undefined;
}

/** A system that does not list its leads is left alone. */
async function hasLeads(url: string, opsToken: string): Promise<boolean> {
  const response = await fetch(`${url}/v1/leads?limit=1`, {
    headers: { authorization: `Bearer ${opsToken}` },
  });
  if (!response.ok) return true;
  const { leads = [] }: { readonly leads?: readonly unknown[] } = await response.json();
  return leads.length > 0;
}

/** Copied from here, each line does something at once. */
export function describeAddresses(
  url: string,
  { ops, head }: { readonly ops: string; readonly head: string },
  dataFolder: string,
): string {
  const lead = '{"name":"Иван","phone":"+79990000002","inn":"7740000076","consent":"yes"}';
  return [
    `  Lead Relay   ${url}`,
    '',
    `  Console      ${url}/console   (sign in with ${head} as the head of sales, or with ${ops})`,
    `  Reports      ${url}/console/reports`,
    `  The API      ${url}/docs`,
    `  Health       ${url}/health`,
    `  A website    ${url.replace('//127.0.0.1:', '//localhost:')}/local/stand-ins/site/   (with the embedded form)`,
    `  A rep's chat ${url}/local/stand-ins/telegram/chats   (accept and decline as reps do)`,
    `  CRM cards    ${url}/local/stand-ins/bitrix24/cards`,
    `  Deliveries   ${url}/local/deliveries   (what the pretend CRM and messenger received)`,
    `  Queues       ${url}/local/queues   (and dead letters, to be sent back)`,
    `  Trouble      ${url}/local/trouble   (switches for what may go wrong)`,
    `  Dashboards   ${url}/local/dashboards   (as CloudWatch will draw them)`,
    `  Alarms       ${url}/local/alarms`,
    `  Metrics      ${url}/local/metrics`,
    `  Logs         ${dataFolder}/logs`,
    '',
    '  Send a lead, and look at the newest:',
    `    curl -s ${url}/v1/forms/html -H 'content-type: application/json' -d '${lead}'`,
    `    curl -s '${url}/v1/leads?limit=1' -H 'authorization: Bearer ${ops}'`,
    '',
    '  Let the CRM fail three times; run the sweep now:',
    `    curl -s ${url}/local/faults -d '{"target":"crm","mode":"down","times":3}'`,
    `    curl -s -X POST ${url}/local/schedules/sweeper`,
  ].join('\n');
}
