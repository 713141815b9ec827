import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { makeCms } from '../../support/handmade-cms.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { DOCUMENT, ecKey, NOW, signingWorld } from '../../support/signed-files.ts';

const world = await signingWorld();
const { verify } = world.verifier;
const key = ecKey();
const { der: certificate } = await world.holder({}, key);
const content = DOCUMENT.subarray(0, 200);
const attached = await makeCms({ certificate, key, content });
const detached = await makeCms({ certificate, key, content, detached: true });

const RUNS = { numRuns: 300 };

describe('files made to do harm', () => {
  it('D6: garbage never crashes and is never confirmed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('attached', 'certificate'),
        async (bytes, mode) => {
          const file = Buffer.concat([Buffer.from([0x30]), bytes]);
          const what =
            mode === 'attached'
              ? ({ mode, signature: file } as const)
              : ({ mode: 'certificate', certificate: file } as const);
          const { report } = await verify(what, NOW);
          expect(report).toMatchObject({ valid: false, failure: 'unreadable' });
        },
      ),
      RUNS,
    );
  });

  it('D6: a truncated file is never confirmed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(attached.length - 1), async (length) => {
        const { report } = await verify({ mode: 'attached', signature: attached.subarray(0, length) }, NOW);
        expect(report.valid).toBe(false);
      }),
      RUNS,
    );
  });

  it('D6: one flipped bit: never a crash; confirmed only where it changes nothing that was signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(attached.length * 8 - 1), async (bit) => {
        const file = Buffer.from(attached);
        file[bit >> 3] = (file[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const { report, content: read } = await verify({ mode: 'attached', signature: file }, NOW);
        if (report.valid) {
          // Version numbers and the list of digest algorithms are signed by nobody (RFC 5652 §5.6)
          expect(Buffer.compare(read ?? Buffer.alloc(0), content)).toBe(0);
          expect(report.signers[0]?.certificate?.owner).toBe('Élodie Specimen');
        }
      }),
      { numRuns: 800 },
    );
  });

  it('D6: one changed byte of a detached document is always seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const document = Buffer.from(content);
        document[at] = (document[at] ?? 0) ^ change;
        const { report } = await verify({ mode: 'detached', signature: detached, content: document }, NOW);
        expect(report).toMatchObject({ valid: false, failure: 'altered' });
      }),
      { numRuns: 100 },
    );
  });

  it('D6: a file of very many signers, certificates or attributes is refused before it costs time', async () => {
    const many = Array.from({ length: 33 }, () => certificate);
    const started = performance.now();
    const { report } = await verify(
      { mode: 'attached', signature: await makeCms({ certificate, key, content, certificates: many }) },
      NOW,
    );
    expect(report).toMatchObject({ failure: 'unreadable' });
    expect(report.sentence).toContain('more than 32 certificates');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.skipIf(!hasOpenssl)(
    'D6: a crowd of certificates that name one another costs no more than a moment',
    async () => {
      const made = openssl([
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-keyout',
          'key.pem',
        ],
        ...['-outform', 'DER', '-out', 'own.der', '-days', '30', '-subj', '/O=Elsewhere/CN=Self'],
      ]);
      const own = made.file('own.der');
      const { publicKey } = parseCertificate(own);
      const at = own.indexOf(publicKey.key) + 10;
      const crowd = Array.from({ length: 31 }, (_, index) => {
        const other = Buffer.from(own);
        other[at] = index;
        return other;
      });
      const signature = await makeCms({ certificate: own, key, content, certificates: [own, ...crowd] });
      const before = process.cpuUsage();
      const { report } = await verify({ mode: 'attached', signature }, NOW);
      const { user, system } = process.cpuUsage(before);
      expect(report.signers[0]?.failures).toContain('untrusted-issuer');
      expect((user + system) / 1000).toBeLessThan(400);
    },
  );

  it('D6: 4 MB of tiny values inside one another cost no more than a moment', async () => {
    const deep = Buffer.concat(Array.from({ length: 30 }, () => Buffer.from([0x30, 0x80])));
    const wide = Buffer.alloc(4_000_000, Buffer.from([0x05, 0x00]));
    const started = performance.now();
    const { report } = await verify({ mode: 'attached', signature: Buffer.concat([deep, wide]) }, NOW);
    expect(report).toMatchObject({ failure: 'unreadable' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
