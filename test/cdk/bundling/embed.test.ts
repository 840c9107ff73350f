import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { embedScriptPlugin } from '#cdk/bundling/embed.ts';
import { readEmbedScripts } from '#functions/web-form/embed-script.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

describe('the bundle of a function that serves the embedded form', () => {
  it('has its scripts as texts, and nothing of what built them', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: "export { readEmbedScripts } from '#functions/web-form/embed-script.ts';",
        resolveDir: REPOSITORY,
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      write: false,
      plugins: [embedScriptPlugin()],
    });
    const text = outputFiles[0]?.text ?? '';

    const bundled = await import(`data:text/javascript,${encodeURIComponent(text)}`);

    expect(bundled.readEmbedScripts()).toEqual(readEmbedScripts());
    expect(text).not.toContain('buildSync');
  });
});
