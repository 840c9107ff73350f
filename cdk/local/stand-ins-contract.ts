import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults, FaultsMet, FaultTarget } from './stand-ins/faults.ts';

/** What the runner wants of the pretend outside systems; it knows nothing else about them. */
export interface StandIns {
  /** Answers a request; `path` is what follows `/local/stand-ins`. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  /** Everything they have received, as JSON. */
  deliveries(): unknown;
  /** What is wrong with each; none where there is none. */
  faults(): Partial<Faults>;
  faultsMet(): FaultsMet;
  setFault(target: FaultTarget, fault: Fault): void;
  close(): Promise<void>;
}

/** A stack without an outside world: nothing was delivered, nobody answers. */
export const NO_STAND_INS: StandIns = {
  handle(_, response) {
    response.writeHead(404).end();
    return Promise.resolve();
  },
  deliveries: () => ({}),
  faults: () => ({}),
  faultsMet: () => ({}),
  setFault: () => {
    throw new Error('There are no stand-ins that could fail.');
  },
  close: () => Promise.resolve(),
};
