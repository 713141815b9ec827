import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildAll, FUNCTION_NAMES } from '../lib/bundles.ts';

/** `npm run build`: bundles the functions and the web app into `.build/` and says how large each function became. */
const { functions, web } = await buildAll();
for (const name of FUNCTION_NAMES) {
  const kilobytes = statSync(join(functions, name, 'index.js')).size / 1024;
  console.log(`${name.padEnd(20)} ${kilobytes.toFixed(0).padStart(5)} KB`);
}
console.log(`web app in ${relative(process.cwd(), web)}`);
