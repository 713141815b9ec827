import { randomBytes, sign as signWith } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateApplicationView } from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import type { BoxItemsView, BoxItemView } from '../../lambdas/contracts/mailbox.ts';
import type { AttributeRequestView } from '../../lambdas/contracts/organisations.ts';
import type {
  ApplicationView,
  AttributesView,
  DocumentRequestsView,
  ReceivedApplicationsView,
  ReceivedApplicationView,
  ToSign,
} from '../../lambdas/contracts/procedures.ts';
import { signatureValue } from '../../lambdas/domain/cms-assembly/signature-value.ts';
import { timeStampRequest, timeStampTokenOf } from '../../lambdas/domain/cms-assembly/time-stamp-request.ts';
import { ATELIER_LUMEN, VILLE_DE_LYON } from '../../local/cast.ts';
import {
  base64,
  certificationRequest,
  requestKey,
  type TestRequestKey,
} from '../support/certification-request.ts';
import { awaitMessage, codeIn, ok, outbox, tokenIn, until } from '../support/citizen.ts';
import { sha256, signAttached } from '../support/cms.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { testBrowser } from '../support/http.ts';
import { hasOpenssl, openssl, pem } from '../support/openssl.ts';
import { type Phone, testPhone } from '../support/phone.ts';
import { ADDRESS, EMPLOYMENT_VALUES, NURSERY_VALUES } from '../support/procedures.ts';

/** The nursery application of Camille Durand on the laptop cloud, with its grants: five people, each on their own phone. */

const PIN = '7391';
let guichet: RunningGuichet;
beforeAll(async () => {
  guichet = await startGuichet();
}, 180_000);
afterAll(() => guichet?.stop());

interface Key {
  readonly key: TestRequestKey;
  readonly serial: string;
  readonly der: Uint8Array;
}

/** Somebody of the cast (local/cast.ts): a phone with a session by AUTHENTICATION certificate, and keys to sign with. */
interface Somebody {
  readonly call: <T>(method: string, path: string, body?: object) => Promise<T>;
  readonly answer: Phone['call'];
  readonly keys: Map<string, Key>;
}

async function somebody(email: string, kinds: readonly object[]): Promise<Somebody> {
  const phone = await activatedPhone(email);
  const call = <T>(method: string, path: string, body?: object) => ok<T>(phone.call(method, path, body));
  await call('POST', '/api/authenticator/log-in', { pin: PIN });
  await certify(call, { kind: 'authentication' }, phone.key);
  const keys = new Map<string, Key>();
  for (const wish of kinds as { kind: string }[]) {
    const key = requestKey('P-256');
    keys.set(wish.kind, { key, ...(await certify(call, wish, key)) });
  }
  expect(await call('POST', '/api/authenticator/log-in', { pin: PIN })).toMatchObject({
    method: 'certificate',
  });
  return { call, answer: phone.call, keys };
}

async function activatedPhone(email: string): Promise<Phone> {
  const mail = await awaitMessage(
    guichet.origin,
    ({ to, links }) => to === email && links.some((link) => link.includes('/app/activate#')),
  );
  const token = tokenIn(mail);
  const phone = testPhone(testBrowser(guichet.origin));
  const before = (await outbox(guichet.origin)).length;
  await ok(phone.call('POST', '/api/authenticator/activation', { token }));
  const sms = (await outbox(guichet.origin)).slice(before).findLast(({ to }) => to.startsWith('+'));
  await ok(phone.activate(token, sms ? codeIn(sms) : '', PIN));
  return phone;
}

async function certify(call: Somebody['call'], wish: object, key: TestRequestKey) {
  const applications = '/api/certificates/applications';
  const made = await call<CertificateApplicationView>('POST', applications, wish);
  const { application, attributes } = made;
  await call('POST', `${applications}/${application}/confirm`, { ...(attributes && { attributes }) });
  const request = base64(certificationRequest(key));
  const path = `${applications}/${application}/certificate`;
  const issued = await call<IssuedCertificate>('POST', path, { request });
  const der = Uint8Array.from(Buffer.from(issued.pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
  return { serial: issued.serial, der };
}

/** CAdES-T over the bytes that the server gave, stamped by its own authority, as the page makes it. */
async function sign(who: Somebody, kind: string, toSign: string | undefined): Promise<{ signature: string }> {
  const held = who.keys.get(kind);
  if (held === undefined || toSign === undefined) throw new Error(`Nothing to sign, or no key: ${kind}.`);
  const key = { signer: signerOf(held.key), certificate: held.der };
  const content = Uint8Array.from(Buffer.from(toSign, 'base64'));
  return { signature: await signAttached(content, key, new Date(), stamp) };
}

const signerOf = ({ privateKey }: TestRequestKey) => ({
  sign: async (data: Uint8Array) =>
    Uint8Array.from(signWith('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
});

async function stamp(signature: Uint8Array, certificate: Uint8Array): Promise<Uint8Array> {
  const question = timeStampRequest(sha256(signatureValue(signature, certificate)), randomBytes(8));
  const answer = await fetch(`${guichet.origin}/tsa`, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(question),
  });
  return timeStampTokenOf(new Uint8Array(await answer.arrayBuffer()));
}

/** A delegate asks and signs, the representative approves (E3). */
async function empower(
  delegate: Somebody,
  representative: Somebody,
  organisation: string,
  authority: string,
) {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const asked = await delegate.call<AttributeRequestView>('POST', '/api/attribute-requests', {
    organisation,
    attributeAuthority: 'guichet',
    from: day(0),
    until: day(300),
    keeping: 'safe',
    department: 'Service',
    post: 'Officer',
    authorities: [authority],
  });
  const path = `/api/attribute-requests/${asked.id}`;
  await delegate.call('POST', `${path}/signature`, await sign(delegate, 'signature', asked.toSign));
  const { toSign } = await representative.call<AttributeRequestView>('GET', path);
  const kind = organisation === ATELIER_LUMEN.id ? 'corporate' : 'official-seal';
  const approval = await sign(representative, kind, toSign);
  await representative.call('POST', `${path}/approval`, { checked: true, ...approval });
}

describe.skipIf(!hasOpenssl)('nursery', () => {
  it('E5 E4 E2: through all roles on the laptop cloud, until a link of the authority ends', {
    timeout: 600_000,
  }, async () => {
    const signing = { kind: 'signature' };
    const camille = await somebody('camille.durand@example.org', [signing]);
    const karim = await somebody('karim.haddad@atelier-lumen.example', [signing]);
    const helene = await somebody('helene.marchand@atelier-lumen.example', [
      { kind: 'corporate', organisation: ATELIER_LUMEN.id },
    ]);
    const ines = await somebody('ines.rousseau@lyon.example', [signing]);
    const olivier = await somebody('olivier.perrin@lyon.example', [
      { kind: 'official-seal', organisation: VILLE_DE_LYON.id },
    ]);
    await empower(karim, helene, ATELIER_LUMEN.id, 'employment-certificate');
    await empower(ines, olivier, VILLE_DE_LYON.id, 'official-answers');

    // ②–④ Camille fills in and asks her employer
    const begun = await camille.call<ApplicationView>('POST', '/api/applications', {
      procedure: 'nursery',
      authority: VILLE_DE_LYON.id,
    });
    const application = `/api/applications/${begun.id}`;
    await camille.call('PUT', application, { version: 1, values: NURSERY_VALUES });
    await camille.call('POST', `${application}/document-requests`, {
      from: 'issuer',
      document: 'employment-certificate',
      issuer: ATELIER_LUMEN.id,
      values: {
        'employee-name': 'Camille Durand',
        'employee-birthdate': '1991-06-14',
        department: 'Archives',
      },
    });

    // Karim finds the request, certifies and signs; Inès may not
    const asked = `/api/organisations/${ATELIER_LUMEN.id}/document-requests`;
    expect((await ines.answer('GET', asked)).body).toMatchObject({ code: 'not-of-this-organisation' });
    const { requests } = await karim.call<DocumentRequestsView>('GET', asked);
    expect(requests).toMatchObject([{ status: 'requested', person: { name: 'Camille DURAND' } }]);
    const issuance = `/api/document-requests/${requests[0]?.id}/issuance`;
    const certificate = { ...EMPLOYMENT_VALUES, workplace: ADDRESS };
    const prepared = await karim.call<ToSign>('POST', issuance, { values: certificate });
    await karim.call('POST', issuance, await sign(karim, 'signature', prepared.toSign));

    // ⑤ It is in Camille's safe; she signs and sends
    const safe = await camille.call<BoxItemsView>('GET', '/api/mailbox/items?folder=safe');
    expect(safe.items.some(({ from }) => from === ATELIER_LUMEN.name)).toBe(true);
    const ready = await camille.call<ApplicationView>('GET', application);
    expect(ready.problems).toEqual([]);
    const signature = await sign(camille, 'signature', ready.toSign);
    const sent = await camille.call<ApplicationView>('POST', `${application}/signature`, signature);
    expect(sent.status).toBe('submitted');

    // ⑥–⑧ Inès searches, shows, checks the attributes
    const received = `/api/organisations/${VILLE_DE_LYON.id}/applications`;
    const day = new Date().toISOString().slice(0, 10);
    const { applications } = await ines.call<ReceivedApplicationsView>(
      'GET',
      `${received}?from=2026-01-01&to=${day}`,
    );
    expect(applications).toMatchObject([{ id: begun.id, applicant: { name: 'Camille DURAND' } }]);
    const shown = await ines.call<ReceivedApplicationView>('GET', `${received}/${begun.id}`);
    expect(shown.verification).toMatchObject({ valid: true, stampedAt: expect.any(String) });
    expect(shown.documents).toMatchObject([
      {
        verification: { valid: true, signer: expect.stringMatching(/Haddad/i) },
        delivery: { confirmed: true },
      },
    ]);
    const attributes = `${received}/${begun.id}/attributes?document=employment-certificate`;
    const before = await ines.call<AttributesView>('GET', attributes);
    expect(before.authority).toMatchObject({ authorised: true, failures: [] });

    // The town answers under its official seal; the answer lies in Camille's box
    const answer = `${received}/${begun.id}/answer`;
    const decision = { outcome: 'accepted', text: 'Une place à partir de janvier.' };
    const sealed = await olivier.call<ToSign>('POST', answer, decision);
    await olivier.call('POST', answer, await sign(olivier, 'official-seal', sealed.toSign));
    const kept = await camille.call<BoxItemsView>('GET', '/api/mailbox/items?folder=safe');
    const item = kept.items.find(({ from }) => from === VILLE_DE_LYON.name);
    const letter = await camille.call<BoxItemView>(
      'GET',
      `/api/mailbox/items/${encodeURIComponent(item?.id ?? '')}`,
    );
    expect(letter.text).toContain('Une place');
    await judge(letter);

    // Karim's certificate is revoked: the document stands no more
    const serial = karim.keys.get('signature')?.serial;
    await karim.call('POST', `/api/certificates/${serial}/revocation`, { reason: 'key-leaked' });
    const after = await until('the end of the authority', 60_000, async () => {
      const { authority } = await ines.call<AttributesView>('GET', attributes);
      return authority.authorised ? undefined : authority;
    });
    expect(after.failures).toContain('certificate-revoked');
  });
});

/** OpenSSL reads the sealed answer and agrees with the seal. */
async function judge(letter: BoxItemView): Promise<void> {
  const published = async (name: string) =>
    pem(
      'CERTIFICATE',
      new Uint8Array(await (await fetch(`${guichet.origin}/pki/${name}.cer`)).arrayBuffer()),
    );
  const files = {
    'answer.p7m': Buffer.from(letter.files[0]?.bytes ?? '', 'base64'),
    'trusted.pem': (await published('root')) + (await published('seal')),
  };
  const { status, text } = openssl(
    ['cms', '-verify', '-inform', 'DER', '-in', 'answer.p7m', '-CAfile', 'trusted.pem'],
    files,
  );
  expect(text).toContain('Une place');
  expect([status, /verification successful/i.test(text)]).toEqual([0, true]);
}
