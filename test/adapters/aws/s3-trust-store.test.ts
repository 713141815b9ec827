import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { s3Publications } from '../../../lambdas/adapters/aws/s3-publications.ts';
import { s3TrustStore } from '../../../lambdas/adapters/aws/s3-trust-store.ts';
import { openTrustBucket, type TrustBucket } from '../../support/trust-bucket.ts';

let trust: TrustBucket;
beforeAll(async () => {
  trust = await openTrustBucket();
});
afterAll(async () => {
  vi.useRealTimers();
  await trust.close();
});

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const later = (milliseconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });

describe('what is published, in S3', () => {
  it('C6: a certificate is read once in the life of a function', async () => {
    await trust.put('pki/signature.cer', bytes('certificate'));
    const store = s3TrustStore(trust.bucket);
    expect(await store.certificate('signature')).toEqual(bytes('certificate'));
    await trust.put('pki/signature.cer', bytes('renewed'));
    expect(await store.certificate('signature')).toEqual(bytes('certificate'));
    expect(await s3TrustStore(trust.bucket).certificate('signature')).toEqual(bytes('renewed'));
  });

  it('C1: a missing certificate is told with what to do, and found once it is there', async () => {
    const store = s3TrustStore(trust.bucket);
    await expect(store.certificate('ocsp-seal')).rejects.toThrow(/pki\/ocsp-seal.cer .*npm run ceremony/);
    await trust.put('pki/ocsp-seal.cer', bytes('there'));
    expect(await store.certificate('ocsp-seal')).toEqual(bytes('there'));
  });

  it('C6: a CRL that was replaced is read anew within a second', async () => {
    const store = s3TrustStore(trust.bucket);
    expect(await store.crl('signature', 3)).toBeUndefined();
    await trust.put('pki/crl/signature/3.crl', bytes('first'));
    expect(await store.crl('signature', 3)).toEqual(bytes('first'));
    await trust.put('pki/crl/signature/3.crl', bytes('second'));
    later(1001);
    expect(await store.crl('signature', 3)).toEqual(bytes('second'));
    later(1001);
    expect(await store.crl('signature', 3)).toEqual(bytes('second'));
  });

  it('C1: the ceremony finds what it kept, and misses what is not there', async () => {
    const publications = s3Publications(trust.bucket);
    expect(await publications.find('pki/root.cer')).toBeUndefined();
    await publications.keep('pki/root.cer', bytes('root'));
    expect(await publications.find('pki/root.cer')).toEqual(bytes('root'));
  });
});
