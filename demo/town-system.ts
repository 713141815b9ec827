import { createHash } from 'node:crypto';
import type { EvidencesView, SentLetterView } from '../lambdas/contracts/mailbox.ts';
import { TOWN_SYSTEM } from '../local/cast.ts';

/** The town's own system, a program: it has an access token and no person. */
export interface TownSystem {
  /** Announces a letter with one attachment, uploads it, and deposits. */
  send(letter: Letter): Promise<SentLetterView>;
  evidences(letter: string): Promise<EvidencesView['evidences']>;
}

export interface Letter {
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment: { readonly name: string; readonly type: string; readonly content: Buffer };
}

/** Gets a token by client credentials (RFC 6749 §4.4). */
export async function townSystem(origin: string): Promise<TownSystem> {
  const { client_id, client_secret, scope } = TOWN_SYSTEM;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope });
  const token = await read<{ access_token: string }>(
    await fetch(`${origin}/oauth/token`, { method: 'POST', body: form }),
  );
  const headers = { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' };
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> =>
    read<T>(
      await fetch(`${origin}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
    );
  return {
    async send({ email, subject, text, attachment }) {
      const { name, type, content } = attachment;
      const sha256 = createHash('sha256').update(content).digest('base64url');
      const file = { name, type, size: content.length, sha256 };
      const announced = { recipient: { email }, subject, text, attachments: [file] };
      const letter = await call<SentLetterView>('POST', '/api/letters', announced);
      await upload(letter, content);
      return call('POST', `/api/letters/${letter.id}/deposit`);
    },
    evidences: async (letter) =>
      (await call<EvidencesView>('GET', `/api/letters/${letter}/evidences`)).evidences,
  };
}

/** The store takes exactly the content whose SHA-256 was announced: another of the same length is turned away first. */
async function upload({ uploads = [] }: SentLetterView, content: Buffer): Promise<void> {
  const [permit] = uploads;
  if (permit === undefined) throw new Error('The letter has no place for its attachment.');
  const put = (body: Buffer): Promise<Response> =>
    fetch(permit.url, { method: 'PUT', headers: permit.headers, body: new Uint8Array(body) });
  if ((await put(Buffer.alloc(content.length, 'x'))).ok) throw new Error('Another content was taken.');
  const answer = await put(content);
  if (!answer.ok) throw new Error(`The attachment was not taken: ${await answer.text()}`);
}

async function read<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
