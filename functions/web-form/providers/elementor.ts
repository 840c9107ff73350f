import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { readEntries, textOf, withoutNames } from './form-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Elementor Pro, the form's action "Webhook".
 *
 * Without "advanced data" the labels of the fields are their names, beside what Elementor adds (some of those names
 * are UNVERIFIED). With it they come as `fields[id][title|value]` and `meta[page_url][value]`. Nothing is signed,
 * and no submission has an id.
 */
export const elementor: Provider = {
  id: 'elementor',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

const ADDED = [
  'Date',
  'Time',
  'Page URL',
  'User Agent',
  'Remote IP',
  'Powered by',
  'form_id',
  'form_name',
  'token',
];

const ADVANCED = /^fields\[([^\]]+)\]\[(title|value)\]$/;

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const reading = await readEntries(request);
  if (reading.outcome === 'unreadable') return reading;
  const { entries } = reading;
  const advanced = readAdvanced(entries);
  const submission = toSubmission({
    source,
    provider: 'elementor',
    entries: advanced.length > 0 ? advanced : withoutNames(entries, ADDED),
    pageUrl: textOf(entries, 'Page URL') ?? textOf(entries, 'meta[page_url][value]'),
  });
  return { outcome: 'submission', submission };
}

/** One entry a field: its title where it has one, or its id, which the site's owner may have chosen with care. */
function readAdvanced(entries: readonly FormEntry[]): readonly FormEntry[] {
  const fields = new Map<string, { title: string; value: string }>();
  for (const { name, text } of entries) {
    const [, id, part] = ADVANCED.exec(name) ?? [];
    if (id === undefined) continue;
    const field = fields.get(id) ?? { title: '', value: '' };
    fields.set(id, part === 'title' ? { ...field, title: text } : { ...field, value: text });
  }
  return [...fields].map(([id, { title, value }]) => ({ name: title === '' ? id : title, text: value }));
}
