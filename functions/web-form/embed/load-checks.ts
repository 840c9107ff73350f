import type { FormSchema } from '../form-schema.ts';
import type { Texts } from './draft.ts';
import type { Complaints } from './find-complaints.ts';

/** What the domain knows about what is typed. */
export interface Checks {
  readonly findComplaints: (typed: Texts, schema: FormSchema) => Complaints;
  /** The INN in a text, once its checksum is right. */
  readonly readInn: (typed: string) => string | undefined;
}

/** Checks that come later: until then, nothing is wrong. */
export interface LazyChecks extends Checks {
  /** Resolves when they are there, or are not to be waited for. */
  readonly load: () => Promise<void>;
}

/** How the script with the checks hands them over: an event at its own tag, as a page should get no names of ours. */
export const CHECKS_LOADED = 'lr:checks';

const NONE: Complaints = new Map();

/** Somebody who wants to send is not held up for longer. */
const LOAD_LIMIT_MS = 3_000;

/**
 * The domain's rules and words are most of the form, and most visitors of a page never touch it. So they come as
 * a script of their own once somebody does.
 *
 * Where it does not come, or a browser is too old for it, the server checks alone: it has the last word anyway.
 */
export function lazyChecks(url: string, nonce: string | undefined): LazyChecks {
  let checks: Checks | undefined;
  let loading: Promise<void> | undefined;

  const load = () =>
    new Promise<void>((resolve) => {
      const script = document.createElement('script');
      script.addEventListener(CHECKS_LOADED, (event) => {
        checks = (event as CustomEvent<Checks>).detail;
        resolve();
      });
      script.onerror = () => {
        loading = undefined;
        resolve();
      };
      // Also after a script that the browser could not read.
      script.onload = () => resolve();
      setTimeout(resolve, LOAD_LIMIT_MS);
      if (nonce !== undefined) script.nonce = nonce;
      script.src = url;
      document.head.append(script);
    });

  const ask = <T>(work: (known: Checks) => T, otherwise: T): T => {
    try {
      return checks === undefined ? otherwise : work(checks);
    } catch {
      return otherwise;
    }
  };

  return {
    load: () => (loading ??= load()),
    findComplaints: (typed, schema) => ask((known) => known.findComplaints(typed, schema), NONE),
    readInn: (typed) => ask((known) => known.readInn(typed), undefined),
  };
}
