import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Specifications as test titles name them, with what this index calls them. */
const SPECIFICATIONS: Readonly<Record<string, string>> = {
  'RFC 6749': 'OAuth 2.0',
  'RFC 6750': 'Bearer tokens',
  'RFC 7009': 'Revocation',
  'RFC 7523': 'JWT client authentication',
  'RFC 7591': 'Dynamic client registration',
  'RFC 7592': 'Client configuration',
  'RFC 7636': 'PKCE',
  'RFC 7638': 'JWK thumbprint',
  'RFC 7662': 'Introspection',
  'RFC 8414': 'Authorization server metadata',
  'RFC 8705': 'Mutual TLS',
  'RFC 8935': 'Push of security events',
  'RFC 9101': 'Request objects (JAR)',
  'RFC 9126': 'Pushed requests (PAR)',
  'RFC 9207': 'Issuer in the answer',
  'RFC 9449': 'DPoP',
  'RFC 9700': 'Security best current practice',
  'RFC 9701': 'JWT introspection answers',
  'OIDC Core': 'OpenID Connect Core 1.0',
  Discovery: 'OpenID Connect Discovery 1.0',
  Registration: 'OpenID Connect Dynamic Client Registration 1.0',
  'Form Post Response Mode': 'OAuth 2.0 Form Post Response Mode 1.0',
  JARM: 'JWT Secured Authorization Response Mode',
  'RP-Initiated Logout': 'OpenID Connect RP-Initiated Logout 1.0',
  'Back-Channel Logout': 'OpenID Connect Back-Channel Logout 1.0',
  'CIBA Core': 'CIBA Core 1.0',
  'FAPI-CIBA': 'FAPI: CIBA profile',
  'FAPI 2.0 Message Signing': 'FAPI 2.0 Message Signing',
  'FAPI 2.0 Security Profile': 'FAPI 2.0 Security Profile',
  'FAPI 2.0': 'FAPI 2.0 Security Profile',
  SSF: 'Shared Signals Framework 1.0',
};

const NAMES = Object.keys(SPECIFICATIONS).sort((one, other) => other.length - one.length);
const CLAUSE = new RegExp(`(${NAMES.join('|')}),? §([\\d.]+\\d|\\d)`, 'g');
const LITERAL = /'((?:[^'\\\n]|\\.)*§(?:[^'\\\n]|\\.)*)'/g;

interface Entry {
  readonly specification: string;
  readonly clause: string;
  readonly line: string;
}

/** `docs/clauses.md`: which tests name which clause, read from the tests’ titles. */
export function clauseIndex(): string {
  const entries = globSync('test/**/*.test.ts', { cwd: ROOT }).sort().flatMap(entriesOf);
  const chapters = [...new Set(Object.values(SPECIFICATIONS))].map((specification) => {
    const own = entries.filter((entry) => entry.specification === specification);
    const clauses = [...new Set(own.map(({ clause }) => clause))].sort(byNumbers);
    const rows = clauses.map((clause) => {
      const lines = own.filter((entry) => entry.clause === clause).map(({ line }) => line);
      return `| §${clause} | ${[...new Set(lines)].join('<br>')} |`;
    });
    return rows.length === 0
      ? ''
      : `## ${specification}\n\n| clause | tests |\n|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Clauses and their tests\n\nMade by \`npm run docs\` from the titles of tests.\n\n${chapters.filter(Boolean).join('\n')}`;
}

function entriesOf(file: string): Entry[] {
  const text = readFileSync(`${ROOT}/${file}`, 'utf8');
  return [...text.matchAll(LITERAL)].flatMap(([, title = '']) =>
    [...title.matchAll(CLAUSE)].map(([, name = '', clause = '']) => ({
      specification: SPECIFICATIONS[name] ?? name,
      clause,
      line: `${title.replaceAll('|', '\\|')} (\`${file.replace('test/', '')}\`)`,
    })),
  );
}

function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
