import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoClientRegistrations } from '../../lambdas/adapters/aws/dynamo-client-registrations.ts';
import { hashSecret } from '../../lambdas/domain/secret-hash.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { type Cloud, startCloud } from '../../local/cloud/cloud.ts';
import { services } from '../../local/cloud/services/index.ts';
import { synthesiseInto } from '../lib/assembly.ts';

/** The tables, keys and queues of the stage `laptop`, without its functions. */
const folder = mkdtempSync(join(tmpdir(), 'guichet-persona-'));
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

interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly said: string;
}
const command =
  (name: string) =>
  (...args: string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, ...administrator() };
      execFile(process.execPath, [`bin/${name}.ts`, ...args], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), printed: stdout.trim(), said: stderr.trim() });
      });
    });
const persona = command('persona');
const clients = command('clients');

describe('npm run persona', () => {
  const accounts = dynamoAccounts('guichet-laptop-accounts');
  const approvals = dynamoApprovals('guichet-laptop-approvals');
  const made = async (...args: string[]) => JSON.parse((await persona(...args, '--json')).printed);
  const asked = (accountId: string) =>
    approvals.ask(
      {
        accountId,
        clientId: 'library',
        claims: [],
        bindingNumber: '42',
        challenge: randomness.secret(),
        state: 'pending',
        requestedAt: new Date().toISOString(),
        validUntil: new Date(Date.now() + 60_000).toISOString(),
        address: '192.0.2.7',
      },
      { limit: 10, windowSeconds: 600 },
      new Date(),
    );

  it('B12: makes a verified persona; the same number again is the same person with another outcome', async () => {
    const first = await persona('--phone', '+33639980123', '--pin', '7391');
    expect([first.code, first.printed]).toEqual([0, expect.stringContaining('approves by itself')]);
    const again = await made('--phone', '+33639980123', '--outcome', 'refuse', '--level', 'low');
    expect(again).toMatchObject({ phone: '+33639980123', pin: '7391', outcome: 'refuse', level: 'low' });
    const account = await accounts.find(again.id);
    expect(account).toMatchObject({
      status: 'active',
      level: 'low',
      persona: { owner: 'operator', anywhere: true },
    });
  });

  it('B12: with --manual the phone waits, and is told by command; a wrong PIN approves nothing', async () => {
    const { id } = await made('--phone', '+33639980200', '--pin', '2468', '--manual');
    const approval = await asked(id);
    expect((await persona('list')).printed).toContain('Waits: library, number 42');
    const wrong = await persona('approve', '--phone', '+33639980200', '--pin', '0000');
    expect([wrong.code, wrong.said]).toEqual([2, 'The code is not right.']);
    expect((await approvals.find(approval.id))?.state).toBe('pending');
    const right = await persona('approve', '--phone', '+33639980200', '--pin', '2468');
    expect(right.printed).toContain('approved the sign-in at library');
    expect((await approvals.find(approval.id))?.state).toBe('approved');
    const none = await persona('refuse', '--phone', '+33639980200');
    expect([none.code, none.said]).toEqual([2, 'No sign-in waits for +33639980200.']);
  });

  it('B12: says what is wrong with a persona, and how it is used', async () => {
    const number = await persona('--phone', '+33612345678', '--pin', '7391');
    expect([number.code, number.said]).toEqual([2, expect.stringMatching(/^phone:/)]);
    expect((await persona('--help')).said).toMatch(/^Usage: npm run persona/);
    expect((await persona('approve', '--phone', '+33639989999')).said).toContain('There is no persona');
  });

  it('B12: a number may be written as people write it; an address where nobody answers is told', async () => {
    await persona('--phone', '06 39 98 03 00', '--pin', '7391');
    expect((await persona('approve', '--phone', '06 39 98 03 00')).said).toBe(
      'No sign-in waits for +33639980300.',
    );
    const nowhere = 'http://127.0.0.1:1/oauth/authorize?client_id=library';
    expect((await persona('sign-in', nowhere, '--phone', '+33639980300')).said).toBe(
      'Nobody answers at http://127.0.0.1:1.',
    );
  });

  it('B12: on a deployment that is not for tests nobody is made up', async () => {
    const { code, said } = await persona('--phone', '+33639980123', '--pin', '7391', '--stage', 'default');
    expect([code, said]).toEqual([2, expect.stringContaining('is not for tests')]);
  });
});

describe('npm run clients, against a Guichet', () => {
  const table = dynamoClientRegistrations({ clients: 'guichet-laptop-clients' });
  const write = (entries: unknown): string => {
    const path = join(folder, 'clients.json');
    writeFileSync(path, JSON.stringify(entries));
    return path;
  };
  const LIBRARY = {
    client_id: 'library',
    client_name: 'Library',
    redirect_uris: ['http://127.0.0.1:3000/callback'],
    software_version: '7',
  };

  it('B12: imports an array; a secret that is needed is made, shown once and kept as a hash', async () => {
    const { code, printed } = await clients('import', write([LIBRARY, { ...LIBRARY, client_id: 'museum' }]));
    expect(code).toBe(0);
    const secret = /client_secret: (\S+)/.exec(printed)?.[1] ?? '';
    expect(printed).toContain('Not understood, and ignored: software_version.');
    const kept = await table.find('library');
    expect(kept).toMatchObject({ client_secret_hash: hashSecret(secret), status: 'active' });
    const again = await clients('import', write(LIBRARY));
    expect(again.printed).not.toContain('client_secret');
    expect((await table.find('library'))?.client_secret_hash).toBe(hashSecret(secret));
  });

  it('B12: all entries or none; each is told what is wrong with it', async () => {
    const bad = { ...LIBRARY, client_id: 'bad', redirect_uris: ['http://example.org/'], scope: 7 };
    const { code, said } = await clients('import', write([{ ...LIBRARY, client_id: 'good' }, bad]));
    expect([code, said]).toEqual([2, expect.stringMatching(/^bad: scope: /)]);
    expect(await table.find('good')).toBeUndefined();
  });

  it('B12: lists, shows without secrets, disables and enables', async () => {
    expect((await clients('list')).printed).toMatch(/library\s+production\s+Library/);
    const { printed } = await clients('show', 'library');
    expect(JSON.parse(printed)).toMatchObject({ client_id: 'library', state: 'production' });
    expect(printed).not.toContain('hash');
    await clients('disable', 'library');
    expect((await table.find('library'))?.status).toBe('blocked');
    await clients('enable', 'library');
    expect((await table.find('library'))?.status).toBe('active');
    expect((await clients('show', 'nobody')).said).toContain('There is no client nobody');
  });
});
