import { describe, expect, it } from 'vitest';
import { claimDeadline } from '../../../lambdas/domain/registered-letter/claim-deadline.ts';
import {
  DELIVERY_EVENTS,
  type DeliveryEvent,
} from '../../../lambdas/domain/registered-letter/delivery-event.ts';
import {
  deliveryEvidence,
  type RegisteredLetter,
} from '../../../lambdas/domain/registered-letter/delivery-evidence.ts';
import { isUnclaimed } from '../../../lambdas/domain/registered-letter/unclaimed.ts';

const LETTER: RegisteredLetter = {
  id: 'letter-1',
  issuer: { name: 'Guichet', uri: 'https://id.example' },
  sender: { name: 'Tax office', identifier: 'NTRFR-130025265' },
  recipient: { electronicAddress: 'camille@example.org', reference: 'K7PX-4M2Q' },
  submittedAt: '2026-11-21T10:00:00.000Z',
  contentDigest: 'digest',
};
const AT = new Date('2026-11-21T11:00:00Z');

describe('delivery evidence', () => {
  it('A6: has every field ETSI EN 319 522 asks for', () => {
    expect(deliveryEvidence(LETTER, 'ConsignmentAcceptance', 'evidence-1', AT)).toEqual({
      version: '1',
      evidenceIdentifier: 'evidence-1',
      erdsEventId: 'http://uri.etsi.org/19522/Event/ConsignmentAcceptance',
      eventTime: AT.toISOString(),
      evidenceIssuerDetails: LETTER.issuer,
      senderDetails: { name: 'Tax office', identifier: 'NTRFR-130025265' },
      recipientDetails: LETTER.recipient,
      messageIdentifier: 'letter-1',
      submissionTime: LETTER.submittedAt,
      userContentInfo: { digestAlgorithm: 'SHA-256', digest: 'digest' },
    });
  });

  it('A6: a negative event without reasons is refused', () => {
    const negative = (Object.keys(DELIVERY_EVENTS) as DeliveryEvent[]).filter(
      (event) => DELIVERY_EVENTS[event] === 'negative',
    );
    expect(negative).toHaveLength(4);
    for (const event of negative) {
      expect(() => deliveryEvidence(LETTER, event, 'x', AT)).toThrow('say why');
      expect(deliveryEvidence(LETTER, event, 'x', AT, ['late']).eventReasons).toEqual(['late']);
    }
  });

  it('A6: the fifteen days run from the day after the notice (CPCE R. 53-3)', () => {
    const isOver = (iso: string) => isUnclaimed(LETTER, 15, 'Europe/Paris', new Date(iso));
    expect(isOver('2026-12-06T22:59:59.999Z')).toBe(false);
    expect(isOver('2026-12-06T23:00:00.000Z')).toBe(true);
  });

  it.each([
    [
      'late in the evening of the day before',
      'Europe/Paris',
      '2026-11-20T22:59:59Z',
      '2026-12-05T23:00:00.000Z',
    ],
    ['just after midnight', 'Europe/Paris', '2026-11-20T23:00:00Z', '2026-12-06T23:00:00.000Z'],
    ['through the change to summer time', 'Europe/Paris', '2027-03-20T12:00:00Z', '2027-04-04T22:00:00.000Z'],
    ['through the change to winter time', 'Europe/Paris', '2026-10-15T12:00:00Z', '2026-10-30T23:00:00.000Z'],
    ['on the other side of the world', 'Pacific/Tahiti', '2026-11-21T09:59:59Z', '2026-12-06T10:00:00.000Z'],
    ['in Tokyo', 'Asia/Tokyo', '2026-11-21T15:00:00Z', '2026-12-07T15:00:00.000Z'],
  ])('E1: whole days of the place count: notice %s (%s)', (_name, zone, notice, end) => {
    expect(claimDeadline(new Date(notice), 15, zone).toISOString()).toBe(end);
  });
});
