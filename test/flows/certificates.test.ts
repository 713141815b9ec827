import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateApplicationView } from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import {
  base64,
  certificationRequest,
  requestKey,
  type TestRequestKey,
} from '../support/certification-request.ts';
import { awaitMessage, codeIn, ok, outbox, tokenIn, until } from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { testBrowser } from '../support/http.ts';
import { hasOpenssl, openssl, pem } from '../support/openssl.ts';
import { type Phone, testPhone } from '../support/phone.ts';

/** A person's two certificates on the laptop cloud, with its grants; OpenSSL is the judge. */

const PIN = '7391';
let guichet: RunningGuichet;
beforeAll(async () => {
  guichet = await startGuichet();
}, 180_000);
afterAll(() => guichet.stop());

/** One of the people made up for trying (local/cast.ts). */
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
  await ok(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }));
  return phone;
}

async function certify(phone: Phone, wish: object, key: TestRequestKey): Promise<IssuedCertificate> {
  const applications = '/api/certificates/applications';
  const { application, attributes } = await ok<CertificateApplicationView>(
    phone.call('POST', applications, wish),
  );
  await ok(
    phone.call('POST', `${applications}/${application}/confirm`, { ...(attributes && { attributes }) }),
  );
  const request = base64(certificationRequest(key));
  return ok<IssuedCertificate>(phone.call('POST', `${applications}/${application}/certificate`, { request }));
}

const published = async (address: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(address)).arrayBuffer());

/** What a stranger does: everything from the addresses in the certificate. */
async function judged({
  pem: leaf,
}: IssuedCertificate): Promise<{ readonly path: string; readonly ocsp: string }> {
  const { text } = openssl(['x509', '-noout', '-text', '-in', 'leaf.pem'], { 'leaf.pem': leaf });
  const [list = ''] = /http\S+\.crl/.exec(text) ?? [];
  const [authority = ''] = /http\S+\.cer/.exec(text) ?? [];
  const [responder = ''] = /http\S+\/ocsp/.exec(text) ?? [];
  const [root, issuer, rootList, leafList] = await Promise.all(
    [`${guichet.origin}/pki/root.cer`, authority, `${guichet.origin}/pki/crl/root/0.crl`, list].map(
      published,
    ),
  );
  const files = {
    'root.pem': pem('CERTIFICATE', root ?? new Uint8Array()),
    'ca.pem': pem('CERTIFICATE', issuer ?? new Uint8Array()),
    'crls.pem': pem('X509 CRL', rootList ?? new Uint8Array()) + pem('X509 CRL', leafList ?? new Uint8Array()),
    'leaf.pem': leaf,
  };
  const chain = ['-CAfile', 'root.pem', '-untrusted', 'ca.pem'];
  const question = openssl(['ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', '-'], files).stdout;
  const answer = await fetch(responder, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: new Uint8Array(question),
  });
  const response = new Uint8Array(await answer.arrayBuffer());
  return {
    path: openssl(
      ['verify', '-x509_strict', '-crl_check_all', ...chain, '-CRLfile', 'crls.pem', 'leaf.pem'],
      files,
    ).text,
    ocsp: openssl(
      [
        'ocsp',
        '-issuer',
        'ca.pem',
        '-cert',
        'leaf.pem',
        '-respin',
        'r.der',
        '-CAfile',
        'root.pem',
        '-no_nonce',
      ],
      { ...files, 'r.der': response },
    ).text,
  };
}

describe.skipIf(!hasOpenssl)('certificates', () => {
  it('C1 C5 C6 C9: both are issued, good to OpenSSL by CRL and OCSP, and revoked for both alike', {
    timeout: 240_000,
  }, async () => {
    const phone = await activatedPhone('camille.durand@example.org');
    const signature = await certify(phone, { kind: 'signature' }, requestKey('P-256'));
    const authentication = await certify(phone, { kind: 'authentication' }, phone.key);
    for (const certificate of [signature, authentication]) {
      const verdict = await judged(certificate);
      expect(verdict.path).toContain('leaf.pem: OK');
      expect(verdict.ocsp).toContain('Response verify OK');
      expect(verdict.ocsp).toContain('leaf.pem: good');
    }
    const again = await ok<{ method: string }>(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }));
    expect(again.method).toBe('certificate');
    await awaitMessage(guichet.origin, ({ subject = '' }) => /^(Issued|Délivré|発行)/.test(subject));

    await ok(
      phone.call('POST', `/api/certificates/${signature.serial}/revocation`, { reason: 'key-leaked' }),
    );
    const revoked = await until('the revocation in the CRL', 30_000, async () => {
      const verdict = await judged(signature);
      return verdict.path.includes('certificate revoked') ? verdict : undefined;
    });
    expect(revoked.ocsp).toMatch(/leaf.pem: revoked[\s\S]*Reason: keyCompromise/);
    expect((await judged(authentication)).path).toContain('leaf.pem: OK');
  });

  it('C9: an RSA key of a secure carrier, requested by OpenSSL', { timeout: 120_000 }, async () => {
    const phone = await activatedPhone('karim.haddad@atelier-lumen.example');
    const issued = await certify(phone, { kind: 'signature', storage: 'kaztoken' }, requestKey('RSA'));
    expect((await judged(issued)).path).toContain('leaf.pem: OK');
  });
});
