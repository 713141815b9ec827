import type { ClientMetadata, RefusalReason } from '../../contracts/relying-parties.ts';
import { freePart, needsApproval } from './free-members.ts';
import { assignedOf, clientOf, metadataOf } from './metadata.ts';
import type { Registration } from './registration.ts';

/** A record before its version is counted up. */
export type Next = Omit<Registration, 'version'>;

/**
 * The record with other metadata. In the sandbox it is live at once; in production only what needs no approval, and the whole waits in
 * `proposed`. Either way it is out of an operator's queue: what is decided there is what was looked at.
 *
 * @param sector of the wanted metadata
 */
export function changeRegistration(
  read: Registration,
  metadata: ClientMetadata,
  sector: string | undefined,
  now: Date,
): Next {
  const {
    review: _review,
    review_asked_at: _asked,
    proposed: _proposed,
    last_checks: _checks,
    ...kept
  } = read;
  const live = metadataOf(read);
  const wanted = metadataOf(clientOf(metadata, { client_id: read.client_id, status: read.status }));
  const changed_at = now.toISOString();
  const waits = read.environment !== 'sandbox' && needsApproval(live, wanted);
  if (!waits) return { ...withMetadata(kept, wanted, sector ?? imposedSector(read, wanted)), changed_at };
  return {
    ...withMetadata(kept, freePart(live, wanted), read.sector_identifier),
    changed_at,
    proposed: wanted,
  };
}

/** A sector that an operator gave, without a list of addresses, stays. */
const imposedSector = (read: Registration, wanted: ClientMetadata): string | undefined =>
  read.sector_identifier_uri === undefined && wanted.sector_identifier_uri === undefined
    ? read.sector_identifier
    : undefined;

/** What is approved is live: as it was looked at, in production. */
export function approveRegistration(
  read: Registration,
  sector: string | undefined,
  decision: { readonly by: string; readonly at: Date },
): Next {
  const { review: _review, review_asked_at: _asked, proposed, ...kept } = read;
  const at = decision.at.toISOString();
  return {
    ...withMetadata(kept, proposed ?? metadataOf(read), sector),
    environment: 'production',
    changed_at: at,
    review_decision: { outcome: 'approved', by: decision.by, at },
  };
}

/** Out of the queue; what is live stays as it is, and what was asked for can be mended. */
export function refuseRegistration(
  read: Registration,
  { reason, note }: { readonly reason: RefusalReason; readonly note?: string | undefined },
  decision: { readonly by: string; readonly at: Date },
): Next {
  const { review_asked_at: _asked, ...kept } = read;
  const said = { reason, ...(note !== undefined && { note }) };
  return {
    ...kept,
    review: 'refused',
    review_decision: { outcome: 'refused', by: decision.by, at: decision.at.toISOString(), ...said },
  };
}

const withMetadata = (
  kept: Omit<Registration, 'review' | 'review_asked_at' | 'proposed'>,
  metadata: ClientMetadata,
  sector: string | undefined,
): Next => {
  const { version: _version, ...assigned } = assignedOf(kept) as Registration;
  return { ...clientOf(metadata, assigned), ...(sector !== undefined && { sector_identifier: sector }) };
};

/** The client as it would be if everything asked for were approved: what the checks and the rules look at. */
export function wantedClient(read: Registration, sector?: string): Next {
  return withMetadata(read, read.proposed ?? metadataOf(read), sector ?? read.sector_identifier);
}
