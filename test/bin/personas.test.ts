import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoLinks } from '../../lambdas/adapters/aws/dynamo-links.ts';
import { dynamoOrganisationMembers } from '../../lambdas/adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { openIdentity } from '../../lambdas/domain/account/open-identity.ts';
import { requireActivation } from '../../lambdas/domain/activation/require-activation.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { castFile } from '../../local/cast.ts';
import { type Cloud, startCloud } from '../../local/cloud/cloud.ts';
import { services } from '../../local/cloud/services/index.ts';
import { synthesiseInto } from '../lib/assembly.ts';

/** The tables, keys and queues of the stage `laptop`, without its functions. */
const folder = mkdtempSync(join(tmpdir(), 'guichet-personas-'));
let assembly: string;
let cloud: Cloud;
beforeAll(async () => {
  assembly = await synthesiseInto('laptop', { builtinCloudFormationValidation: false });
  const options = { publicPort: 0, gatewayPort: 0, services, log: () => {}, warn: () => {} };
  cloud = await startCloud({ ...options, assembly, data: join(folder, 'data') });
  Object.assign(process.env, administrator());
});
afterAll(async () => {
  await cloud?.stop();
  for (const path of [folder, assembly]) rmSync(path, { recursive: true, force: true });
});

const administrator = () => ({
  AWS_ENDPOINT_URL: cloud.gatewayUrl,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
});

const personas = (...args: string[]) => personasWith(administrator(), args);

function personasWith(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<{ code: number; printed: string; said: string }> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/personas.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), printed: stdout.trim(), said: stderr.trim() });
    });
  });
}

const ANNA = [
  '--given-name',
  'Anna',
  '--family-name',
  'Weber',
  '--phone',
  '+33612340201',
  '--email',
  'anna@example.org',
];
const accounts = dynamoAccounts('guichet-laptop-accounts');
const links = dynamoLinks('guichet-laptop-links', randomness);
const tokenIn = (printed: string) => /activate#(\S+)/.exec(printed)?.[1] ?? '';
const opened = (printed: string) =>
  requireActivation(tokenIn(printed), new Date(), { links, accounts }).then(({ account }) => account);

describe('npm run personas', () => {
  it('X3: on the laptop the link leads to where it answers, whatever its port', async () => {
    const bruno = ['--given-name', 'Bruno', '--family-name', 'Blanc', '--phone', '+33612340288'];
    const { code, printed } = await personasWith({ GUICHET_DATA: join(folder, 'data') }, [
      'add',
      ...bruno,
      ...['--email', 'bruno@example.org'],
    ]);
    expect([code, printed]).toEqual([0, expect.stringContaining(`${cloud.publicUrl}/app/activate#`)]);
  });

  it('X3: leaves a person as an enrolment does: verified, sealed, waiting for the phone its link binds', async () => {
    const { code, printed } = await personas('add', ...ANNA, '--origin', 'http://127.0.0.1:4999');
    expect([code, printed]).toEqual([0, expect.stringContaining('http://127.0.0.1:4999/app/activate#')]);
    const account = await opened(printed);
    expect(account).toMatchObject({ status: 'pending', level: 'substantial', version: 1 });
    expect(JSON.stringify(account)).not.toMatch(/Anna|Weber|anna@|612340201/i);
    const personalData = kmsPersonalData('alias/guichet/laptop/personal-data');
    expect(await openIdentity(account, personalData)).toMatchObject({
      given_name: 'Anna',
      family_name: 'WEBER',
      phone_number: '+33612340201',
      email: 'anna@example.org',
      birthcountry: '99100',
      address: { city: 'Lyon', country: 'FR' },
    });
  });

  it('X3: the same person again is the same account with a new link; another with her identity is refused', async () => {
    const first = await opened((await personas('add', ...ANNA)).printed);
    const again = await opened((await personas('add', ...ANNA)).printed);
    expect(again.id).toBe(first.id);
    const twin = ANNA.with(5, '+33612340202').with(7, 'other@example.org');
    const refused = await personas('add', ...twin);
    expect([refused.code, refused.said]).toEqual([2, 'Anna Weber: another account holds the same person.']);
  });

  it('E3: a cast of organisations and their representatives, as the laptop has it, may be imported twice', async () => {
    const file = join(folder, 'cast.json');
    writeFileSync(file, JSON.stringify(castFile()));
    await personas('import', file, '--mail', '--json');
    const { printed } = await personas('import', file, '--json');
    const made = JSON.parse(printed) as { name: string; status: string; activationLink: string }[];
    expect(made.map(({ status }) => status)).toEqual(Array(5).fill('pending'));
    const account = await opened(made.find(({ name }) => name === 'Olivier Perrin')?.activationLink ?? '');
    const lyon = await dynamoOrganisations('guichet-laptop-organisations').find('216901231');
    expect(lyon).toMatchObject({ name: 'Ville de Lyon', status: 'active', representativeId: account.id });
    const members = dynamoOrganisationMembers('guichet-laptop-organisation-members');
    expect(await members.find(account.id, '216901231')).toMatchObject({ role: 'representative' });
  });

  it('E3: nobody represents an organisation that is not there', async () => {
    const { code, said } = await personas('add', ...ANNA, '--representative-of', '123456789');
    expect([code, said]).toEqual([2, 'There is no admitted organisation 123456789 to represent.']);
  });

  it('X3: a deployment that is not for tests is refused before anything is asked of it', async () => {
    const { code, said } = await personas('add', ...ANNA, '--stage', 'default');
    expect(code).toBe(2);
    expect(said).toContain('The stage "default" is not for tests');
    expect(said).toContain('"personas": true');
  });

  it.each([
    ['a landline', ['--phone', '+33472102030'], '+33472102030 is no mobile number'],
    ['a day of birth to come', ['--birthdate', '2999-01-01'], 'birthdate'],
    ['an e-mail without a domain', ['--email', 'anna'], 'people.0.email'],
    ['a level there is not', ['--level', 'highest'], 'people.0.level'],
  ])('X2: %s is refused in a sentence', async (_what, change, sentence) => {
    const { code, said } = await personas('add', ...ANNA, ...change);
    expect([code, said]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('X2: without a name, or with another command, it says how to ask', async () => {
    for (const args of [['add'], ['remove'], ['import']])
      expect(await personas(...args)).toMatchObject({
        code: 2,
        said: expect.stringMatching(/^Usage: npm run personas/),
      });
  });
});
