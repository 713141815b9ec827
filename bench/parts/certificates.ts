import type { Storage } from '../../lambdas/domain/certificate/certificate-record.ts';
import { requestKey, type TestRequestKey } from '../../test/support/certification-request.ts';
import { confirmedApplication, type Holder, holder, newRequest } from '../../test/support/issuing.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { signatureFloor } from '../status/floor.ts';
import { type MeasuredHandler, openTrustPlace } from '../status/trust-place.ts';

const ISSUED = 60;
const WARM_UP = 30;

/** Certificates by the function's bundle, each for a person, an application and a key of its own. */
export async function measureCertificates(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 3 : 7;
  const place = await openTrustPlace();
  try {
    const certification = await place.start('lambdas/functions/certification.ts');
    const floor = signatureFloor();
    const authentication = await measure(certification, rounds, 'authentication');
    const signature = await measure(certification, rounds, 'signature');
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
      title: 'Certificates issued',
      notes: [
        `The function's bundle issues ${ISSUED} a round after ${WARM_UP} to warm up, one at a time, from the PKCS #10 request (P-256) to the certificate in use;`,
        'DynamoDB, S3, KMS and SQS are in other processes. Peer: one bare ECDSA signature by node:crypto, which KMS makes in our stead.',
      ],
      figures: [
        figure('one AUTHENTICATION certificate', 'CPU ms', authentication.cpuMs, { peer: floor }),
        figure('one SIGNATURE certificate', 'CPU ms', signature.cpuMs, { peer: floor }),
        figure(
          'certificates per CPU second',
          '/s',
          [...authentication.cpuMs, ...signature.cpuMs].map((ms) => 1000 / ms),
        ),
        figure('AWS calls of an AUTHENTICATION certificate', 'calls', [authentication.awsCalls]),
        figure('AWS calls of a SIGNATURE certificate', 'calls', [signature.awsCalls]),
      ],
    };
  } finally {
    place.stop();
  }
}

async function measure(handler: MeasuredHandler, rounds: number, kind: 'authentication' | 'signature') {
  await issue(handler, kind, WARM_UP);
  const costs = [];
  for (let round = 0; round < rounds; round++) costs.push(await issue(handler, kind, ISSUED));
  return {
    cpuMs: costs.map(({ cpuMs }) => cpuMs / ISSUED),
    awsCalls: (costs.at(-1)?.awsCalls ?? 0) / ISSUED,
  };
}

async function issue(handler: MeasuredHandler, kind: 'authentication' | 'signature', times: number) {
  const total = { cpuMs: 0, awsCalls: 0 };
  for (let time = 0; time < times; time++) {
    const person = await holder(new Date());
    const key = kind === 'authentication' ? person.deviceKey : requestKey('P-256');
    const { cpuMs, awsCalls, answer } = await handler.cost(await requestOf(person, kind, key, 'file'), 1);
    if ((answer as { readonly statusCode?: number }).statusCode !== 201)
      throw new Error(JSON.stringify(answer));
    total.cpuMs += cpuMs;
    total.awsCalls += awsCalls;
  }
  return total;
}

async function requestOf(
  person: Holder,
  kind: 'authentication' | 'signature',
  key: TestRequestKey,
  storage: Storage,
): Promise<object> {
  const { id } = await confirmedApplication(person, { kind, storage });
  const path = `/api/certificates/applications/${id}/certificate`;
  return {
    routeKey: 'POST /api/certificates/applications/{application}/certificate',
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    cookies: Object.entries(person.cookies).map(([name, value]) => `__Host-${name}=${value}`),
    pathParameters: { application: id },
    requestContext: { requestId: 'bench', http: { method: 'POST', path, sourceIp: '192.0.2.1' } },
    body: JSON.stringify({ request: newRequest(key) }),
    isBase64Encoded: false,
  };
}
