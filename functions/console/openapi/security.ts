import type { Access } from './operation.ts';

/** How callers prove themselves. */
export const SECURITY_SCHEMES = {
  opsToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of ops, or that of the head of sales.',
  },
  webhookSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'Standard Webhooks, together with `webhook-id` and `webhook-timestamp`, ±5 minutes. Other providers sign in their own way, over the bytes; each is proved as its vendor says.',
  },
  sourceToken: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'A long random token, for vendors that sign nothing.',
  },
  formSecret: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Form-Secret',
    description: 'For a site’s own server that posts our own form’s fields to a source with a secret.',
  },
  messengerSecret: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Telegram-Bot-Api-Secret-Token',
    description: 'As it was given to `setWebhook`.',
  },
} as const;

type Scheme = keyof typeof SECURITY_SCHEMES;
type Requirement = Readonly<Partial<Record<Scheme, readonly string[]>>>;

/** Nothing at all: a public form, a secret within the body, or the token in the address is the proof. */
const NOTHING: Requirement = {};

const BY_ACCESS: Readonly<Record<Access, readonly Requirement[]>> = {
  token: [{ opsToken: [] }],
  form: [NOTHING, { formSecret: [] }, { webhookSignature: [] }, { sourceToken: [] }],
  call: [{ webhookSignature: [] }, { sourceToken: [] }, NOTHING],
  crm: [{ webhookSignature: [] }, NOTHING],
  messenger: [{ messengerSecret: [] }],
  link: [NOTHING],
  nobody: [NOTHING],
};

export function securityOf(access: Access): readonly Readonly<Record<string, readonly string[]>>[] {
  return BY_ACCESS[access] as readonly Readonly<Record<string, readonly string[]>>[];
}
