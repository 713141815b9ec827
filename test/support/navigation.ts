import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Visit {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** Opens an address, or submits a form to it. */
export type Navigation = (url: string, form?: URLSearchParams) => Promise<Visit>;

/** What a browser sends when a person follows a link; `fetch` marks itself as a script's call, which servers answer otherwise. */
const NAVIGATED = {
  accept: 'text/html,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Cookies and navigation of one browser on one origin over plain http; follows nothing. */
export function navigation(): Navigation {
  const cookies = new Map<string, string>();
  return (url, form) =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...NAVIGATED, ...(cookie && { cookie }), ...(form && FORM) };
      const sent = request(url, { method: form ? 'POST' : 'GET', headers }, async (response) => {
        for (const line of response.headers['set-cookie'] ?? []) keep(cookies, line);
        const { location = null } = response.headers;
        resolve({ status: response.statusCode ?? 0, location, text: await text(response) });
      });
      sent.on('error', reject).end(form?.toString());
    });
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
