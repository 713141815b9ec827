import { describe, expect, it } from 'vitest';
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
      senderDetails: LETTER.issuer,
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
    expect(negative).toHaveLength(2);
    for (const event of negative) {
      expect(() => deliveryEvidence(LETTER, event, 'x', AT)).toThrow('say why');
      expect(deliveryEvidence(LETTER, event, 'x', AT, ['late']).eventReasons).toEqual(['late']);
    }
  });

  it('A6: the fifteen days run from the day after the notice (CPCE R. 53-3)', () => {
    const isOver = (iso: string) => isUnclaimed(LETTER, 15, new Date(iso));
    expect(isOver('2026-12-06T23:59:59Z')).toBe(false);
    expect(isOver('2026-12-07T00:00:00Z')).toBe(true);
  });
});
