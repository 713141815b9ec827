import { exportJWK, generateKeyPair } from 'jose';
import { dynamoBusinessConsents } from '../../lambdas/adapters/aws/dynamo-business-consents.ts';
import { enterBusiness } from '../../lambdas/adapters/aws/dynamo-businesses.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { s3TrustStore } from '../../lambdas/adapters/aws/s3-trust-store.ts';
import type { MoveView } from '../../lambdas/contracts/moves.ts';
import { DEFAULT_MOVES } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import { certifyPhone } from '../../test/support/certificate-record.ts';
import { citizenCookies } from '../../test/support/citizen-session.ts';
import { holder } from '../../test/support/issuing.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { type MeasuredHandler, openTrustPlace, type TrustPlace } from '../status/trust-place.ts';

const BUSINESSES = 100;
/** As the event source hands them over (lib/constructs/move-notices.ts). */
const BATCH = 5;
const IDS = Array.from({ length: BUSINESSES }, (_, index) => `business-${index + 1}`);

interface FanOut {
  readonly orderMs: number;
  readonly orderCalls: number;
  readonly cpuMs: number;
  readonly calls: number;
  readonly seconds: number;
  readonly businessesCpuMs: number;
}

/** One move told to a hundred businesses: the order by the function `moves`, then every notice by `move-courier`. */
export async function measureMoves(options: { readonly quick: boolean }): Promise<Report> {
  const place = await openTrustPlace();
  const businesses = await openDirectory(place);
  try {
    process.env.MOVES = JSON.stringify({ ...DEFAULT_MOVES, allowsLoopback: true });
    const moves = await place.start('lambdas/functions/moves.ts');
    const courier = await place.start('lambdas/functions/move-courier.ts');
    const rounds = options.quick ? 3 : 7;
    await fanOut(moves, courier, businesses); // warms up
    const done: FanOut[] = [];
    for (let round = 0; round < rounds; round++) done.push(await fanOut(moves, courier, businesses));
    return report(done);
  } finally {
    place.stop();
    businesses.stop();
  }
}

function report(done: readonly FanOut[]): Report {
  const figure = (what: string, unit: string, of: (each: FanOut) => number): Figure => ({
    what,
    unit,
    value: median(done.map(of)),
    runs: done.length,
  });
  return {
    title: 'Moves: one told to a hundred businesses',
    notes: [
      `The functions' bundles; the courier gets the notices ${BATCH} at a time, one batch after the other (in AWS ten couriers work at once). The businesses are a`,
      'process of their own that verifies each notice up to the root and signs a receipt; DynamoDB, S3, KMS and SQS are in another.',
    ],
    figures: [
      figure('the order, 100 businesses ticked', 'CPU ms', ({ orderMs }) => orderMs),
      figure('AWS calls of the order', 'calls', ({ orderCalls }) => orderCalls),
      figure('fan-out to 100 businesses, one courier', 's', ({ seconds }) => seconds),
      figure('fan-out to 100 businesses', 'CPU s', ({ cpuMs }) => cpuMs / 1000),
      figure('one notice: sent, receipt verified and filed', 'CPU ms', ({ cpuMs }) => cpuMs / BUSINESSES),
      figure('notices per CPU second', '/s', ({ cpuMs }) => (1000 * BUSINESSES) / cpuMs),
      figure('AWS calls of a notice', 'calls', ({ calls }) => calls / BUSINESSES - 1),
      figure(
        'the business: verifies and signs',
        'CPU ms',
        ({ businessesCpuMs }) => businessesCpuMs / BUSINESSES,
      ),
    ],
  };
}

async function openDirectory({ bucket }: TrustPlace): Promise<ServerProcess> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const root = Buffer.from(await s3TrustStore(bucket).certificate('root')).toString('base64');
  const server = await startServer(
    'moves/businesses.ts',
    [root, JSON.stringify(await exportJWK(privateKey))],
    () => process.env,
  );
  const receiptKey = { ...(await exportJWK(publicKey)), alg: 'ES256' };
  for (const id of IDS)
    await enterBusiness('businesses', {
      id,
      name: `Business ${id}`,
      category: 'bank',
      numberKind: 'account',
      endpoint: `${server.origin}/${id}`,
      receiptKey,
      status: 'active',
    });
  return server;
}

async function fanOut(
  moves: MeasuredHandler,
  courier: MeasuredHandler,
  businesses: ServerProcess,
): Promise<FanOut> {
  const { account, cookies } = await mover();
  const { move } = await called<MoveView>(moves, 'POST', '/api/moves', cookies);
  const before = { cpu: await businesses.cpuMs(), at: 0 };
  const order = await call(moves, 'POST', `/api/moves/${move}/notices`, cookies, {
    attributesCorrect: true,
    details: { movedOn: '2026-11-01', previousAddress: '1 rue de l’Exemple, 75001 Paris' },
    businesses: IDS,
  });
  requireStatus(order.answer, 202);
  before.at = performance.now();
  const total = { cpuMs: 0, calls: 0 };
  for (let first = 0; first < BUSINESSES; first += BATCH) {
    const { cpuMs, awsCalls } = await courier.cost(batch(move, IDS.slice(first, first + BATCH)), 1);
    total.cpuMs += cpuMs;
    total.calls += awsCalls;
  }
  const seconds = (performance.now() - before.at) / 1000;
  const shown = await called<MoveView>(moves, 'GET', `/api/moves/${move}`, cookies);
  const accepted = shown.notices.filter(({ state }) => state === 'accepted').length;
  if (shown.state !== 'done' || accepted !== BUSINESSES)
    throw new Error(
      `Only ${accepted} of ${BUSINESSES} businesses accepted; the move of ${account.id} is ${shown.state}.`,
    );
  return {
    ...total,
    seconds,
    orderMs: order.cpuMs,
    orderCalls: order.awsCalls,
    businessesCpuMs: (await businesses.cpuMs()) - before.cpu,
  };
}

/** A person with an AUTHENTICATION certificate who agreed to all of them. */
async function mover(): Promise<{ account: Account; cookies: readonly string[] }> {
  const { account } = await holder(new Date());
  const { id: certificate } = await certifyPhone({ deviceId: account.deviceId });
  const personalData = kmsPersonalData('personal-data');
  const consents = dynamoBusinessConsents('business-consents');
  for (const businessId of IDS)
    await consents.keep({
      accountId: account.id,
      businessId,
      sealed: await personalData.seal(account.id, account.wrappedKey, { contractNumber: `C-${businessId}` }),
      givenAt: new Date().toISOString(),
    });
  const cookies = await citizenCookies(account, { certificate });
  return { account, cookies: Object.entries(cookies).map(([name, value]) => `__Host-${name}=${value}`) };
}

function call(
  moves: MeasuredHandler,
  method: string,
  path: string,
  cookies: readonly string[],
  body?: object,
) {
  const id = path.split('/')[3];
  const event = {
    routeKey: `${method} ${path.replace(/^\/api\/moves\/[^/]+/, '/api/moves/{move}')}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    cookies,
    ...(id && { pathParameters: { move: id } }),
    requestContext: { requestId: 'bench', http: { method, path, sourceIp: '192.0.2.1' } },
    ...(body && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
  return moves.cost(event, 1);
}

async function called<T>(...of: Parameters<typeof call>): Promise<T> {
  const { answer } = await call(...of);
  return JSON.parse((answer as { readonly body: string }).body) as T;
}

function requireStatus(answer: unknown, status: number): void {
  if ((answer as { readonly statusCode?: number }).statusCode !== status)
    throw new Error(JSON.stringify(answer));
}

const batch = (moveId: string, businesses: readonly string[]): object => ({
  Records: businesses.map((businessId) => ({
    messageId: businessId,
    receiptHandle: businessId,
    eventSourceARN: 'arn:aws:sqs:eu-west-3:000000000000:move-notices',
    body: JSON.stringify({ moveId, businessId }),
  })),
});
