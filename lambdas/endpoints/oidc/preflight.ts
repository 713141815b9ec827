import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** What pages of relying parties may send: client credentials or tokens, proofs, forms. Never cookies. */
const ANSWER: HttpResponse = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, dpop',
    'access-control-max-age': '7200',
    'cache-control': 'max-age=7200',
  },
};

/** OPTIONS of what pages of other origins may call (Fetch §3.2.2); that they may is said on every answer (shell/cross-origin.ts). */
export async function preflight(_request: HttpRequest): Promise<HttpResponse> {
  return ANSWER;
}
