import { BasicOCSPResponse, OCSPResponse } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import {
  REVOCATION_REASONS,
  type RevocationReason,
} from '../../../lambdas/domain/certificate/certificate-record.ts';
import { readCertificateList } from '../../../lambdas/domain/revocation-list/read-certificate-list.ts';
import { answerOcsp } from '../../../lambdas/endpoints/certificates/answer-ocsp.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { type TestPki, testPki } from '../../support/pki.ts';
import { testSigner } from '../../support/signer.ts';
import { type Issued, NOW, type StatusServices, statusServices } from '../../support/status-services.ts';

let pki: TestPki;
let services: StatusServices;
beforeAll(async () => {
  pki = await testPki(NOW);
  services = statusServices(pki);
  for (const partition of ['authentication/3', 'signature/3', 'seal/3']) await services.publish(partition);
});

const later = (seconds: number) => new Date(+NOW + seconds * 1000);
const pemOf = ({ der }: Issued) => pem('CERTIFICATE', der);
const base64 = (request: Uint8Array) => Buffer.from(request).toString('base64');
type Authority = 'authentication' | 'signature' | 'seal';

/** What `openssl ocsp` asks of these certificates. */
function ask(authority: Authority, certificates: readonly Issued[], ...options: string[]): Uint8Array {
  const files = Object.fromEntries(
    certificates.map((certificate, index) => [`${index}.pem`, pemOf(certificate)]),
  );
  const certs = Object.keys(files).flatMap((name) => ['-cert', name]);
  const args = ['ocsp', '-issuer', 'ca.pem', ...options, ...certs, '-reqout', 'q.der'];
  return reqout(args, { ...files, 'ca.pem': pki.pem(authority) });
}

const reqout = (args: readonly string[], files: Record<string, string>): Uint8Array =>
  new Uint8Array(openssl(args, files).file('q.der'));

/** What `openssl ocsp` makes of the answer; with the request it compares the nonce too. */
function judge(authority: Authority, certificate: Issued, response: Uint8Array, request?: Uint8Array) {
  const asked = request ? ['-reqin', 'q.der'] : ['-issuer', 'ca.pem', '-cert', 'c.pem', '-no_nonce'];
  const args = [
    'ocsp',
    ...asked,
    '-respin',
    'r.der',
    '-CAfile',
    'root.pem',
    '-verify_other',
    'ca.pem',
    '-text',
  ];
  return openssl([...args, '-attime', String(+NOW / 1000), '-validity_period', '999999999'], {
    'ca.pem': pki.pem(authority),
    'c.pem': pemOf(certificate),
    'root.pem': pki.rootPem,
    'r.der': response,
    'q.der': request ?? new Uint8Array(),
  }).text;
}

/** Status number and single statuses, as a stranger's library reads them. */
function read(response: Uint8Array) {
  const { responseStatus, responseBytes } = AsnConvert.parse(response, OCSPResponse);
  if (responseBytes === undefined) return { responseStatus, statuses: [], nonce: undefined };
  const { tbsResponseData, certs } = AsnConvert.parse(responseBytes.response, BasicOCSPResponse);
  const statuses = tbsResponseData.responses.map(({ certStatus, thisUpdate, nextUpdate }) => ({
    status: certStatus.revoked ?? (certStatus.good === null ? ('good' as const) : ('unknown' as const)),
    thisUpdate,
    nextUpdate,
  }));
  return { responseStatus, statuses, certs, nonce: tbsResponseData.responseExtensions?.[0] };
}

describe.skipIf(!hasOpenssl)('OCSP answers that OpenSSL judges', () => {
  it.each(['authentication', 'signature', 'corporate'] as const)(
    'C6: %s: good by GET and by POST, with either digest',
    async (kind) => {
      const authority = kind === 'corporate' ? 'seal' : kind;
      const certificate = await services.issue({ kind, organisation: { id: '1', name: 'Mairie' } });
      for (const digest of ['-sha1', '-sha256']) {
        const request = ask(authority, [certificate], digest, '-no_nonce');
        for (const response of [await services.post(request), await services.get(base64(request))]) {
          const verdict = judge(authority, certificate, response, request);
          expect(verdict).toContain('Response verify OK');
          expect(verdict).toMatch(/Cert Status: good/);
          expect(isDer(response)).toBe(true);
        }
      }
    },
  );

  it.each(Object.keys(REVOCATION_REASONS) as RevocationReason[])(
    'C5 C6: revoked with its time and reason: %s',
    async (reason) => {
      const certificate = await services.issue();
      services.end(certificate, reason, later(-90));
      await services.publish(certificate.partition);
      const verdict = judge(
        'authentication',
        certificate,
        await services.post(ask('authentication', [certificate])),
      );
      expect(verdict).toContain('Response verify OK');
      expect(verdict).toMatch(/Cert Status: revoked/);
      expect(verdict).toContain('Revocation Time: Nov 22 09:58:30 2026 GMT');
      expect(verdict).toMatch(new RegExp(`Revocation Reason: .*\\(0x${REVOCATION_REASONS[reason]}\\)`));
    },
  );

  it('C6: times of an answer are those of the CRL', async () => {
    const certificate = await services.issue();
    const verdict = judge(
      'authentication',
      certificate,
      await services.post(ask('authentication', [certificate]), later(600)),
    );
    expect(verdict).toContain('Produced At: Nov 22 10:10:00 2026 GMT');
    expect(verdict).toContain('This Update: Nov 22 10:00:00 2026 GMT');
    expect(verdict).toContain('Next Update: Nov 23 10:00:00 2026 GMT');
  });

  it('C6: a nonce comes back', async () => {
    const certificate = await services.issue();
    const request = ask('authentication', [certificate], '-nonce');
    expect(judge('authentication', certificate, await services.post(request), request)).not.toMatch(
      /nonce.*(error|no nonce)/i,
    );
    const other = ask('authentication', [certificate], '-nonce');
    expect(judge('authentication', certificate, await services.post(other), request)).toMatch(
      /Nonce Verify error/i,
    );
  });

  it('C6: several certificates in one request, each with its own status', async () => {
    const [good, ended, strange] = [await services.issue(), await services.issue(), await services.issue()];
    services.end(ended, 'superseded');
    services.records.delete(strange.serial);
    await services.publish(good.partition);
    const request = ask('authentication', [good, ended, strange]);
    const verdict = judge('authentication', good, await services.post(request), request);
    expect(verdict).toContain('Response verify OK');
    expect([...verdict.matchAll(/Cert Status: (\w+)/g)].map(([, status]) => status)).toEqual([
      'good',
      'revoked',
      'unknown',
    ]);
  });

  it('C6: the answer of one authority’s responder is not accepted for another', async () => {
    const certificate = await services.issue({ kind: 'signature' });
    const response = await services.post(ask('signature', [certificate]));
    expect(judge('signature', certificate, response)).toContain('Response verify OK');
    const { certs } = read(response);
    expect(certs).toHaveLength(1);
    const swapped = { ...services.deps.trust, certificate: async () => pki.certificate('ocsp-seal') };
    const deps = { ...services.deps, trust: swapped };
    const { body } = await answerOcsp(postOf(ask('signature', [certificate])), deps);
    expect(judge('signature', certificate, body as Uint8Array)).not.toContain('Response verify OK');
  });
});

describe.skipIf(!hasOpenssl)('what is answered instead of a status', () => {
  const statusOf = async (response: Promise<Uint8Array>) => read(await response).responseStatus;
  const [MALFORMED, INTERNAL, TRY_LATER, UNAUTHORIZED] = [1, 2, 3, 6];

  it('C6: unauthorized for certificates of somebody else', async () => {
    const stranger = await testPki(NOW);
    const { der } = await stranger.issue({ kind: 'authentication', spki: testSigner('ES256').spki });
    const request = reqout(['ocsp', '-issuer', 'ca.pem', '-cert', 'c.pem', '-reqout', 'q.der'], {
      'ca.pem': stranger.pem('authentication'),
      'c.pem': pem('CERTIFICATE', der),
    });
    expect(await statusOf(services.post(request))).toBe(UNAUTHORIZED);
  });

  it('C6: tryLater when the CRL is missing or has ended, never an old status', async () => {
    const certificate = await services.issue({ crlPartition: 9 });
    const request = ask('authentication', [certificate]);
    expect(await statusOf(services.post(request))).toBe(TRY_LATER);
    await services.publish(certificate.partition);
    expect(await statusOf(services.post(request, later(86_399)))).toBe(0);
    expect(await statusOf(services.post(request, later(86_400)))).toBe(TRY_LATER);
  });

  it('C6: internalError when a published CRL is another authority’s; it is reported', async () => {
    const certificate = await services.issue({ crlPartition: 10 });
    const request = ask('authentication', [certificate]);
    pki.crls.set('authentication/10', pki.crls.get('signature/3') ?? new Uint8Array());
    const before = services.reported.length;
    expect(await statusOf(services.post(request))).toBe(INTERNAL);
    expect(services.reported.slice(before).map(String)).toEqual([
      expect.stringContaining('not signed by its authority'),
    ]);
    pki.crls.delete('authentication/10'); // damaged serial numbers of other tests may fall into this partition
  });

  it('C6: internalError when the signer is away; it is reported', async () => {
    const request = ask('authentication', [await services.issue()]);
    const away = async (): Promise<never> => {
      throw new Error('the key is away');
    };
    const reported: unknown[] = [];
    const signer = { algorithm: 'ES256', sign: away } as const;
    const deps = { ...services.deps, signer, report: (error: unknown) => void reported.push(error) };
    const { status, body } = await answerOcsp(postOf(request), deps);
    expect(status ?? 200).toBe(200);
    expect(read(body as Uint8Array).responseStatus).toBe(INTERNAL);
    expect(String(reported)).toContain('the key is away');
  });

  it('C6: unknown for a serial that was never issued, is only intended, or is another authority’s', async () => {
    const [intended, foreign] = [await services.issue(), await services.issue()];
    const change = (serial: string, changes: object) => {
      const record = services.records.get(serial);
      if (record) services.records.set(serial, { ...record, ...changes });
    };
    change(intended.serial, { status: 'issuing' });
    change(foreign.serial, { authority: 'seal' });
    for (const certificate of [intended, foreign]) {
      const { statuses } = read(await services.post(ask('authentication', [certificate])));
      expect(statuses).toEqual([{ status: 'unknown', thisUpdate: NOW, nextUpdate: undefined }]);
    }
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no requests in it', Buffer.from('30043002 3000'.replace(' ', ''), 'hex')],
    ['a certificate', 'certificate'],
    ['something after it', 'trailing'],
    ['an indefinite length (BER)', 'indefinite'],
    ['a megabyte', new Uint8Array(1_000_000).fill(0x30)],
  ] as const)('C6: malformedRequest for %s', async (_, what) => {
    const request = ask('authentication', [await services.issue()]);
    const bytes =
      typeof what !== 'string'
        ? what
        : {
            certificate: pki.certificate('root'),
            trailing: Buffer.concat([request, Buffer.alloc(1)]),
            indefinite: Buffer.concat([Buffer.from([0x30, 0x80]), request.subarray(2), Buffer.alloc(2)]),
          }[what];
    expect(await statusOf(services.post(bytes))).toBe(MALFORMED);
  });

  it('C6: malformedRequest for another type, a path without base64, a nonce too long or empty, too many at once', async () => {
    const certificate = await services.issue();
    const request = ask('authentication', [certificate]);
    expect(await statusOf(services.post(request, NOW, 'application/json'))).toBe(MALFORMED);
    for (const path of ['', '%', '%FF', 'a', '***', 'MAA=/..'])
      expect(await statusOf(services.get(path))).toBe(MALFORMED);
    for (const octets of [0, 33])
      expect(await statusOf(services.post(withNonce(certificate, octets)))).toBe(MALFORMED);
    for (const octets of [1, 32])
      expect(await statusOf(services.post(withNonce(certificate, octets)))).toBe(0);
    const many = ask(
      'authentication',
      Array.from({ length: 33 }, () => certificate),
    );
    expect(await statusOf(services.post(many))).toBe(MALFORMED);
  });

  it('C6: a critical extension that is not known', async () => {
    const certificate = await services.issue();
    expect(await statusOf(services.post(withExtension(certificate, true)))).toBe(MALFORMED);
    expect(await statusOf(services.post(withExtension(certificate, false)))).toBe(0);
  });
});

describe.skipIf(!hasOpenssl)('OCSP over GET', () => {
  it('C6: base64 however clients and gateways leave it: bare, percent-encoded, url-safe, without padding', async () => {
    const certificate = await services.issue();
    const requests = Array.from({ length: 60 }, () => ask('authentication', [certificate], '-nonce'));
    const request = requests.find((each) => /\+.*\/|\/.*\+/.test(base64(each))) ?? new Uint8Array();
    const text = base64(request);
    const forms = [
      text,
      encodeURIComponent(text),
      text.replaceAll('+', ' '),
      text.replace(/=+$/, ''),
      Buffer.from(request).toString('base64url'),
    ];
    const [expected, ...others] = await Promise.all(
      forms.map(async (form) => read(await services.get(form)).statuses),
    );
    expect(expected?.[0]?.status).toBe('good');
    expect(others).toEqual(others.map(() => expected));
  });

  it('C6: parameters of a digest that can be read and not written are malformed, and no alarm', async () => {
    const request = ask('authentication', [await services.issue()], '-nonce');
    const before = services.reported.length;
    const at = Buffer.from(request).indexOf('0500', 'hex');
    const damaged = Uint8Array.from(request).fill(0x17, at, at + 1); // NULL becomes an empty UTCTime
    expect(read(await services.post(damaged)).responseStatus).toBe(1);
    expect(services.reported.slice(before)).toEqual([]);
  });

  it('C6: garbage and damaged requests always get an answer of the protocol, and none is a fault of ours', async () => {
    const certificate = await services.issue();
    const request = ask('authentication', [certificate], '-nonce');
    const before = services.reported.length;
    const damaged = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, value]) => {
      const bytes = Uint8Array.from(request);
      bytes[at % bytes.length] = value;
      return bytes;
    });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      damaged,
      fc.nat({ max: request.length }).map((length) => request.subarray(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (message, byGet) => {
        const response = byGet ? await services.get(base64(message)) : await services.post(message);
        expect([0, 1, 3, 6]).toContain(read(response).responseStatus);
      }),
      { numRuns: 1500 },
    );
    expect(services.reported.slice(before)).toEqual([]);
  });
});

describe.skipIf(!hasOpenssl)('CRL and OCSP', () => {
  it('C6: never differ, whatever happens to certificates and whenever lists are published', async () => {
    const step = fc.record({
      what: fc.constantFrom('revoke', 'suspend', 'lift', 'publish', 'ask'),
      who: fc.nat({ max: 2 }),
      reason: fc.constantFrom(...(Object.keys(REVOCATION_REASONS) as RevocationReason[])),
      seconds: fc.nat({ max: 3600 }),
    });
    const certificates = await Promise.all([0, 1, 2].map(() => services.issue({ crlPartition: 5 })));
    await services.publish('authentication/5');
    const request = ask('authentication', certificates, '-no_nonce');
    const compare = async (now: Date) => {
      const list = readCertificateList(pki.crls.get('authentication/5') ?? new Uint8Array());
      const { statuses } = read(await services.post(request, now));
      certificates.forEach(({ serial }, index) => {
        const listed = list.entries.get(serial);
        const answered = statuses[index]?.status;
        const expected = listed && {
          revocationTime: listed.revokedAt,
          revocationReason: { reason: REVOCATION_REASONS[listed.reason] },
        };
        if (expected) expect(answered).toMatchObject(expected);
        else expect(answered).toBe('good');
      });
      expect(statuses.map(({ thisUpdate }) => thisUpdate)).toEqual(statuses.map(() => list.thisUpdate));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (history) => {
        let now = NOW;
        for (const { what, who, reason, seconds } of history) {
          now = new Date(+now + seconds * 1000);
          const certificate = certificates[who];
          if (certificate === undefined) continue;
          if (what === 'revoke') services.end(certificate, reason, now);
          if (what === 'suspend') services.end(certificate, 'certificateHold', now);
          if (what === 'lift') services.lift(certificate);
          if (what === 'publish') await services.publish(certificate.partition, now);
          if (what === 'ask') await compare(now);
        }
        await compare(now);
        for (const certificate of certificates) services.lift(certificate);
        await services.publish('authentication/5');
      }),
      { numRuns: 60 },
    );
  });
});

const postOf = (rawBody: Uint8Array) => ({
  method: 'POST',
  path: '/ocsp',
  params: {},
  query: new URLSearchParams(),
  headers: { 'content-type': 'application/ocsp-request' },
  cookies: {},
  body: undefined,
  rawBody,
  sourceIp: '192.0.2.1',
  requestId: 'r',
  now: NOW,
});

/** SEQUENCE and friends by hand: requests that no client would send. */
const tlv = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  const length = body.length < 0x80 ? [body.length] : [0x81, body.length];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

function withExtensions(certificate: Issued, extensions: Uint8Array): Uint8Array {
  const plain = ask('authentication', [certificate], '-no_nonce');
  const list = plain.subarray(4); // SEQUENCE, SEQUENCE, then the requestList
  return tlv(0x30, tlv(0x30, list, tlv(0xa2, tlv(0x30, extensions))));
}

function withNonce(certificate: Issued, octets: number): Uint8Array {
  const value = tlv(0x04, tlv(0x04, new Uint8Array(octets)));
  return withExtensions(certificate, tlv(0x30, tlv(0x06, Buffer.from('2b0601050507300102', 'hex')), value));
}

function withExtension(certificate: Issued, critical: boolean): Uint8Array {
  const flag = critical ? [tlv(0x01, Uint8Array.of(0xff))] : [];
  return withExtensions(certificate, tlv(0x30, tlv(0x06, Buffer.from('2a0304', 'hex')), ...flag, tlv(0x04)));
}
