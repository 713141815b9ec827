import { writeFileSync } from 'node:fs';
import { endpointList } from '../lib/endpoint-list.ts';

/** `npm run docs`: writes the documentation that is made from the lists. */
writeFileSync(new URL('../docs/endpoints.md', import.meta.url), endpointList());
console.log('docs/endpoints.md');
