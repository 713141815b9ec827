import type { AccountIdentity, Proofing } from '../account/account-identity.ts';
import type { JsonObject } from '../claims/json-object.ts';

/** OpenID Identity Assurance, predefined values for documents. */
export const DOCUMENT_TYPES = {
  'national-identity-card': 'idcard',
  passport: 'passport',
  'residence-permit': 'residence_permit',
} as const;

type CheckMethod = 'vri' | 'vpip' | 'pvr' | 'pvp' | 'bvr';

/**
 * How document and person were checked (predefined values for check methods): at a counter the document and the face in person; online
 * a picture of the document, and the face on a video by an operator, or by a machine alone.
 */
export function checkMethods({ channel, decidedBy }: Proofing): readonly CheckMethod[] {
  if (channel === 'counter') return ['vpip', 'pvp'];
  return ['vri', decidedBy === 'operator' ? 'pvr' : 'bvr'];
}

/** The evidence really used, as far as it was kept; never the document's number. */
export function evidenceOf(
  { proofing, documentExpiry }: AccountIdentity,
  time: string,
): readonly JsonObject[] {
  if (proofing?.document === undefined) return [];
  const { type, issuingState } = proofing.document;
  return [
    {
      type: 'document',
      check_details: checkMethods(proofing).map((check_method) => ({ check_method })),
      time,
      document_details: {
        type: DOCUMENT_TYPES[type],
        ...(issuingState !== undefined && { issuer: { country_code: issuingState } }),
        ...(documentExpiry !== undefined && { date_of_expiry: documentExpiry }),
      },
    },
  ];
}
