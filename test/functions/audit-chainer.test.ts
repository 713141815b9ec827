import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAuditChain } from '../../lambdas/adapters/aws/dynamo-audit-chain.ts';
import type { Approval } from '../../lambdas/domain/approval/approval.ts';
import type { Grant } from '../../lambdas/domain/grant/grant.ts';
import { personaPhone } from '../../lambdas/domain/persona/persona.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../support/aws.ts';
import { streamRecord } from '../support/streams.ts';

let aws: TestAws;
let handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
beforeAll(async () => {
  aws = await startAws(['audit-chain']);
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  ({ handler } = await import('../../lambdas/functions/audit-chainer.ts'));
});
afterAll(() => aws.stop());

const AT = '2026-11-22T09:00:00.000Z';
const take = (...Records: object[]) => handler({ Records } as DynamoDBStreamEvent);
const trailOf = async (subject: string) =>
  (await dynamoAuditChain('audit-chain').ofSubject(subject, 9)).map(({ event, actor, at, details }) => ({
    event,
    actor,
    at,
    details,
  }));

const grant = (accountId: string): Grant => ({
  id: `${accountId}.1`,
  clientId: 'rp',
  accountId,
  scopes: ['openid'],
  claims: { userinfo: ['email'], idToken: [] },
  acr: 'eidas2',
  amr: ['pop'],
  authTime: 1,
  sid: 'sid',
  startedAt: AT,
  validUntil: AT,
  answer: { consent: 'given', at: AT, claims: 'email', client: 'Tax service', address: '192.0.2.7' },
});
const approval = (accountId: string, decision: Partial<Approval>): object => ({
  id: `${accountId}.1`,
  accountId,
  clientId: 'rp',
  challenge: 'secret',
  bindingNumber: '42',
  state: 'pending',
  ...decision,
});

describe('audit-chainer', () => {
  it('X1: a new grant tells of the answer, once however often it is delivered, and without the person’s address', async () => {
    const account = randomness.id();
    const record = streamRecord('grants', 'INSERT', toItem(grant(account)));
    expect(await take(record, record)).toEqual({ batchItemFailures: [] });
    await take(record);
    expect(await trailOf(account)).toEqual([
      {
        event: 'consent.given',
        actor: 'citizen',
        at: AT,
        details: { client: 'rp', acr: 'eidas2', claims: 'email' },
      },
    ]);
  });

  it('X1: what later becomes of a grant, and one that nobody answered, tell nothing', async () => {
    const account = randomness.id();
    const { answer: _, ...unanswered } = grant(account);
    await take(
      streamRecord('grants', 'MODIFY', toItem({ ...grant(account), redeemedAt: AT })),
      streamRecord('grants', 'REMOVE'),
      streamRecord('grants', 'INSERT', toItem(unanswered)),
    );
    expect(await trailOf(account)).toEqual([]);
  });

  it('X1: a decision on a phone is told, once; an open question, and a simulated phone that tells by itself, are not', async () => {
    const [account, persona] = [randomness.id(), randomness.id()];
    const decided = { state: 'refused', decidedAt: AT, deviceId: 'phone' } as const;
    const record = streamRecord('approvals', 'MODIFY', toItem(approval(account, decided)));
    const simulated = { ...decided, deviceId: personaPhone(persona) };
    await take(
      streamRecord('approvals', 'INSERT', toItem(approval(account, {}))),
      record,
      record,
      streamRecord('approvals', 'MODIFY', toItem(approval(persona, simulated))),
    );
    expect(await trailOf(account)).toEqual([
      { event: 'sign-in.refused', actor: 'citizen', at: AT, details: { client: 'rp' } },
    ]);
    expect(await trailOf(persona)).toEqual([]);
  });

  it('X1: records of no other table are taken for events', async () => {
    const account = randomness.id();
    const event = { id: `${AT}#x`, event: 'x', subject: account, actor: 'system', at: AT, details: {} };
    await take(streamRecord('consents', 'INSERT', toItem(event)));
    expect(await trailOf(account)).toEqual([]);
    await take(streamRecord('audit-events', 'INSERT', toItem(event)));
    expect(await trailOf(account)).toHaveLength(1);
  });
});
