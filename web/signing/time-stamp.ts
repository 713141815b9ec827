import { timeStampRequest, timeStampTokenOf } from '../../lambdas/domain/cms-assembly/time-stamp-request.ts';
import { ConnectionFailure } from '../api/call.ts';

const TIMEOUT_MS = 20_000;

/**
 * Asks the deployment's time-stamping authority about `data` (RFC 3161); only its digest is sent.
 * @returns the token, DER
 * @throws ConnectionFailure when the authority does not answer, or refuses
 */
export async function timeStamp(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  const question = timeStampRequest(digest, crypto.getRandomValues(new Uint8Array(8)));
  try {
    const answer = await fetch('/tsa', {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(question),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return timeStampTokenOf(new Uint8Array(await answer.arrayBuffer()));
  } catch (cause) {
    throw new ConnectionFailure('The time-stamping authority gave no token.', { cause });
  }
}
