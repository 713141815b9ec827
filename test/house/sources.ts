import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** One import line of a file. */
export interface Import {
  /** A path from the root of the repository (`lambdas/routes.ts`), or a package name. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

export interface Source {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const IMPORT = /(?:^|\n)\s*(import|export)\s+(type\s)?([^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

/** Every source file under a folder; comments are left out of the text. */
export function sourcesUnder(folder: string): Source[] {
  return globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: ROOT })
    .filter((path) => !path.includes('node_modules'))
    .sort()
    .map(readSource);
}

export function readSource(path: string): Source {
  const text = withoutComments(readFileSync(join(ROOT, path), 'utf8'));
  const imports = [...text.matchAll(IMPORT)].map(([, , type, , from, dynamic]) =>
    toImport(path, String(from ?? dynamic), type !== undefined),
  );
  return { path, text, imports };
}

function toImport(path: string, specifier: string, typeOnly: boolean): Import {
  const isPackage = !specifier.startsWith('.');
  const target = isPackage ? specifier : relative(ROOT, join(ROOT, dirname(path), specifier));
  return { target, isPackage, typeOnly };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,{(])\/\/.*$/gm, '$1');
}
