import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { placeKeys } from './enrolment/place-keys.ts';

interface Commune {
  readonly code: string;
  readonly nom: string;
}

/**
 * Writes the French communes (INSEE, code officiel géographique; Licence Ouverte 2.0, by way of
 * `@etalab/decoupage-administratif`), former ones and districts included, in one small file for each two letters a name
 * begins with: `communes/ly.txt`, lines `69123|Lyon`. The form fetches the one it needs.
 */
export const writesCommunes = (): Plugin => ({
  name: 'guichet-communes',
  generateBundle() {
    const path = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');
    const communes = JSON.parse(readFileSync(path, 'utf8')) as readonly Commune[];
    const files = new Map<string, Set<string>>();
    for (const { code, nom } of communes)
      for (const key of placeKeys(nom)) files.set(key, (files.get(key) ?? new Set()).add(`${code}|${nom}`));
    for (const [key, lines] of files)
      this.emitFile({ type: 'asset', fileName: `communes/${key}.txt`, source: [...lines].join('\n') });
  },
});
