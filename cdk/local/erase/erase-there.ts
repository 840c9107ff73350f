import { askFor, type Installation } from '../policy/installation.ts';
import type { ErasureBody } from './options.ts';
import { Receipt } from './receipt.ts';

/** Millions of leads are looked at in so many calls; more of them would never end. */
const MAX_CALLS = 2_000;

/** Orders an erasure and goes on with it until it is done. `onProgress` hears the receipt after every call. */
export async function eraseThere(
  body: ErasureBody,
  installation: Installation,
  onProgress: (receipt: Receipt) => void,
): Promise<Receipt> {
  const request = { method: 'POST', body: JSON.stringify(body) };
  return goOnUntilDone(
    await askFor(Receipt, installation, '/v1/erasures', request),
    installation,
    onProgress,
  );
}

/** The same for one that has been ordered; one that is done is only shown. */
export async function goOnThere(
  id: string,
  installation: Installation,
  onProgress: (receipt: Receipt) => void,
): Promise<Receipt> {
  return goOnUntilDone(await goOn(id, installation), installation, onProgress);
}

async function goOnUntilDone(
  first: Receipt,
  installation: Installation,
  onProgress: (receipt: Receipt) => void,
): Promise<Receipt> {
  let receipt = first;
  for (let calls = 1; receipt.state === 'running' && calls < MAX_CALLS; calls += 1) {
    onProgress(receipt);
    receipt = await goOn(receipt.id, installation);
  }
  return receipt;
}

function goOn(id: string, installation: Installation): Promise<Receipt> {
  return askFor(Receipt, installation, `/v1/erasures/${encodeURIComponent(id)}`, { method: 'POST' });
}
