import type { AttachedDocument, DeliveryView } from '../../contracts/procedures.ts';
import type { Application } from '../application/application.ts';
import type { DocumentRequest } from './document-request.ts';

interface Delivery {
  readonly application: Application;
  /** What the signed application names. */
  readonly attached: AttachedDocument;
  /** The register's word on it. */
  readonly request: DocumentRequest | undefined;
  /** SHA-256 of the bytes that are kept, base64url. */
  readonly digest: string | undefined;
}

/**
 * E2: a document was properly issued and delivered when the bytes at hand, the digest in the signed application and the digest in the
 * register are one, the request was this applicant's for this document from this issuer, and the safe received it.
 */
export function deliveryOf(delivery: Delivery): DeliveryView {
  const failures = RULES.flatMap((rule) => rule(delivery) ?? []);
  const { requestedAt, decidedAt, deliveredAt } = delivery.request ?? {};
  return {
    confirmed: failures.length === 0,
    failures: [...new Set(failures)],
    ...(requestedAt !== undefined && { requestedAt }),
    ...(decidedAt !== undefined && { issuedAt: decidedAt }),
    ...(deliveredAt !== undefined && { deliveredAt }),
  };
}

type Rule = (delivery: Delivery) => string | undefined;

const issued: Rule = ({ request }) => (request?.status === 'issued' ? undefined : 'not-issued');

const sameBytes: Rule = ({ attached, request, digest }) =>
  digest === attached.digest && request?.digest === attached.digest ? undefined : 'digest-differs';

const samePerson: Rule = ({ application, request }) =>
  request?.applicantId === application.applicantId ? undefined : 'another-person';

const sameRequest: Rule = ({ attached, request }) =>
  request !== undefined &&
  request.id === attached.request &&
  request.document === attached.document &&
  request.issuerId === attached.issuer.id
    ? undefined
    : 'another-request';

const delivered: Rule = ({ request }) => (request?.deliveredAt === undefined ? 'not-delivered' : undefined);

const RULES: readonly Rule[] = [issued, sameBytes, samePerson, sameRequest, delivered];
