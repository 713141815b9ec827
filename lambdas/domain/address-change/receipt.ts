import { createHash } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import type { Business } from '../business/business.ts';
import { RECEIPT_TYPE } from './address-change.ts';

const ALGORITHMS = ['ES256', 'RS256', 'EdDSA'];
const LONGEST_RECEIPT = 20_000;
const LONGEST_REASON = 200;

/** What a business answered, proved by its signature. */
export interface Receipt {
  readonly outcome: 'accepted' | 'refused';
  readonly reason?: string;
}

/** The answer is no receipt of this business for this notice. */
export class BadReceipt extends Error {
  override readonly name = 'BadReceipt';
}

/** SHA-256 of the notice as sent, base64url: what a receipt acknowledges. */
export const noticeDigest = (notice: string): string =>
  createHash('sha256').update(notice).digest('base64url');

/**
 * Verifies a receipt: signed by the business's registered key, issued by it, for this notice and this very content.
 * Members: `iss`, `sub` (the notice's `jti`), `notice_digest`, `outcome`, `reason`.
 * @throws BadReceipt
 */
export async function verifyReceipt(
  receipt: string,
  business: Pick<Business, 'id' | 'receiptKey'>,
  notice: { readonly jti: string; readonly jws: string },
): Promise<Receipt> {
  const payload = await verifiedPayload(receipt, business);
  const { iss, sub, notice_digest: digest, outcome, reason } = payload;
  if (iss !== business.id) throw new BadReceipt('The receipt was issued by somebody else.');
  if (sub !== notice.jti || digest !== noticeDigest(notice.jws)) {
    throw new BadReceipt('The receipt is for another notice.');
  }
  if (outcome !== 'accepted' && outcome !== 'refused') throw new BadReceipt('The receipt gives no outcome.');
  return typeof reason === 'string' ? { outcome, reason: reason.slice(0, LONGEST_REASON) } : { outcome };
}

async function verifiedPayload(
  receipt: string,
  { receiptKey }: Pick<Business, 'receiptKey'>,
): Promise<Record<string, unknown>> {
  if (receipt.length > LONGEST_RECEIPT) throw new BadReceipt('The receipt is too long.');
  try {
    const algorithms = ALGORITHMS.filter((algorithm) => algorithm === receiptKey.alg);
    const key = await importJWK(receiptKey);
    const { payload, protectedHeader } = await compactVerify(receipt.trim(), key, { algorithms });
    if (protectedHeader.typ !== RECEIPT_TYPE) throw new Error('another type');
    const parsed: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
    throw new Error('no object');
  } catch {
    throw new BadReceipt('The receipt is not signed by the business as it is registered.');
  }
}
