/** A browser's essentials for tests: cookies, JSON, the answer with its status. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface TestBrowser {
  readonly origin: string;
  /** What it keeps, by name: to look at, and to forge. */
  cookies(): Map<string, string>;
  /** Copies another browser's cookies. */
  take(other: TestBrowser): void;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  /** Follows nothing: gives the redirect's target. */
  visit(
    url: string,
  ): Promise<{ readonly status: number; readonly location: string | null; readonly text: string }>;
}

/** One browser profile on one origin. */
export function testBrowser(origin: string): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    return response;
  };
  return {
    origin,
    cookies: () => cookies,
    take(other) {
      for (const [name, value] of other.cookies()) cookies.set(name, value);
    },
    async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const response = await send(origin + path, {
        method,
        headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(text !== undefined && { body: text }),
      });
      return { status: response.status, body: parse(await response.text()) as T, headers: response.headers };
    },
    async visit(url) {
      const response = await send(url, { method: 'GET' });
      return {
        status: response.status,
        location: response.headers.get('location'),
        text: await response.text(),
      };
    },
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const gone = attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0');
  if (gone) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
