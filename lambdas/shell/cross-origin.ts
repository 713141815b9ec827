import { OAuthError } from '../domain/oauth-error/oauth-error.ts';
import type { RouteHandler } from './http-function.ts';
import { oauthErrorResponse } from './http-function.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'dpop-nonce, www-authenticate',
};

/**
 * What pages of relying parties call by themselves (public clients): any origin may read the answer, an error too, since nothing here
 * goes by cookies (Fetch §3.2).
 */
export function crossOrigin(handler: RouteHandler): RouteHandler {
  return async (request) => {
    const response = await handler(request).catch((error: unknown) => {
      if (error instanceof OAuthError) return oauthErrorResponse(error);
      throw error;
    });
    return { ...response, headers: { ...response.headers, ...HEADERS } };
  };
}
