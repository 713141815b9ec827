interface Request {
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}

/**
 * The client a request names, be it right or not: `client_id` in query or form, the user of Basic, the issuer of an assertion. For
 * the error log only: it proves nothing.
 */
export function namedClient({ query, headers, rawBody }: Request): string | undefined {
  const form = isForm(headers['content-type'])
    ? new URLSearchParams(Buffer.from(rawBody).toString('utf8'))
    : undefined;
  return (
    query.get('client_id') ??
    form?.get('client_id') ??
    basicUser(headers.authorization) ??
    issuerOf(form?.get('client_assertion') ?? form?.get('request') ?? query.get('request'))
  );
}

const isForm = (type = ''): boolean => /^application\/x-www-form-urlencoded\b/i.test(type);

/** RFC 6749 §2.3.1: form-encoded before it was joined. */
function basicUser(authorization = ''): string | undefined {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const [user = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return user === '' ? undefined : (new URLSearchParams(`user=${user}`).get('user') ?? undefined);
}

function issuerOf(jwt: string | null | undefined): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const named = typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : undefined;
    return typeof named === 'string' ? named : undefined;
  } catch {
    return undefined;
  }
}
