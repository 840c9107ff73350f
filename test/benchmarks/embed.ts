import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildEmbedScript } from '#cdk/bundling/embed.ts';
import type { Section } from './report.ts';

/** What a visitor's browser may be asked to fetch for a form. */
const MAX_GZIPPED_BYTES = 12_000;

/** The embedded form as it goes over the wire. */
export function measureEmbed(): Section {
  const script = Buffer.from(buildEmbedScript());
  const gzipped = gzipSync(script, { level: 9 }).length;
  return {
    benchmark: 'embed: size of /embed.js',
    figures: [
      { name: 'minified', figure: `${script.length} bytes`, ratio: 1 },
      {
        name: 'gzipped',
        figure: `${gzipped} bytes`,
        ratio: gzipped / script.length,
        goal: `< ${MAX_GZIPPED_BYTES} bytes`,
        ok: gzipped < MAX_GZIPPED_BYTES,
      },
      { name: 'brotli', figure: `${brotliCompressSync(script).length} bytes` },
    ],
    notes: ['no dependency at run time'],
    raw: { bytes: script.length, gzipped },
  };
}
