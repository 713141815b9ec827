import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { kmsPersonalData } from '../../../lambdas/adapters/aws/kms-personal-data.ts';
import type { SimpleSignatureView } from '../../../lambdas/contracts/signatures.ts';
import type { SimpleSignatureRecord } from '../../../lambdas/domain/simple-signature/simple-signature-record.ts';
import { auditOf, changeAccount, citizen } from '../../support/holder.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';
import { startSimpleSignatures } from '../../support/simple-signatures.ts';

let service: SignInService;
let rootPem: string;
beforeAll(async () => {
  ({ service, rootPem } = await startSimpleSignatures());
});
afterAll(() => {
  vi.useRealTimers();
  service?.stop();
});

const PATH = '/api/signatures/simple';
const digest = () => randomBytes(32).toString('hex');
const start = async (person: PersonWithPhone, wish: object) =>
  (await person.phone.call<SimpleSignatureView>('POST', PATH, wish)).body;
const confirm = (person: PersonWithPhone, signature: string, code: string) =>
  person.phone.call<SimpleSignatureView & { code?: string; triesLeft?: number }>(
    'POST',
    `${PATH}/${signature}/confirm`,
    { code },
  );
/** The last SMS: the code and the digits of the document it names. */
function lastText(): { readonly code: string; readonly document: string } {
  const text = service.aws.sent.texts.at(-1)?.text ?? '';
  return { code: /\d{4,8}/.exec(text)?.[0] ?? '', document: /([0-9a-f]{8})…/.exec(text)?.[1] ?? '' };
}
const wrong = (code: string): string => (code === '0000' ? '1111' : '0000');

describe('a simple signature', () => {
  it('D2: the SMS names the document; the record says who, what, how and when', async () => {
    const person = await citizen(service);
    const document = digest();
    const { signature } = await start(person, { digest: document.toUpperCase(), name: 'bail.pdf' });
    const { code, document: named } = lastText();
    expect(document.startsWith(named) && named.length === 8).toBe(true);
    const { status, body } = await confirm(person, signature, code);
    expect([status, body.state]).toEqual([200, 'signed']);
    const content = contentOf(body.record ?? '');
    expect(content).toMatchObject({
      type: 'simple-signature',
      id: signature,
      issuer: service.issuer,
      document: { digestAlgorithm: 'SHA-256', digest: document, name: 'bail.pdf' },
      signer: { name: 'Maëlys Gaëlle Marie MARTIN', birthdate: '1990-07-13' },
      channel: { method: 'sms-code' },
    });
    expect(content.channel.phone).toContain('•');
    const events = (await auditOf(person)).filter(({ event }) => event === 'signature.simple-made');
    expect(events.map(({ details }) => details)).toEqual([{ signature, digest: document }]);
  });

  it('D2: names the number that got the code, though the person has another one by now', async () => {
    const person = await citizen(service);
    const { signature, phone } = await start(person, { digest: digest() });
    const { code } = lastText();
    const { id, wrappedKey } = person.account;
    const identity = { ...person.identity, phone_number: '+33698765499' };
    const sealed = await kmsPersonalData('personal-data').seal(id, wrappedKey, identity);
    await changeAccount(person, { sealed });
    const { body } = await confirm(person, signature, code);
    expect(contentOf(body.record ?? '').channel.phone).toBe(phone);
  });

  it.skipIf(!hasOpenssl)('D2: OpenSSL confirms the sealed record with the root alone', async () => {
    const person = await citizen(service);
    const { signature } = await start(person, { digest: digest() });
    const { body } = await confirm(person, signature, lastText().code);
    const verified = openssl(
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        'record.p7m',
        '-CAfile',
        'root.pem',
        '-purpose',
        'any',
      ],
      { 'record.p7m': Buffer.from(body.record ?? '', 'base64'), 'root.pem': rootPem },
    );
    expect(verified.text).toContain('Verification successful');
  });

  it('D2: three wrong codes spend it, also fifty at once', async () => {
    const person = await citizen(service);
    const { signature } = await start(person, { digest: digest() });
    const { code } = lastText();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => confirm(person, signature, wrong(code))),
    );
    const codes = answers.map(({ body }) => String(body.code));
    expect(codes.filter((one) => one === 'code-wrong').length).toBeLessThanOrEqual(3);
    expect((await confirm(person, signature, code)).body.code).toBe('code-spent');
  });

  it('D2: a code of one document signs no other', async () => {
    const person = await citizen(service);
    const first = await start(person, { digest: digest() });
    const { code } = lastText();
    const second = await start(person, { digest: digest() });
    if (lastText().code === code) return; // one of ten thousand: the same digits are right for both
    expect((await confirm(person, second.signature, code)).body.code).toBe('code-wrong');
    expect((await confirm(person, first.signature, code)).status).toBe(200);
  });

  it('D2: confirmed twenty times at once it is one record', async () => {
    const person = await citizen(service);
    const { signature } = await start(person, { digest: digest() });
    const { code } = lastText();
    await Promise.all(Array.from({ length: 20 }, () => confirm(person, signature, code)));
    const again = await confirm(person, signature, '9999');
    expect(again.status).toBe(200);
    const shown = await person.phone.call<SimpleSignatureView>('GET', `${PATH}/${signature}`);
    expect(shown.body.record).toBe(again.body.record);
    const events = (await auditOf(person)).filter(({ event }) => event === 'signature.simple-made');
    expect(events).toHaveLength(1);
  });

  it('D2: another person’s signature is not found', async () => {
    const [one, other] = [await citizen(service), await citizen(service)];
    const { signature } = await start(one, { digest: digest() });
    expect((await confirm(other, signature, lastText().code)).status).toBe(404);
    expect((await other.phone.call('GET', `${PATH}/${signature}`)).status).toBe(404);
  });

  it.each([['ff'], ['z'.repeat(64)], [''], ['a'.repeat(128)]])(
    'D2: the digest “%s” is refused before any SMS',
    async (bad) => {
      const person = await citizen(service);
      const texts = service.aws.sent.texts.length;
      expect((await person.phone.call('POST', PATH, { digest: bad })).status).toBe(400);
      expect(service.aws.sent.texts).toHaveLength(texts);
    },
  );

  it('D2: without a session nothing is signed', async () => {
    const { status } = await service.browser().call('POST', PATH, { digest: digest() });
    expect(status).toBe(401);
  });
});

/** The JSON that the CMS holds. */
function contentOf(record: string): SimpleSignatureRecord {
  const text = Buffer.from(record, 'base64').toString('utf8');
  const from = text.indexOf('{"type"');
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}' && --depth === 0) return JSON.parse(text.slice(from, at + 1));
  }
  throw new Error('The record holds no content.');
}
