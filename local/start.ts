/**
 * `npm start`: the whole service on this machine. Synthesises the CDK app for the stage `laptop`, runs it in the laptop cloud,
 * seeds reviewers, a demo relying party and made-up people, and prints the addresses.
 *
 * Options: `--fresh` forgets everything first; `--token-keys direct` has KMS sign each token, `wrapped` (as shipped) keys that KMS
 * wrapped (docs/token-keys.md). Environment: `GUICHET_PORT` (4000), `GUICHET_DATA` (.guichet).
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ATELIER_LUMEN, PEOPLE, TOWN_SYSTEM, VILLE_DE_LYON } from './cast.ts';
import { readJson } from './cloud/atomic-file.ts';
import { requireUnused } from './cloud/data-folder.ts';
import { requireFreePorts } from './free-ports.ts';
import { type RunningGuichet, startGuichet } from './guichet.ts';
import { CAST_LINKS, LAPTOP_PASSWORD, LAPTOP_REVIEWERS } from './seed.ts';

const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    'token-keys': { type: 'string', default: 'wrapped' },
  },
});
const port = Number(process.env.GUICHET_PORT ?? 4000);
const data = resolve(process.env.GUICHET_DATA ?? '.guichet');
const began = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`);

try {
  const tokenKeys = requireMode(values['token-keys']);
  await requireUnused(data);
  await requireFreePorts([0, 1, 2, 3, 4].map((next) => port + next));
  if (values.fresh) forget(data);
  const guichet = await startGuichet({ port, data, tokenKeys, say });
  say('Ready.');
  console.log(addresses(guichet));
  guichet.warm().catch(() => undefined); // the first picture loads them, and says what is wrong
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    await guichet.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  console.error(`\nGuichet did not start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function requireMode(asked: string): 'direct' | 'wrapped' {
  if (asked === 'direct' || asked === 'wrapped') return asked;
  throw new Error(`--token-keys is direct or wrapped, not "${asked}" (docs/token-keys.md).`);
}

function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); // Windows: somebody may still look into it
  say(`Forgot everything in ${folder}.`);
}

function addresses({ publicUrl, relyingPartyUrl, mutualTlsUrl }: RunningGuichet): string {
  const reviewers = LAPTOP_REVIEWERS.map(({ username }) => username).join(' or ');
  return `
  Citizens' app        ${publicUrl}/            enrol with an identity document and a camera
  Phone authenticator  ${publicUrl}/app         open it in another browser window, or on the phone's own browser
  Demo tax service     ${relyingPartyUrl}/            sign in as a relying party's user
  Reviewer console     ${publicUrl}/console     ${reviewers}, password ${LAPTOP_PASSWORD}
  Outbox               ${publicUrl}/__local/outbox   every SMS and e-mail lands here
  OpenID issuer        ${publicUrl}
  Mutual TLS           ${mutualTlsUrl}   for systems with a certificate: npm run client-certificate -- my-system

  People and organisations made up for trying (a link binds a phone, once; open each in a browser profile of its own):
${people().join('\n')}

  State is kept in ${join(data)} ("npm start -- --fresh" forgets it). Stop with Ctrl+C.
`;
}

/** Who they are, and the activation links of the first start; they lie in the outbox too. */
function people(): string[] {
  const made = (readJson(join(data, CAST_LINKS)) ?? []) as { phone: string; activationLink?: string }[];
  const linkOf = (phone: string) => made.find((one) => one.phone === phone)?.activationLink;
  return [
    ...PEOPLE.map(({ givenNames, familyName, phone, part }) => {
      const name = `${givenNames} ${familyName}`.padEnd(18);
      return `    ${name} ${phone}  ${part}\n${' '.repeat(23)}${linkOf(phone) ?? ''}`;
    }),
    ...[ATELIER_LUMEN, VILLE_DE_LYON].map(
      ({ id, name, kind }) => `    ${name.padEnd(18)} ${kind}, number ${id}`,
    ),
    `    System of the town: client ${TOWN_SYSTEM.client_id}, secret ${TOWN_SYSTEM.client_secret}, scope letters`,
  ];
}
