/** How a source of a provider proves itself: it must, it may, or its particulars are fetched besides. */
export interface KnownProvider {
  readonly kind: 'form' | 'call';
  readonly needsSecret: boolean;
  /** An event only points at the lead: without `details` nothing of it can be read. */
  readonly needsDetails?: true;
  /** A browser posts to it, so the sites it may come from matter. */
  readonly isPublic?: true;
}

const FORM = { kind: 'form', needsSecret: true } as const;
const CALL = { kind: 'call', needsSecret: true } as const;

/** Every provider there is. The runner executes bundles and never sees the functions' own list; a test compares. */
export const PROVIDERS: Readonly<Record<string, readonly KnownProvider[]>> = {
  asterisk: [CALL],
  beeline: [CALL],
  bitrix24: [CALL],
  callrail: [CALL],
  calltouch: [CALL],
  cf7: [FORM],
  ctm: [CALL],
  elementor: [FORM],
  googleads: [FORM],
  html: [{ kind: 'form', needsSecret: false, isPublic: true }],
  hubspot: [{ ...FORM, needsDetails: true }],
  jotform: [FORM],
  mango: [CALL],
  marquiz: [FORM],
  megafon: [CALL],
  meta: [{ ...FORM, needsDetails: true }],
  novofon: [CALL],
  roistat: [CALL],
  sipuni: [CALL],
  standardwebhooks: [FORM],
  tilda: [FORM],
  twilio: [CALL],
  typeform: [FORM],
  uis: [CALL],
  vk: [FORM],
  webflow: [FORM],
  zadarma: [CALL],
};

export function findProvider(id: string, kind: 'form' | 'call'): KnownProvider | undefined {
  return PROVIDERS[id]?.find((provider) => provider.kind === kind);
}
