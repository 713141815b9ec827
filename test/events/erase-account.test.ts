import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccountHandles } from '../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import {
  ALL_TABLES,
  close,
  dyingProcess,
  type LeavingService,
  mentioning,
  type Resident,
  resident,
  startLeaving,
} from '../support/leaving.ts';
import { put } from '../support/sign-in.ts';

let service: LeavingService;
beforeAll(async () => {
  service = await startLeaving();
});
afterAll(() => service.stop());

/** What stays of a person who left, and why: revocation is told to everybody for as long as a certificate could count. */
const STAYS = ['attributes', 'certificates', 'enrolments', 'revocations'];

const idsOf = ({ account, personaId, person }: Resident): readonly string[] => [
  account.id,
  personaId,
  person.identity.email,
  person.identity.phone_number,
  account.phoneHandle,
  ...(account.ownHandles ?? []),
];

const trailOf = async ({ account }: Resident): Promise<string[]> => {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
  const events = Items.map((item) => fromItem<{ subject: string; event: string }>(item));
  return events.filter(({ subject }) => subject === account.id).map(({ event }) => event);
};

const toldServices = ({ account }: Resident): string[] =>
  service.aws.sent.messages
    .flatMap((message) => ('accountId' in message && message.accountId === account.id ? [message] : []))
    .map((message) =>
      [
        message.kind,
        'clientId' in message ? message.clientId : '',
        message.kind === 'security-event' ? message.event.type : '',
        message.kind === 'logout' && message.sid !== undefined ? 'sid' : '',
      ].join(' '),
    )
    .sort();

async function stored(Key: string): Promise<boolean> {
  try {
    await new S3Client({ forcePathStyle: true }).send(new HeadObjectCommand({ Bucket: 'box', Key }));
    return true;
  } catch {
    return false;
  }
}

async function expectErased(who: Resident): Promise<void> {
  const left = await mentioning(ALL_TABLES, idsOf(who));
  expect(Object.keys(left).filter((table) => !STAYS.includes(table) && table !== 'accounts')).toEqual([]);
  expect(await dynamoAccounts('accounts').find(who.account.id)).toBeUndefined();
  expect(left.certificates).toMatchObject([{ status: 'revoked', reason: 'cessationOfOperation' }]);
  expect(left.attributes).toMatchObject([{ status: 'revoked' }]);
  expect(left.revocations).toHaveLength(1);
  expect(left.enrolments).toMatchObject([{ sealed: '', wrappedKey: '' }]);
  expect(JSON.stringify(left)).not.toMatch(/example\.org|MARTIN|Maëlys/);
  expect(await stored(who.object)).toBe(false);
}

describe('eraseAccount', () => {
  it('B11: of a person who left nothing is left that tells who it was, or opens what was sealed', async () => {
    const who = await resident(service);
    await close(who.account);
    expect(await service.erase(who.account.id)).toBe(true);
    await expectErased(who);
    expect((await trailOf(who)).sort()).toEqual([
      'account.closed',
      'account.erased',
      'attribute.revoked',
      'certificate.revoked',
    ]);
  });

  it('B11: every service is told that the account is gone, and to end its sessions: each by itself where it wants that', async () => {
    const who = await resident(service);
    await close(who.account);
    await service.erase(who.account.id);
    expect(toldServices(who)).toEqual([
      'logout by-session  sid',
      'logout plain  ',
      'security-event by-session account-purged ',
      'security-event plain account-purged ',
      'security-event silent account-purged ',
    ]);
    const told = service.aws.sent.queued.filter(({ to }) => to?.email === who.person.identity.email);
    expect(told).toMatchObject([{ template: 'account-closed' }]);
  });

  it('B11: number, address, person and document are free again, and what another holds by now stays theirs', async () => {
    const who = await resident(service);
    const [person = '', document = ''] = who.account.ownHandles ?? [];
    await put('account-handles', { id: document, accountId: 'somebody-else' });
    await close(who.account);
    await service.erase(who.account.id);
    const handles = dynamoAccountHandles('account-handles');
    expect(await handles.accountOf(who.account.phoneHandle)).toBeUndefined();
    expect(await handles.accountOf(person)).toBeUndefined();
    expect(await handles.accountOf(document)).toBe('somebody-else');
  });

  it.each(['active', 'pending', 'suspended'] as const)(
    'B11: an account that is %s is left alone: its person never left, whatever the queue says',
    async (status) => {
      const who = await resident(service, { status });
      const before = await mentioning(ALL_TABLES, [who.account.id]);
      expect(await service.erase(who.account.id)).toBe(true);
      expect(await mentioning(ALL_TABLES, [who.account.id])).toEqual(before);
      expect(await trailOf(who)).toEqual([]);
    },
  );

  it('B11: nobody else loses anything: neighbours keep all they have', async () => {
    const [leaver, neighbour] = [await resident(service), await resident(service)];
    const before = await mentioning(ALL_TABLES, [neighbour.account.id]);
    await close(leaver.account);
    await service.erase(leaver.account.id);
    expect(await mentioning(ALL_TABLES, [neighbour.account.id])).toEqual(before);
    expect(await stored(neighbour.object)).toBe(true);
  });

  it('B11: delivered twice, also at once, it is done once in effect', async () => {
    const who = await resident(service);
    await close(who.account);
    const both = await Promise.all([service.erase(who.account.id), service.erase(who.account.id)]);
    if (both.includes(false)) expect(await service.erase(who.account.id)).toBe(true);
    await expectErased(who);
    expect(await service.erase(who.account.id)).toBe(true);
    const ids = service.aws.sent.messages.filter(
      (message) => 'accountId' in message && message.accountId === who.account.id,
    );
    expect(new Set(ids.map(({ id }) => id)).size).toBe(5);
  });
});

describe('a crash between any two writes', () => {
  it('B11: the order comes again and goes on; at the end nothing is left, and each is told once in effect', async () => {
    const who = await resident(service);
    await close(who.account);
    const process = dyingProcess();
    let lives = 0;
    for (let done = false; !done; lives += 1) {
      done = await service.erase(who.account.id);
      expect(process.deaths()).toBeGreaterThanOrEqual(done ? lives : lives + 1); // each life got further
    }
    process.restore();
    expect(lives).toBeGreaterThan(40);
    await expectErased(who);
    expect(new Set(toldServices(who)).size).toBe(5);
    expect((await trailOf(who)).sort()).toEqual([
      'account.closed',
      'account.erased',
      'attribute.revoked',
      'certificate.revoked',
    ]);
  }, 120_000);
});
