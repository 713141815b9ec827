import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

import { writesCommunes } from './communes.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../.build/web', import.meta.url));

type Bundle = Parameters<Extract<Plugin['generateBundle'], (...args: never) => unknown>>[1];

/** A chunk with everything it may load later: code, style sheets. */
function filesFrom(entry: string, bundle: Bundle, found = new Set<string>()): Set<string> {
  const chunk = bundle[entry];
  if (found.has(entry) || chunk?.type !== 'chunk') return found;
  found.add(entry);
  for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
  for (const next of [...chunk.imports, ...chunk.dynamicImports]) filesFrom(next, bundle, found);
  return found;
}

/** Names the citizens' files in the service worker, so that the phone keeps exactly one version of the shell. */
const namesShellFiles = (): Plugin => ({
  name: 'guichet-shell-files',
  enforce: 'post', // after chunks that held nothing but styles are gone
  generateBundle(_options, bundle) {
    const worker = bundle['service-worker.js'];
    const citizen = Object.values(bundle).find(
      (file) => file.type === 'chunk' && file.isEntry && file.name === 'citizen',
    );
    if (worker?.type !== 'chunk' || !citizen) return;
    const fonts = Object.keys(bundle).filter((name) => name.endsWith('.woff2'));
    const kept = [...filesFrom(citizen.fileName, bundle), ...fonts].sort();
    const version = createHash('sha256').update(kept.join()).digest('hex').slice(0, 12);
    worker.code = worker.code
      .replace(/["'`]__SHELL_FILES__["'`]/, () => JSON.stringify(kept.map((name) => `/${name}`)))
      .replace('__SHELL_VERSION__', version);
  },
});

/**
 * The web app as static files. Nothing is inlined (strict Content-Security-Policy) and nothing comes from another
 * origin; everything under `assets/` carries a content hash and may be cached for ever.
 */
export const webConfig: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [namesShellFiles(), writesCommunes()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        citizen: `${root}index.html`,
        console: `${root}console/index.html`,
        'service-worker': `${root}service-worker/service-worker.ts`,
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
};

/**
 * Builds the web app (about two seconds).
 * @param folder where to, `.build/web` unless told
 */
export async function buildWeb(folder: string = outDir): Promise<string> {
  await build({ ...webConfig, build: { ...webConfig.build, outDir: folder } });
  return folder;
}

export default defineConfig(webConfig);
