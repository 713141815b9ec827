import { AUTHORITIES, type Authority } from '../lambdas/authorities.ts';
import { PUBLICATIONS, ROUTES, type Route } from '../lambdas/routes.ts';

/** `docs/endpoints.md`, made from the lists: every endpoint by function, with caller and clause. */
export function endpointList(): string {
  const functions = Object.entries<Authority>(AUTHORITIES).filter(([, { trigger }]) => trigger === 'http');
  const sections = functions.map(([name, { purpose }]) => section(name, purpose));
  return [INTRODUCTION, publications(), ...sections].join('\n');
}

const INTRODUCTION = `# Endpoints

Made from \`lambdas/routes.ts\` and \`lambdas/authorities.ts\` by \`npm run docs\`; change those. The story of an endpoint is
\`lambdas/endpoints/<endpoint>.ts\`, its wire contract stands in \`lambdas/contracts/\`. Callers are explained in \`docs/architecture.md\`.
`;

/** What is served without a function. */
function publications(): string {
  const rows = PUBLICATIONS.map(publicationLine);
  return `## Publications\n\nObjects of the bucket \`published\`, written by the function key-keeper and served by CloudFront.\n\n| request | clause |\n|---|---|\n${rows.join('\n')}\n`;
}

/** One line of their table. */
export function publicationLine({ path, clause }: (typeof PUBLICATIONS)[number]): string {
  return `| \`GET ${path}\` | ${clause} |`;
}

function section(name: string, purpose: string): string {
  const rows = ROUTES.filter((route) => route.function === name).map(endpointLine);
  return `## ${name}\n\n${purpose}\n\n| request | endpoint | caller | clause |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** One line of the table. */
export function endpointLine({ method, path, endpoint, caller, clause }: Route): string {
  return `| \`${method} ${path}\` | ${endpoint} | ${caller} | ${clause} |`;
}
