import type { Randomness } from '../randomness.ts';
import { type EvidenceWriter, evidenceKey } from './evidence.ts';

/**
 * Takes an upload out of the sender's reach. Its presigned form stays good for minutes and could put another file in its
 * place after it was judged; the copy's name is in no form, and no two copies share one.
 * @returns the copy's name, or undefined when nothing arrived
 */
export async function sealUpload(
  enrolmentId: string,
  upload: string,
  deps: { readonly evidence: EvidenceWriter; readonly randomness: Randomness },
): Promise<string | undefined> {
  const sealed = `${upload}-${deps.randomness.id()}`;
  const copied = await deps.evidence.copy(evidenceKey(enrolmentId, upload), evidenceKey(enrolmentId, sealed));
  return copied ? sealed : undefined;
}

/** Whether `sealed` is a copy of that upload. */
export const isSealOf = (sealed: string, upload: string): boolean => sealed.startsWith(`${upload}-`);
