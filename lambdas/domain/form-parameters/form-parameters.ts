import { InvalidRequest } from '../oauth-error/invalid-request.ts';

const LIMIT_BYTES = 64 * 1024;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The body of a form post (RFC 6749 appendix B); any other content type is refused. */
export function formParameters(contentType: string | undefined, body: Uint8Array): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '')) {
    throw new InvalidRequest('Send the parameters as application/x-www-form-urlencoded.');
  }
  if (body.length > LIMIT_BYTES) throw new InvalidRequest(`The body is larger than ${LIMIT_BYTES} bytes.`);
  return new URLSearchParams(decode(body));
}

function decode(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw new InvalidRequest('The body is not UTF-8.');
  }
}
