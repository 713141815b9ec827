import { createHash } from 'node:crypto';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import { signatureValue } from '../../../lambdas/domain/cms-assembly/signature-value.ts';
import { signedAttributes } from '../../../lambdas/domain/cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../../../lambdas/domain/cms-assembly/signed-data.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { SPECIMEN, type TestPki, testPki } from '../../support/pki.ts';
import { type TestSigner, testSigner } from '../../support/signer.ts';

const CONTENT = new TextEncoder().encode('Contrat de location, page 1 sur 1.\r\n');
const ALGORITHMS = ['ES256', 'ES384', 'RS256'] as const;
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

interface Made {
  readonly signer: TestSigner;
  readonly certificate: Uint8Array;
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
}

async function made(algorithm: (typeof ALGORITHMS)[number], content = CONTENT): Promise<Made> {
  const signer = testSigner(algorithm);
  const { der: certificate } = await pki.issue({
    kind: 'signature',
    spki: signer.spki,
    attributes: SPECIMEN,
  });
  const hash = algorithm === 'ES384' ? 'SHA-384' : 'SHA-256';
  const digest = createHash(hash.toLowerCase().replace('-', '')).update(content).digest();
  const attributes = signedAttributes({
    digest: new Uint8Array(digest),
    digestAlgorithm: hash,
    signingTime: new Date(),
    certificate,
    certificateDigest: sha256(certificate),
  });
  return { signer, certificate, attributes, signature: await signer.sign(attributes) };
}

const assemble = ({ certificate, attributes, signature }: Made, content?: Uint8Array) =>
  assembleSignedData({
    ...(content && { content }),
    signedAttributes: attributes,
    signature,
    certificates: [certificate, pki.certificate('signature')],
  });

describe.skipIf(!hasOpenssl)('a CMS signature that OpenSSL judges', () => {
  const verify = (signature: Uint8Array, ...more: string[]) =>
    openssl(
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        's.p7s',
        '-CAfile',
        'root.pem',
        '-cades',
        ...more,
      ],
      { 's.p7s': signature, 'root.pem': pki.rootPem, 'file.bin': CONTENT },
    );

  it.each(ALGORITHMS)('D3: %s, attached: the content comes out as it went in', async (algorithm) => {
    const verified = verify(assemble(await made(algorithm), CONTENT));
    expect(verified.text).toContain('CAdES Verification successful');
    expect(verified.status).toBe(0);
    expect(verified.stdout).toEqual(Buffer.from(CONTENT));
  });

  it.each(ALGORITHMS)('D3: %s, detached', async (algorithm) => {
    const signature = assemble(await made(algorithm));
    expect(verify(signature, '-content', 'file.bin').status).toBe(0);
    expect(verify(signature).status).not.toBe(0);
  });

  it('D3: a changed file is refused', async () => {
    const other = await made('ES256', new TextEncoder().encode('another file'));
    expect(verify(assemble(other), '-content', 'file.bin').status).not.toBe(0);
    expect(verify(assemble(other, CONTENT)).status).not.toBe(0);
  });

  it('D3: attributes signed by another key are refused', async () => {
    const one = await made('ES256');
    const other = await made('ES256');
    expect(verify(assemble({ ...one, signature: other.signature }, CONTENT)).status).not.toBe(0);
  });

  it('D3: the signing certificate cannot be exchanged for another of the same key (CAdES, RFC 5035)', async () => {
    const one = await made('ES256');
    const twin = await pki.issue({ kind: 'signature', spki: one.signer.spki, attributes: SPECIMEN });
    expect(verify(assemble({ ...one, certificate: twin.der }, CONTENT)).text).toMatch(/ess|signing cert/i);
  });
});

describe('the encoding of a CMS signature', () => {
  it.each(ALGORITHMS)(
    'D3: %s is DER, and its certificates are the very bytes that were issued',
    async (algorithm) => {
      const one = await made(algorithm);
      const der = assemble(one, CONTENT);
      expect(isDer(der)).toBe(true);
      for (const certificate of [one.certificate, pki.certificate('signature')])
        expect(Buffer.from(der).includes(Buffer.from(certificate))).toBe(true);
      expect(Buffer.from(der).includes(Buffer.from(one.attributes.subarray(4)))).toBe(true);
    },
  );

  it('D3: with a signature over every order of attributes, the SET is in DER order', async () => {
    const { attributes } = await made('RS256');
    const members = setMembers(attributes);
    expect(members).toEqual([...members].sort(Buffer.compare));
    expect(members).toHaveLength(4);
  });

  it('D3: a document of megabytes', async () => {
    const content = new Uint8Array(3_000_000).fill(7);
    const der = assemble(await made('ES256', content), content);
    const { content: inner } = AsnConvert.parse(der, ContentInfo);
    const { encapContentInfo } = AsnConvert.parse(inner, SignedData);
    expect(encapContentInfo.eContent?.single?.byteLength).toBe(content.length);
  });
});

describe('what cannot be a signature is not put together', () => {
  it('D3: a signature of another length', async () => {
    const one = await made('ES256');
    expect(() => assemble({ ...one, signature: one.signature.subarray(1) })).toThrow(/64 bytes/);
    expect(() => signatureValue(new Uint8Array(96), one.certificate)).toThrow(/64 bytes/);
  });

  it('D3: a digest of another algorithm than the key’s', async () => {
    const one = await made('ES256');
    const other = await made('ES384');
    expect(() => assemble({ ...one, attributes: other.attributes })).toThrow(/SHA-256/);
    expect(() =>
      signedAttributes({
        digest: new Uint8Array(20),
        digestAlgorithm: 'SHA-256',
        certificate: one.certificate,
        certificateDigest: sha256(one.certificate),
      }),
    ).toThrow(/20 bytes/);
  });

  it('D3: no certificate, or something else than one', async () => {
    const one = await made('ES256');
    const request = { signedAttributes: one.attributes, signature: one.signature };
    expect(() => assembleSignedData({ ...request, certificates: [] })).toThrow(/signer is missing/);
    for (const other of [
      new Uint8Array(),
      Uint8Array.of(0x30, 0),
      one.attributes,
      one.certificate.subarray(0, 90),
    ])
      expect(() => assembleSignedData({ ...request, certificates: [other] })).toThrow(/is not one/);
  });

  it('D3: a key of another kind', async () => {
    const { publicKey } = await import('node:crypto').then((c) => c.generateKeyPairSync('ed25519'));
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
    const { der } = await pki.issue({ kind: 'signature', spki });
    expect(() => signatureValue(new Uint8Array(64), der)).toThrow(/not used for signatures/);
  });
});

function setMembers(set: Uint8Array): Buffer[] {
  const members: Buffer[] = [];
  for (let at = set[1] === 0x82 ? 4 : set[1] === 0x81 ? 3 : 2; at < set.length; ) {
    const long = set[at + 1] ?? 0;
    const [header, length] = long === 0x81 ? [3, set[at + 2] ?? 0] : [2, long];
    members.push(Buffer.from(set.subarray(at, at + header + length)));
    at += header + length;
  }
  return members;
}
