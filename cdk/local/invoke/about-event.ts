import * as z from 'zod/mini';

/** What a recorded request of a provider must lead to. */
export const Expectation = z.object({
  kind: z.enum(['form', 'call']),
  /** Whether a lead is kept. */
  lead: z.boolean(),
  auth: z.enum(['valid', 'invalid', 'none']),
  phone: z.nullable(z.string()),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  company_inn: z.optional(z.string()),
  missed: z.optional(z.boolean()),
  utm: z.record(z.string(), z.string()),
  attribution: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** The sender's own id of the event; several where one request tells of several leads. */
  event_id: z.optional(z.string()),
  event_ids: z.optional(z.array(z.string())),
  /** The event only points at its particulars, so that the person is known after they are fetched. */
  needs_fetch: z.optional(z.string()),
  response: z.optional(
    z.object({
      status: z.number(),
      body: z.optional(z.string()),
      content_type: z.optional(z.string()),
    }),
  ),
});

export type Expectation = z.infer<typeof Expectation>;

/** What is known of a recorded request besides itself. */
export const AboutEvent = z.object({
  situation: z.string(),
  provider: z.string(),
  /** Whether names, nesting and proof were seen in the vendor's documentation or code. */
  verified: z.boolean(),
  /** The public URL that is signed, where it is. */
  url: z.optional(z.string()),
  secret: z.optional(z.string()),
  /** Unix seconds at which it is fresh; absent where its proof knows no time. */
  now: z.optional(z.number()),
  expect: Expectation,
});

export type AboutEvent = z.infer<typeof AboutEvent>;
