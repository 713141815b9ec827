import { Refusal } from '../errors.ts';
import type { SimpleSignature, SimpleSignatures } from './simple-signatures.ts';

/** The person's own signature of that id; another's is answered as if there were none. */
export async function requireOwnSignature(
  id: string,
  accountId: string,
  signatures: SimpleSignatures,
): Promise<SimpleSignature> {
  const signature = await signatures.find(id);
  if (signature?.accountId === accountId) return signature;
  throw new Refusal('not-found', 'no-such-signature', 'There is no such signature. Start again.', {
    next: ['restart'],
  });
}
