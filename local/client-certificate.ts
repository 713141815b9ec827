/**
 * `npm run client-certificate -- <name> [--organisation O] [--country CC] [--dns HOST] [--uri URI] [--email ADDRESS] [--days 365] [--out FOLDER]`:
 * a key and a certificate for a relying party's system, of the authority that the laptop's host for mutual TLS trusts (RFC 8705). Writes
 * `<name>.key` and `<name>.pem` and prints what to register and how to call. Works whether or not Guichet runs.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { authorityFolder, openAuthority } from './client-authority/authority.ts';
import { NAME_PART, nameText, type Subject } from './client-authority/certificate.ts';
import { writeAtomically } from './cloud/atomic-file.ts';

const USAGE =
  'Usage: npm run client-certificate -- <name> [--organisation O] [--country CC] [--dns HOST] [--uri URI] [--email ADDRESS] [--days 365] [--out FOLDER]';

try {
  make();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

function make(): void {
  const { values, name } = readArguments();
  const { organisation, country, dns, uri, email } = values;
  const data = resolve(process.env.GUICHET_DATA ?? '.guichet');
  const folder = resolve(process.env.INIT_CWD ?? '.', values.out ?? join(authorityFolder(data), 'clients'));
  const subject: Subject = [
    ...(country === undefined ? [] : [[NAME_PART.country, country] as const]),
    ...(organisation === undefined ? [] : [[NAME_PART.organisation, organisation] as const]),
    [NAME_PART.commonName, name],
  ];
  const names = {
    ...(dns && { dns: [dns] }),
    ...(uri && { uris: [uri] }),
    ...(email && { emails: [email] }),
  };
  const { key, certificate } = openAuthority(data).issueClient(subject, names, daysOf(values.days));
  const file = join(folder, name.replace(/[^\w.-]/g, '-'));
  mkdirSync(folder, { recursive: true });
  if (existsSync(`${file}.key`)) console.log('Replaced: the key and certificate that had this name.\n');
  writeAtomically(`${file}.key`, key);
  writeAtomically(`${file}.pem`, certificate, 0o644);
  console.log(whatNext(subject, file, join(authorityFolder(data), 'authority.pem')));
}

function readArguments() {
  const text = { type: 'string' } as const;
  const options = {
    organisation: text,
    country: text,
    dns: text,
    uri: text,
    email: text,
    days: { type: 'string', default: '365' },
    out: text,
  } as const;
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new Error('Say one name.');
    if (values.country !== undefined && !/^[A-Z]{2}$/.test(values.country))
      throw new Error('--country is two capital letters, like FR.');
    return { values, name };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

function daysOf(asked: string): number {
  const days = Number(asked);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new Error(`--days is a whole number from 1 to 3650.\n${USAGE}`);
}

function whatNext(subject: Subject, file: string, authority: string): string {
  const here = (path: string): string => relative(process.env.INIT_CWD ?? '.', path) || path;
  return `
  Key           ${here(`${file}.key`)}
  Certificate   ${here(`${file}.pem`)}
  Register it   "token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": ${JSON.stringify(nameText(subject))}
  Trust         ${here(authority)}   signs the laptop's own host for mutual TLS, too
`;
}
