import { gzipSync } from 'node:zlib';
import { buildChecksScript, buildEmbedScript } from '#functions/web-form/embed-script.ts';
import type { Section } from './report.ts';

/** What a visitor's browser may be asked to fetch for a form. */
const MAX_GZIPPED_BYTES = 12_000;

/** The scripts of the embedded form as they go over the wire. */
export function measureEmbed(): Section {
  const form = gzippedBytes(buildEmbedScript());
  const checks = gzippedBytes(buildChecksScript());
  const sum = form + checks;
  return {
    benchmark: 'embed: size of the scripts of the embedded form, gzipped',
    figures: [
      { name: '/embed.js, with the page', figure: `${form} bytes` },
      { name: '/embed-checks.js, at the first focus', figure: `${checks} bytes` },
      {
        name: 'both',
        figure: `${sum} bytes`,
        goal: `< ${MAX_GZIPPED_BYTES} bytes`,
        ok: sum < MAX_GZIPPED_BYTES,
      },
    ],
    notes: ['no dependency at run time'],
    raw: { form, checks, sum },
  };
}

function gzippedBytes(script: string): number {
  return gzipSync(script, { level: 9 }).length;
}
