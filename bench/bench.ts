/**
 * `npm run bench`: what Guichet costs, as medians of several runs; nothing here passes or fails.
 *
 * Options: `--only <part>` (start, sign-in, verification, functions, certificates, ocsp, evidences, moves, signatures; may be repeated), `--quick` for fewer repetitions, `--write`
 * to keep the tables as `bench/results/<date>.md`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from './figures.ts';
import { describeMachine } from './machine.ts';
import { toMarkdown } from './table.ts';

type Part = (options: { readonly quick: boolean }) => Promise<Report>;

/** Each is loaded when it is its turn, so that none runs in the memory of another. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  start: async () => (await import('./parts/start.ts')).measureStart,
  functions: async () => (await import('./parts/functions.ts')).measureFunctions,
  'sign-in': async () => (await import('./parts/sign-in.ts')).measureSignIn,
  verification: async () => (await import('./parts/verification.ts')).measureVerification,
  certificates: async () => (await import('./parts/certificates.ts')).measureCertificates,
  ocsp: async () => (await import('./parts/ocsp.ts')).measureOcsp,
  evidences: async () => (await import('./parts/evidences.ts')).measureEvidences,
  moves: async () => (await import('./parts/moves.ts')).measureMoves,
  signatures: async () => (await import('./parts/signatures.ts')).measureSignatures,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const unknown = values.only.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; choose from ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const sections = [`# Measured on ${new Date().toISOString().slice(0, 10)}`, '', describeMachine(), ''];
console.log(sections.join('\n'));
for (const [name, load] of Object.entries(PARTS)) {
  if (!values.only.includes(name)) continue;
  const measure = await load();
  const section = toMarkdown(await measure({ quick: values.quick }));
  sections.push(section);
  console.log(section);
}
if (values.write) keep(sections.join('\n'));
process.exit(0);

function keep(text: string): void {
  const folder = fileURLToPath(new URL('results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().slice(0, 10)}.md`);
  writeFileSync(file, text);
  console.log(`Written to ${file}.`);
}
