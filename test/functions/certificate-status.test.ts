import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { s3Publications } from '../../lambdas/adapters/aws/s3-publications.ts';
import { s3TrustStore } from '../../lambdas/adapters/aws/s3-trust-store.ts';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import type { CertificateRecord } from '../../lambdas/domain/certificate/certificate-record.ts';
import { crlPath } from '../../lambdas/domain/certificate/partition.ts';
import { issueCertificate } from '../../lambdas/domain/certificate-profile/issue-certificate.ts';
import { issuerOf } from '../../lambdas/domain/certificate-profile/issuer.ts';
import { opaqueName } from '../../lambdas/domain/certificate-profile/names.ts';
import { HOLDER_PROFILES } from '../../lambdas/domain/certificate-profile/profile.ts';
import { holdCeremony } from '../../lambdas/domain/key-ceremony/hold-ceremony.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../support/aws.ts';
import { certificateRecord } from '../support/certificates.ts';
import { hasOpenssl, openssl, pem } from '../support/openssl.ts';
import { ORIGIN, randomSerial } from '../support/pki.ts';
import { testSigner } from '../support/signer.ts';
import { openTrustBucket, type TrustBucket } from '../support/trust-bucket.ts';

type Handler<Event, Result> = (event: Event) => Promise<Result>;
type Http = Handler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;
type Stream = Handler<Partial<DynamoDBStreamEvent>, { batchItemFailures: { itemIdentifier: string }[] }>;

let aws: TestAws;
let bucket: TrustBucket;
let publisher: Stream;
let ocsp: Http;
let timeStamper: Http;
const files: Record<string, string> = {};

beforeAll(async () => {
  aws = await startAws(['certificates', 'revocations', 'send-quotas']);
  bucket = await openTrustBucket();
  Object.assign(process.env, { ISSUER: ORIGIN, CERTIFICATES: JSON.stringify(DEFAULT_CERTIFICATES) });
  await holdCeremony({
    publications: s3Publications(bucket.bucket),
    signer: (key) => kmsSigner(key, key === 'root-ca' ? 'ES384' : 'ES256'),
    settings: DEFAULT_CERTIFICATES,
    origin: ORIGIN,
    randomness,
    now: new Date(),
    renew: false,
    say: () => {},
  });
  const trust = s3TrustStore(bucket.bucket);
  files['root.pem'] = pem('CERTIFICATE', await trust.certificate('root'));
  files['ca.pem'] = pem('CERTIFICATE', await trust.certificate('authentication'));
  files['root.crl'] = pem('X509 CRL', (await trust.crl('root', 0)) ?? new Uint8Array());
  publisher = (await import('../../lambdas/functions/crl-publisher.ts')).handler;
  ocsp = (await import('../../lambdas/functions/ocsp.ts')).handler;
  timeStamper = (await import('../../lambdas/functions/time-stamper.ts')).handler;
});
afterAll(async () => {
  aws.stop();
  await bucket.close();
});

/** A certificate signed by the authority's key in KMS, with its record. */
async function issue(): Promise<CertificateRecord & { readonly pem: string }> {
  const serial = randomSerial();
  const record = certificateRecord({ id: serial });
  const authority = await s3TrustStore(bucket.bucket).certificate('authentication');
  const content = {
    profile: HOLDER_PROFILES.authentication,
    serial,
    subject: opaqueName('FR', serial),
    publicKey: testSigner('ES256').spki,
    notBefore: new Date(),
    notAfter: new Date(Date.now() + 86_400_000),
    crlPartition: record.crlPartition,
  };
  const place = { origin: ORIGIN, arc: DEFAULT_CERTIFICATES.oidArc };
  const der = await issueCertificate(
    content,
    issuerOf('authentication', authority, place),
    kmsSigner('authentication-ca', 'ES256'),
  );
  await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item: toItem(record) }));
  return { ...record, pem: pem('CERTIFICATE', der) };
}

const stores = dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' });

const record = (partition: string, SequenceNumber: string) => ({
  eventName: 'INSERT' as const,
  dynamodb: { Keys: { partition: { S: partition }, serial: { S: 'aa' } }, SequenceNumber },
});

const http = (routeKey: string, rawPath: string, changes: object = {}): APIGatewayProxyEventV2 =>
  ({
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: {},
    requestContext: {
      requestId: 'r',
      http: { method: routeKey.split(' ')[0], path: rawPath, sourceIp: '192.0.2.1' },
    },
    ...changes,
  }) as unknown as APIGatewayProxyEventV2;

const bytesOf = ({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2): Uint8Array => {
  expect(isBase64Encoded).toBe(true);
  return Buffer.from(body, 'base64');
};

describe.skipIf(!hasOpenssl)('the functions of status, with keys in KMS', () => {
  const crlOf = async ({ crlPartition }: CertificateRecord) => {
    const list = await s3Publications(bucket.bucket).find(crlPath('authentication', crlPartition));
    return pem('X509 CRL', list ?? new Uint8Array());
  };
  const verify = async (certificate: CertificateRecord & { pem: string }) =>
    openssl(
      [
        'verify',
        '-x509_strict',
        '-crl_check_all',
        '-extended_crl',
        '-CAfile',
        'root.pem',
        '-untrusted',
        'ca.pem',
        '-CRLfile',
        'crls',
        'c.pem',
      ],
      { ...files, crls: `${files['root.crl']}${await crlOf(certificate)}`, 'c.pem': certificate.pem },
    ).text;
  const askOcsp = async (certificate: CertificateRecord & { pem: string }) => {
    const all = { ...files, 'c.pem': certificate.pem };
    const request = openssl(['ocsp', '-issuer', 'ca.pem', '-cert', 'c.pem', '-reqout', 'q'], all).file('q');
    const path = `/ocsp/${encodeURIComponent(request.toString('base64'))}`;
    const answer = await ocsp(
      http('GET /ocsp/{request+}', path, { pathParameters: { request: path.slice(6) } }),
    );
    expect(answer.headers).toMatchObject({ 'content-type': 'application/ocsp-response' });
    const posted = await ocsp(
      http('POST /ocsp', '/ocsp', {
        headers: { 'content-type': 'application/ocsp-request' },
        body: request.toString('base64'),
        isBase64Encoded: true,
      }),
    );
    const judge = (response: Uint8Array) =>
      openssl(
        ['ocsp', '-reqin', 'q', '-respin', 'r', '-CAfile', 'root.pem', '-verify_other', 'ca.pem', '-text'],
        {
          ...all,
          q: request,
          r: response,
        },
      ).text;
    const [byGet, byPost] = [judge(bytesOf(answer)), judge(bytesOf(posted))];
    expect(byGet).toContain('Response verify OK');
    expect(byPost).toContain('Response verify OK');
    const status = (text: string) => /Cert Status: (\w+)/.exec(text)?.[1];
    expect(status(byPost)).toBe(status(byGet));
    return status(byGet);
  };

  it('C5 C6: good, suspended, good again, revoked: CRL and OCSP say the same after each change', async () => {
    const certificate = await issue();
    const partition = `authentication/${certificate.crlPartition}`;
    const change = async () =>
      expect(await publisher({ Records: [record(partition, '1')] })).toEqual({ batchItemFailures: [] });
    expect(await verify(certificate)).toContain('c.pem: OK');
    expect(await askOcsp(certificate)).toBe('good');
    expect(await stores.end({ certificate, reason: 'certificateHold', at: new Date() })).toBe(true);
    await change();
    expect(await verify(certificate)).toContain('certificate revoked');
    expect(await askOcsp(certificate)).toBe('revoked');
    const held = (await stores.find(certificate.id)) ?? certificate;
    expect(await stores.lift(held, new Date())).toBe(true);
    await change();
    expect(await verify(certificate)).toContain('c.pem: OK');
    expect(await askOcsp(certificate)).toBe('good');
    const again = (await stores.find(certificate.id)) ?? certificate;
    expect(await stores.end({ certificate: again, reason: 'keyCompromise', at: new Date() })).toBe(true);
    await change();
    expect(await verify(certificate)).toContain('certificate revoked');
    expect(await askOcsp(certificate)).toBe('revoked');
  });

  it('C6: every hour every partition; what fails in a batch is delivered again from there', async () => {
    expect(await publisher({})).toEqual({ batchItemFailures: [] });
    const batch = [record('seal/0', '7'), record('nobody/0', '8'), record('seal/1', '9')];
    expect(await publisher({ Records: batch })).toEqual({ batchItemFailures: [{ itemIdentifier: '8' }] });
  });

  it('D3: time-stamps', async () => {
    const query = openssl(['ts', '-query', '-data', 'f', '-sha256', '-cert', '-out', 'q'], { f: 'x' }).file(
      'q',
    );
    const answer = await timeStamper(
      http('POST /tsa', '/tsa', {
        headers: { 'content-type': 'application/timestamp-query' },
        body: query.toString('base64'),
        isBase64Encoded: true,
      }),
    );
    const all = { ...files, q: query, r: bytesOf(answer) };
    const verified = openssl(['ts', '-verify', '-queryfile', 'q', '-in', 'r', '-CAfile', 'root.pem'], all);
    expect(verified.text).toContain('Verification: OK');
  });
});
