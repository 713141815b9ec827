import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Visit {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** What a browser sends when a person follows a link; `fetch` marks itself as a script's call, which servers answer otherwise. */
const NAVIGATION = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** Cookies and navigation of one browser on one origin over plain http; follows nothing. */
export function navigation(): (url: string) => Promise<Visit> {
  const cookies = new Map<string, string>();
  return (url) =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const sent = request(
        url,
        { headers: { ...NAVIGATION, ...(cookie && { cookie }) } },
        async (response) => {
          for (const line of response.headers['set-cookie'] ?? []) keep(cookies, line);
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? null,
            text: await text(response),
          });
        },
      );
      sent.on('error', reject).end();
    });
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
