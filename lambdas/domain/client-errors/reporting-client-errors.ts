import type { Clients } from '../client/client.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import type { ClientErrors } from './client-errors.ts';
import { namedClient } from './named-client.ts';

export interface ReportingDeps {
  readonly clients: Clients;
  readonly clientErrors: ClientErrors;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly requestId: string;
  readonly now: Date;
}

/** Codes that are steps of the protocol: nobody did anything wrong (CIBA Core §11, RFC 9449 §8). */
const STEPS: readonly string[] = ['authorization_pending', 'use_dpop_nonce'];

/**
 * The same story; an OAuth error it throws is also written down for the client that the request names, if there is one (B12).
 * For wiring: `'POST /oauth/token': plain(reportingClientErrors((request) => token(request, deps), deps))`. A story that answers
 * errors by redirect calls `reportClientError` where it makes the redirect.
 */
export function reportingClientErrors<Asked extends Request, Answer>(
  story: (request: Asked) => Promise<Answer>,
  deps: ReportingDeps,
): (request: Asked) => Promise<Answer> {
  return async (request) => {
    try {
      return await story(request);
    } catch (error) {
      if (error instanceof OAuthError && !STEPS.includes(error.code))
        await reportClientError(error, namedClient(request), request, deps);
      throw error;
    }
  };
}

/** Writes one error of a request down. */
export const reportClientError = (
  error: OAuthError,
  clientId: string | undefined,
  { method, path, ...request }: Pick<Request, 'method' | 'path' | 'requestId' | 'now'>,
  deps: ReportingDeps,
): Promise<void> => reportErrorAt(`${method} ${path}`, error, clientId, request, deps);

/** Writes one error down, wherever it arose. Never throws: what cannot be written is not. */
export async function reportErrorAt(
  endpoint: string,
  error: OAuthError,
  clientId: string | undefined,
  { requestId, now: at }: Pick<Request, 'requestId' | 'now'>,
  { clients, clientErrors }: ReportingDeps,
): Promise<void> {
  try {
    const client = clientId === undefined ? undefined : await clients.find(clientId);
    if (client === undefined) return;
    await clientErrors.record({
      clientId: client.client_id,
      endpoint,
      code: error.code,
      sentence: error.loggedReason ?? error.message,
      requestId,
      at,
    });
  } catch {
    // the answer to the relying party matters more than its log line
  }
}
