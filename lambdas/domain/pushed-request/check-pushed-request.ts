import {
  type CheckContext,
  type CheckedRequest,
  checkRequest,
} from '../authorization-request/check-request.ts';
import type { Parameters } from '../authorization-request/parameters.ts';
import { RefusedRequest } from '../authorization-request/refused-request.ts';
import { UntrustedRequest } from '../authorization-request/untrusted-request.ts';
import type { Client } from '../client/client.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/**
 * RFC 9126 §2.1: the same rules as at the authorization endpoint, but here every refusal is told to the client directly (§2.3).
 * `redirect_uri` must be registered all the same: §2.4 lets a provider accept others, this one does not.
 */
export async function checkPushedRequest(
  parameters: Parameters,
  client: Client,
  context: Omit<CheckContext, 'pushed'>,
): Promise<CheckedRequest> {
  if (parameters.get('client_id') === undefined)
    throw new InvalidRequest('client_id is required (RFC 9126 2.1).');
  if (parameters.get('request_uri') !== undefined) {
    throw new InvalidRequest('request_uri must not be pushed (RFC 9126 2.1).');
  }
  try {
    return await checkRequest(parameters, client, { ...context, pushed: true });
  } catch (error) {
    if (error instanceof RefusedRequest) throw error.cause;
    if (error instanceof UntrustedRequest) throw new InvalidRequest(error.message);
    throw error;
  }
}
