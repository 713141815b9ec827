import { writeFileSync } from 'node:fs';
import { endpointList } from '../lib/endpoint-list.ts';
import { clauseIndex } from './clause-index.ts';

const PAGES: Readonly<Record<string, () => string>> = {
  'docs/endpoints.md': endpointList,
  'docs/clauses.md': clauseIndex,
};

/** `npm run docs`: writes the documentation that is made from the lists, and from the tests’ titles. */
for (const [page, made] of Object.entries(PAGES)) {
  writeFileSync(new URL(`../${page}`, import.meta.url), made());
  console.log(page);
}
