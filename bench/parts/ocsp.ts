import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CertID, OCSPRequest, OCSPResponse, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { s3TrustStore } from '../../lambdas/adapters/aws/s3-trust-store.ts';
import { OID } from '../../lambdas/domain/asn1/oids.ts';
import { certificateRecord } from '../../test/support/certificates.ts';
import { randomSerial } from '../../test/support/pki.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { signatureFloor } from '../status/floor.ts';
import { type MeasuredHandler, openTrustPlace, type TrustPlace } from '../status/trust-place.ts';

const ANSWERS = 300;
const WARM_UP = 100;

/** OCSP answers and publications of a CRL by the functions' bundles. */
export async function measureOcsp(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 3 : 7;
  const place = await openTrustPlace();
  try {
    const ocsp = await place.start('lambdas/functions/ocsp.ts');
    const request = await goodCertificate(place);
    const floor = signatureFloor();
    const get = await measure(ocsp, getEvent(request), rounds);
    const post = await measure(ocsp, postEvent(request), rounds);
    const publication = await measurePublication(place, rounds);
    const figure = (
      what: string,
      unit: string,
      values: readonly number[],
      more: Partial<Figure> = {},
    ): Figure => ({
      what,
      unit,
      value: median(values),
      runs: values.length,
      ...more,
    });
    return {
      title: 'Status: OCSP and CRLs',
      notes: [
        `The function's bundle answers ${ANSWERS} requests of one certificate after ${WARM_UP} to warm up, one at a time; DynamoDB, S3 and KMS are in another process.`,
        'Peer: one bare ECDSA signature by node:crypto, which KMS makes in our stead. A CRL: one more revocation in a partition that has 1,000.',
      ],
      figures: [
        figure('one answer by GET', 'CPU ms', get.cpuMs, { peer: floor }),
        figure('one answer by POST', 'CPU ms', post.cpuMs, { peer: floor }),
        figure(
          'answers per CPU second',
          '/s',
          [...get.cpuMs, ...post.cpuMs].map((ms) => 1000 / ms),
        ),
        figure('AWS calls of an answer', 'calls', [get.awsCalls]),
        figure('a CRL published, 1,000 entries', 'CPU ms', publication.cpuMs),
        figure('AWS calls of a publication', 'calls', [publication.awsCalls]),
      ],
    };
  } finally {
    place.stop();
  }
}

async function measure(handler: MeasuredHandler, event: object, rounds: number) {
  await handler.cost(event, WARM_UP);
  const cpuMs: number[] = [];
  let awsCalls = 0;
  for (let round = 0; round < rounds; round++) {
    const cost = await handler.cost(event, ANSWERS);
    requireSuccess(cost.answer);
    cpuMs.push(cost.cpuMs / ANSWERS);
    awsCalls = cost.awsCalls / ANSWERS;
  }
  return { cpuMs, awsCalls };
}

function requireSuccess(answer: unknown): void {
  const { body = '' } = answer as { readonly body?: string };
  const { responseStatus } = AsnConvert.parse(Buffer.from(body, 'base64'), OCSPResponse);
  if (responseStatus !== 0) throw new Error(`OCSP answered with status ${responseStatus}.`);
}

async function measurePublication(place: TrustPlace, rounds: number) {
  const publisher = await place.start('lambdas/functions/crl-publisher.ts');
  const partition = 'signature/3';
  for (let batch = 0; batch < 20; batch++)
    await Promise.all(Array.from({ length: 50 }, () => revoke(partition)));
  const cpuMs: number[] = [];
  let awsCalls = 0;
  for (let round = 0; round < rounds + 2; round++) {
    await revoke(partition);
    const event = { Records: [{ dynamodb: { Keys: { partition: { S: partition } }, SequenceNumber: '1' } }] };
    const cost = await publisher.cost(event, 1);
    if (round >= 2) cpuMs.push(cost.cpuMs); // the first ones warm up
    awsCalls = cost.awsCalls;
  }
  return { cpuMs, awsCalls };
}

async function revoke(partition: string): Promise<void> {
  const [reason, revokedAt] = ['affiliationChanged', new Date().toISOString()];
  const entry = {
    partition,
    serial: randomSerial(),
    kind: 'signature',
    holder: 'account-1',
    reason,
    revokedAt,
  };
  await dynamo().send(new PutItemCommand({ TableName: 'revocations', Item: toItem(entry) }));
}

/** Keeps a good certificate's record and gives the request that a client makes about it. */
async function goodCertificate({ bucket }: TrustPlace): Promise<Uint8Array> {
  const record = certificateRecord({ id: randomSerial() });
  await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item: toItem(record) }));
  const found = await dynamoCertificates({ certificates: 'certificates' }).find(record.id);
  if (found === undefined) throw new Error('The record was not kept.');
  const issuer = await s3TrustStore(bucket).certificate('authentication');
  const { subject, subjectPublicKeyInfo } = AsnConvert.parse(issuer, Certificate).tbsCertificate;
  const sha1 = (bytes: ArrayBuffer) =>
    new OctetString(createHash('sha1').update(Buffer.from(bytes)).digest());
  const reqCert = new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: OID.sha1, parameters: null }),
    issuerNameHash: sha1(AsnConvert.serialize(subject)),
    issuerKeyHash: sha1(subjectPublicKeyInfo.subjectPublicKey),
    serialNumber: Uint8Array.from(Buffer.from(record.id, 'hex')).buffer,
  });
  const tbsRequest = new TBSRequest({ requestList: [new Request({ reqCert })] });
  return new Uint8Array(AsnConvert.serialize(new OCSPRequest({ tbsRequest })));
}

const event = (method: string, routeKey: string, rawPath: string, changes: object) => ({
  routeKey,
  rawPath,
  rawQueryString: '',
  headers: {},
  requestContext: { requestId: 'bench', http: { method, path: rawPath, sourceIp: '192.0.2.1' } },
  ...changes,
});

function getEvent(request: Uint8Array): object {
  const text = Buffer.from(request).toString('base64');
  return event('GET', 'GET /ocsp/{request+}', `/ocsp/${text}`, { pathParameters: { request: text } });
}

const postEvent = (request: Uint8Array): object =>
  event('POST', 'POST /ocsp', '/ocsp', {
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(request).toString('base64'),
    isBase64Encoded: true,
  });
