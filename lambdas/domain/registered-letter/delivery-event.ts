/**
 * Events of registered electronic delivery that Guichet records, by their ETSI EN 319 522-3 names (A6, E1).
 * A negative event must give its reasons.
 */
export const DELIVERY_EVENTS = {
  SubmissionAcceptance: 'positive',
  SubmissionRejection: 'negative',
  NotificationForAcceptance: 'positive',
  NotificationForAcceptanceFailure: 'negative',
  ConsignmentAcceptance: 'positive',
  ConsignmentRejection: 'negative',
  AcceptanceRejectionExpiry: 'negative',
  ContentHandover: 'positive',
  ContentAccessTracking: 'positive',
} as const;

export type DeliveryEvent = keyof typeof DELIVERY_EVENTS;

/** `http://uri.etsi.org/19522/Event/<name>` */
export function eventUri(event: DeliveryEvent): string {
  return `http://uri.etsi.org/19522/Event/${event}`;
}
