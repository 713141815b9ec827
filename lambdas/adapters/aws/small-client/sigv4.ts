import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** What `Authorization` is made from; `headers` holds `host` and all that is signed, names in lower case. */
interface Unsigned {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Date;
}

const hmac = (key: string | Uint8Array | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * AWS Signature Version 4 of a POST to `/` (IAM User Guide, "Create a signed AWS API request"). The credentials are read from
 * the environment at each signature: Lambda sets them once for the life of an instance, which ends before they do.
 */
export function sigv4(service: string, region: string): (request: Unsigned) => Record<string, string> {
  let kept: { readonly day: string; readonly secret: string; readonly key: KeyObject } | undefined;
  const keyOf = (secret: string, day: string): KeyObject => {
    if (kept?.day !== day || kept.secret !== secret) {
      const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, day));
      // as raw bytes it would cost each signature four times as much
      kept = { day, secret, key: createSecretKey(key) };
    }
    return kept.key;
  };
  return ({ headers, body, at }) => {
    const { id, secret, token } = credentials();
    const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
    const signed: Record<string, string> = {
      ...headers,
      'x-amz-date': time,
      ...(token && { 'x-amz-security-token': token }),
    };
    const names = Object.keys(signed).sort();
    const lines = names.map((name) => `${name}:${signed[name]}\n`).join('');
    const canonical = `POST\n/\n\n${lines}\n${names.join(';')}\n${hash('sha256', body, 'hex')}`;
    const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical, 'hex')}`;
    const signature = hmac(keyOf(secret, time.slice(0, 8)), toSign).toString('hex');
    signed.authorization = `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    return signed;
  };
}

function credentials(): { readonly id: string; readonly secret: string; readonly token: string | undefined } {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;
  if (!id || !secret)
    throw new Error(
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are missing: Lambda gives them to every function.',
    );
  return { id, secret, token };
}
