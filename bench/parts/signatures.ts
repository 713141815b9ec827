import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoWorkChallenges } from '../../lambdas/adapters/aws/dynamo-work-challenges.ts';
import { oids } from '../../lambdas/domain/asn1/oids.ts';
import { makeCertificateList } from '../../lambdas/domain/revocation-list/make-certificate-list.ts';
import type {
  SignatureVerifier,
  Verifiable,
} from '../../lambdas/domain/signature-verification/signature-verifier.ts';
import { timeStamperOf } from '../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { parseCertificateList } from '../../lambdas/domain/x509/certificate-list.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { attribute, makeCms, OIDS, sha256 } from '../../test/support/handmade-cms.ts';
import { hasOpenssl, pem } from '../../test/support/openssl.ts';
import { ARC, ORIGIN, randomSerial } from '../../test/support/pki.ts';
import { ecKey, type SigningWorld, signingWorld } from '../../test/support/signed-files.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { openTrustPlace } from '../status/trust-place.ts';

const TIMES = 300;
const WARM_UP = 200;
const OPENSSL_TIMES = 60;
const SMALL = 2000;
const LARGE = 3_000_000;
const REVOKED = 10_000;

/** Verification of signatures: the domain alone, held against `openssl cms -verify`, and the whole request by the function's bundle. */
export async function measureSignatures(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 3 : 7;
  const now = new Date();
  const world = await signingWorld(now);
  const files = await makeFiles(world, now);
  const { verify } = world.verifier;
  const openssl = await measureOpenssl(world, files.plain, rounds);
  const plain = await measure(verify, { mode: 'attached', signature: files.plain }, now, rounds);
  const stamped = await measure(verify, { mode: 'attached', signature: files.stamped }, now, rounds);
  const large = await measure(verify, { mode: 'attached', signature: files.large }, now, rounds, 20);
  const list = await measureList(world, now, rounds);
  const request = await measureRequest(rounds);
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
  const perSecond = (values: readonly number[]) => values.map((ms) => 1000 / ms);
  const peer = openssl && { peer: median(openssl.verification) };
  return {
    title: 'Signatures verified',
    notes: [
      `CMS of ${SMALL} bytes attached, P-256, path to the root and both revocation lists checked, ${TIMES} after ${WARM_UP} to warm up, one at a time.`,
      openssl
        ? `Peer: \`openssl cms -verify -crl_check_all\` of the same file, ${OPENSSL_TIMES} processes a round; of each about ${median(openssl.start).toFixed(1)} ms are the start of the process.`
        : 'No peer: there is no openssl 3 on this machine.',
      'A request: the function’s bundle from the HTTP event to the report, of a sealed evidence (CAdES-T: two signatures, two paths); DynamoDB and S3 are in another process.',
    ],
    figures: [
      figure('one CAdES-B signature', 'CPU ms', plain, peer),
      figure(
        '· verifications per CPU second',
        '/s',
        perSecond(plain),
        openssl && { peer: median(perSecond(openssl.verification)) },
      ),
      figure('one with a time-stamp', 'CPU ms', stamped),
      figure(`one of ${LARGE / 1e6} MB attached`, 'CPU ms', large),
      figure(`a revocation list of ${REVOKED} read for the first time`, 'CPU ms', list),
      figure('one request to POST /api/verification', 'CPU ms', request.cpuMs),
      figure('· requests per CPU second', '/s', perSecond(request.cpuMs)),
      figure('AWS calls of a request', 'calls', request.awsCalls),
    ],
  };
}

async function makeFiles(world: SigningWorld, now: Date) {
  const key = ecKey();
  const validity = { notBefore: new Date(+now - 86_400_000), notAfter: new Date(+now + 86_400_000) };
  const { der: certificate } = await world.holder(validity, key);
  const stamper = timeStamperOf({
    signer: world.pki.keys['time-stamping'],
    certificate: world.pki.certificate('time-stamping'),
    issuers: [world.pki.certificate('seal')],
    policy: oids(ARC).policy.timeStamp,
    randomness,
  });
  const certificates = [certificate, world.pki.certificate('signature')];
  const content = randomBytes(SMALL);
  return {
    plain: await makeCms({ certificate, key, content, certificates }),
    large: await makeCms({ certificate, key, content: randomBytes(LARGE), certificates }),
    stamped: await makeCms({
      certificate,
      key,
      content,
      certificates,
      unsignedAttributes: async (value) => [
        attribute(OIDS.timeStampToken, await stamper.stamp(sha256(value), now)),
      ],
    }),
  };
}

async function measure(
  verify: SignatureVerifier['verify'],
  what: Verifiable,
  now: Date,
  rounds: number,
  times = TIMES,
): Promise<number[]> {
  const repeat = async (count: number): Promise<void> => {
    for (let time = 0; time < count; time++) {
      const { report } = await verify(what, now);
      if (!report.valid) throw new Error(report.sentence);
    }
  };
  await repeat(Math.min(times, WARM_UP));
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) costs.push((await cpuMs(() => repeat(times))) / times);
  return costs;
}

async function cpuMs(work: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Parsed, and its entries put in order. */
async function measureList(world: SigningWorld, now: Date, rounds: number): Promise<number[]> {
  const entries = Array.from(
    { length: REVOKED },
    () => [randomSerial(), { reason: 'affiliationChanged', revokedAt: now }] as const,
  );
  const list = await makeCertificateList(
    {
      number: 1,
      thisUpdate: now,
      nextUpdate: new Date(+now + 86_400_000),
      entries: new Map(entries),
      distributionPoint: `${ORIGIN}/pki/crl/signature/5.crl`,
    },
    world.pki.certificate('signature'),
    world.pki.keys.signature,
  );
  const costs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const cost = await cpuMs(() => {
      if (parseCertificateList(list).entries(entries[7]?.[0] ?? '').length !== 1)
        throw new Error('Not found.');
    });
    if (round > 0) costs.push(cost);
  }
  return costs;
}

/** CPU of child processes, as the shell's `times` tells it. */
async function measureOpenssl(world: SigningWorld, signature: Uint8Array, rounds: number) {
  if (!hasOpenssl) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-openssl-'));
  try {
    const lists = await Promise.all([world.trust.crl('root', 0), world.trust.crl('signature', 5)]);
    const published = lists.map((list) => pem('X509 CRL', list ?? new Uint8Array()));
    writeFileSync(
      join(folder, 'trust.pem'),
      [world.pki.rootPem, world.pki.authoritiesPem, ...published].join(''),
    );
    writeFileSync(join(folder, 'signature'), signature);
    const command =
      'openssl cms -verify -binary -inform DER -in signature -CAfile trust.pem -crl_check_all -out /dev/null';
    const runs = Array.from({ length: rounds });
    return {
      verification: runs.map(() => childCpuMs(command, folder)),
      start: runs.map(() => childCpuMs('openssl version', folder)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function childCpuMs(command: string, cwd: string): number {
  const script = `i=0; while [ $i -lt ${OPENSSL_TIMES} ]; do ${command} >/dev/null 2>&1 || exit 1; i=$((i+1)); done; times`;
  const { status, stdout } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Failed: ${command}`);
  const children = stdout.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return (seconds.reduce((sum, value) => sum + value, 0) * 1000) / OPENSSL_TIMES;
}

/** The whole function, its challenge included. */
async function measureRequest(rounds: number): Promise<{ cpuMs: number[]; awsCalls: number[] }> {
  const place = await openTrustPlace();
  try {
    const sealer = await place.start('bench/status/seal-handler.ts');
    const verifier = await place.start('lambdas/functions/signature-verifier.ts');
    const { sealed } = (await sealer.cost({ text: 'x'.repeat(900) }, 1)).answer as {
      readonly sealed: string;
    };
    const challenges = dynamoWorkChallenges('verification-challenges', randomness);
    const once = async () => {
      const { challenge } = await challenges.give(600, new Date());
      const body = JSON.stringify({ challenge, solution: '0', mode: 'attached', signature: sealed });
      const cost = await verifier.cost(requestEvent(body), 1);
      requireConfirmed(cost.answer);
      return cost;
    };
    for (let time = 0; time < WARM_UP; time++) await once();
    const costs = { cpuMs: [] as number[], awsCalls: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const measured = [];
      for (let time = 0; time < TIMES / 3; time++) measured.push(await once());
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      costs.cpuMs.push(mean(measured.map((cost) => cost.cpuMs)));
      costs.awsCalls.push(mean(measured.map((cost) => cost.awsCalls)));
    }
    return costs;
  } finally {
    place.stop();
  }
}

function requireConfirmed(answer: unknown): void {
  const { body = '{}' } = answer as { readonly body?: string };
  if ((JSON.parse(body) as { valid?: boolean }).valid !== true) throw new Error(`Not confirmed: ${body}`);
}

const requestEvent = (body: string): object => ({
  routeKey: 'POST /api/verification',
  rawPath: '/api/verification',
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: {
    requestId: 'bench',
    http: { method: 'POST', path: '/api/verification', sourceIp: '192.0.2.1' },
  },
  body,
  isBase64Encoded: false,
});
