import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BoxItemsView,
  BoxItemView,
  EvidencesView,
  PreparedDocumentView,
  SentLetterView,
} from '../../lambdas/contracts/mailbox.ts';
import { TOWN_SYSTEM, VILLE_DE_LYON } from '../../local/cast.ts';
import { awaitMessage, codeIn, ok, outbox, tokenIn, until } from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { testBrowser } from '../support/http.ts';
import { fileOf, upload } from '../support/mailbox.ts';
import { hasOpenssl, openssl, pem } from '../support/openssl.ts';
import { type Phone, testPhone } from '../support/phone.ts';

/** A town's system writes to a citizen on the laptop cloud, with its grants; OpenSSL judges the proofs. */

const PIN = '7391';
const CAMILLE = 'camille.durand@example.org';
let guichet: RunningGuichet;
let phone: Phone;
/** How far the laptop's clock was moved (ms). */
let moved = 0;
beforeAll(async () => {
  guichet = await startGuichet();
  phone = await activatedPhone(CAMILLE);
}, 240_000);
afterAll(() => guichet?.stop());

async function activatedPhone(email: string): Promise<Phone> {
  const mail = await awaitMessage(
    guichet.origin,
    ({ to, links }) => to === email && links.some((link) => link.includes('/app/activate#')),
  );
  const made = testPhone(testBrowser(guichet.origin), () => Date.now() + moved);
  const before = (await outbox(guichet.origin)).length;
  const token = tokenIn(mail);
  await ok(made.call('POST', '/api/authenticator/activation', { token }));
  const sms = (await outbox(guichet.origin)).slice(before).findLast(({ to }) => to.startsWith('+'));
  await ok(made.activate(token, sms ? codeIn(sms) : '', PIN));
  return made;
}

const logIn = () => ok(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }));
const mine = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T> =>
  ok<T>(phone.call(method, path, body));

/** The town's system: an access token by client credentials, then the letter API. */
async function town(): Promise<<T>(method: string, path: string, body?: object) => Promise<T>> {
  const { client_id, client_secret } = TOWN_SYSTEM;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id,
    client_secret,
    scope: 'letters',
  });
  const answer = await fetch(`${guichet.origin}/oauth/token`, { method: 'POST', body: form });
  const { access_token } = (await answer.json()) as { access_token: string };
  const system = testBrowser(guichet.origin);
  return <T>(method: string, path: string, body?: object) =>
    ok<T>(system.call(method, path, body, { authorization: `Bearer ${access_token}` }));
}

async function deposited(content: string): Promise<SentLetterView> {
  const call = await town();
  const letter = await call<SentLetterView>('POST', '/api/letters', {
    recipient: { email: CAMILLE },
    subject: 'Your nursery place',
    text: 'A place is free from September.',
    attachments: [fileOf(content)],
  });
  const [permit] = letter.uploads ?? [];
  if (permit === undefined) throw new Error('no upload');
  expect((await upload(permit, `${content}!`)).status).toBeGreaterThanOrEqual(400);
  expect((await upload(permit, content)).status).toBe(200);
  return call<SentLetterView>('POST', `/api/letters/${letter.id}/deposit`);
}

async function judged(file: string): Promise<{ status: number; text: string; stdout: Buffer }> {
  const root = await (await fetch(`${guichet.origin}/pki/root.cer`)).arrayBuffer();
  const attime = String(Math.floor((Date.now() + moved) / 1000) + 60);
  return openssl(
    ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'e.p7m', '-CAfile', 'root.pem', '-attime', attime],
    { 'e.p7m': Buffer.from(file, 'base64'), 'root.pem': pem('CERTIFICATE', new Uint8Array(root)) },
  );
}

describe('registered letters', () => {
  it('E1 E2: refused without a box; told, accepted, handed over, proved', { timeout: 180_000 }, async () => {
    await logIn();
    await expect(deposited('too early')).rejects.toThrow('no-open-box');
    await mine('PUT', '/api/mailbox', { acceptsElectronicDelivery: true });
    const letter = await deposited('the decision');
    expect(letter.status).toBe('notified');
    const mail = await awaitMessage(
      guichet.origin,
      ({ to, links }) => to === CAMILLE && links.some((link) => link.endsWith('/app/box')),
    );
    expect(mail.text).not.toContain(VILLE_DE_LYON.name);

    const { items } = await mine<BoxItemsView>('GET', '/api/mailbox/items');
    expect(items.map((item) => item.letter?.state)).toEqual(['waiting']);
    const item = await mine<BoxItemView>('POST', `/api/mailbox/letters/${letter.id}/acceptance`);
    expect(item).toMatchObject({ title: 'Your nursery place', from: VILLE_DE_LYON.name });
    expect(await (await fetch(item.files[0]?.url ?? '')).text()).toBe('the decision');
    await mine('GET', `/api/mailbox/items/${encodeURIComponent(item.id)}`);

    const call = await town();
    const path = `/api/letters/${letter.id}`;
    expect((await call<SentLetterView>('GET', path)).status).toBe('accepted');
    const { evidences } = await call<EvidencesView>('GET', `${path}/evidences`);
    expect(evidences.map(({ event }) => event)).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
      'ConsignmentAcceptance',
      'ContentHandover',
    ]);
    if (!hasOpenssl) return;
    for (const { event, file } of evidences) {
      const { status, text, stdout } = await judged(file?.bytes ?? '');
      expect(status, `${event}: ${text}`).toBe(0);
      expect(JSON.parse(stdout.toString('utf8'))).toMatchObject({
        erdsEventId: `http://uri.etsi.org/19522/Event/${event}`,
        senderDetails: { name: VILLE_DE_LYON.name, identifier: `NTRFR-${VILLE_DE_LYON.id}` },
      });
    }
  });

  it('E2: a document is kept, found by its name, and deleted', { timeout: 60_000 }, async () => {
    await logIn();
    const { item, upload: permit } = await mine<PreparedDocumentView>(
      'POST',
      '/api/mailbox/documents',
      fileOf('diploma', 'Diplôme.pdf'),
    );
    await upload(permit, 'diploma');
    await mine('POST', `/api/mailbox/documents/${encodeURIComponent(item)}`);
    const found = await mine<BoxItemsView>('GET', '/api/mailbox/items?folder=safe&q=diplome');
    expect(found.items.map(({ id }) => id)).toEqual([item]);
    await mine('PUT', `/api/mailbox/items/${encodeURIComponent(item)}/folder`, { folder: 'inbox' });
    await mine('DELETE', `/api/mailbox/items/${encodeURIComponent(item)}`);
    const left = await mine<BoxItemsView>('GET', '/api/mailbox/items?folder=safe');
    expect(left.items.map(({ id }) => id)).not.toContain(item);
  });

  it('E1: not claimed in fifteen days, the calendar ends it and the sender has the proof', {
    timeout: 180_000,
  }, async () => {
    const letter = await deposited('unread');
    await guichet.advance(17 * 86_400);
    moved = 17 * 86_400_000;
    const call = await town();
    const path = `/api/letters/${letter.id}`;
    const proof = await until('the proof of the end', 90_000, async () => {
      const { evidences } = await call<EvidencesView>('GET', `${path}/evidences`);
      return evidences.find(({ event }) => event === 'AcceptanceRejectionExpiry');
    });
    expect(await call<SentLetterView>('GET', path)).toMatchObject({
      status: 'unclaimed',
      reasons: ['not-claimed-in-time'],
    });
    await logIn();
    const { items } = await mine<BoxItemsView>('GET', '/api/mailbox/items');
    expect(items.map((item) => item.letter?.state)).toContain('unclaimed');
    const refused = await phone.call('POST', `/api/mailbox/letters/${letter.id}/acceptance`);
    expect([refused.status, (refused.body as { code?: string }).code]).toEqual([410, 'letter-unclaimed']);
    if (!hasOpenssl) return;
    expect((await judged(proof.file?.bytes ?? '')).text).toContain('Verification successful');
  });
});
