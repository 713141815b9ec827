import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAuditChain } from '../../lambdas/adapters/aws/dynamo-audit-chain.ts';
import type { AuditChain } from '../../lambdas/domain/audit/audit-chain.ts';
import { type ChainedEvent, findBreak } from '../../lambdas/domain/audit/chain.ts';
import { chainOf } from '../../lambdas/domain/audit/chain-names.ts';
import { chainAuditEvents } from '../../lambdas/events/chain-audit-events.ts';
import { startAws, type TestAws } from '../support/aws.ts';

let aws: TestAws;
let chain: AuditChain;
beforeAll(async () => {
  aws = await startAws(['audit-chain']);
  chain = dynamoAuditChain('audit-chain');
});
afterAll(() => aws.stop());

const event = (subject: string, n: number): ChainedEvent => ({
  eventId: `${subject}-${n}`,
  event: 'enrolment.started',
  subject,
  actor: 'citizen',
  at: new Date(Date.UTC(2026, 10, 21, 12, 0, n)).toISOString(),
  details: { level: 'low' },
});

/** All links of a subject, oldest first. */
const trail = async (subject: string) => [...(await chain.ofSubject(subject, 100))].reverse();

describe('audit chain', () => {
  it('X1: events are chained in order and the chain holds', async () => {
    await chainAuditEvents([event('alice', 1), event('alice', 2), event('alice', 3)], { chain });
    const links = await trail('alice');
    expect(links.map((link) => link.eventId)).toEqual(['alice-1', 'alice-2', 'alice-3']);
    expect(findBreak(links)).toBeUndefined();
  });

  it('X1: an event delivered twice stands in the chain once', async () => {
    await chainAuditEvents([event('bob', 1), event('bob', 1)], { chain });
    await chainAuditEvents([event('bob', 1), event('bob', 2)], { chain });
    expect((await trail('bob')).map((link) => link.eventId)).toEqual(['bob-1', 'bob-2']);
  });

  it('X1: concurrent writers never fork the chain', async () => {
    const before = (await chain.head(chainOf('carol')))?.position ?? 0;
    await Promise.all(Array.from({ length: 8 }, (_, n) => chainAuditEvents([event('carol', n)], { chain })));
    const links = await trail('carol');
    expect(links).toHaveLength(8);
    expect(links.map((link) => link.position).sort((a, b) => a - b)).toEqual(
      links.map((_, n) => before + n + 1),
    );
    expect(findBreak([...links].sort((a, b) => a.position - b.position))).toBeUndefined();
  });

  it('X1: a changed, removed or reordered link is found', async () => {
    await chainAuditEvents([event('dave', 1), event('dave', 2), event('dave', 3)], { chain });
    const [first, second, third] = await trail('dave');
    if (!first || !second || !third) throw new Error('three links expected');
    expect(findBreak([first, { ...second, actor: 'operator:mallory' }, third])).toBe(second.position);
    expect(findBreak([first, third])).toBe(third.position);
    expect(findBreak([first, { ...second, details: {} }])).toBe(second.position);
  });
});
