import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { s3Publications } from '../../lambdas/adapters/aws/s3-publications.ts';
import { DEFAULT_CERTIFICATES, DEFAULT_VERIFIER } from '../../lambdas/contracts/settings.ts';
import { holdCeremony } from '../../lambdas/domain/key-ceremony/hold-ceremony.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { FUNCTION_BUNDLE } from '../../lib/bundles.ts';
import { startAws } from '../../test/support/aws.ts';
import { ISSUING_TABLES } from '../../test/support/issuing.ts';
import { ORIGIN } from '../../test/support/pki.ts';
import { openTrustBucket } from '../../test/support/trust-bucket.ts';
import type { HandlerCost } from './handler-process.ts';

export interface MeasuredHandler {
  cost(event: unknown, times: number): Promise<HandlerCost>;
}

/** A hierarchy whose keys are in KMS and whose files in S3, both of this process: what they cost is not the functions'. */
export interface TrustPlace {
  readonly bucket: string;
  /** @param source path in this repository of a module that exports `handler` */
  start(source: string): Promise<MeasuredHandler>;
  stop(): void;
}

/** One for all parts: the SDK's clients of this process keep the addresses they began with. */
let opened: ReturnType<typeof open> | undefined;

export async function openTrustPlace(): Promise<TrustPlace> {
  opened ??= open();
  const { bucket, folder } = await opened;
  const stops: (() => void)[] = [];
  return {
    bucket,
    async start(source) {
      const handler = await startHandler(await bundle(folder, source));
      stops.push(handler.stop);
      return handler;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

async function open() {
  const aws = await startAws([
    ...ISSUING_TABLES,
    ...(['businesses', 'business-consents', 'moves', 'move-notices', 'box-items'] as const),
    'send-quotas',
    'verification-challenges',
  ]);
  const { bucket } = await openTrustBucket();
  Object.assign(process.env, {
    ISSUER: ORIGIN,
    CERTIFICATES: JSON.stringify(DEFAULT_CERTIFICATES),
    VERIFIER: JSON.stringify({ ...DEFAULT_VERIFIER, challengeBits: 0 }), // the work is the client's
    NOTIFICATIONS_QUEUE: `${aws.endpoint}/notifications`,
    MOVE_NOTICES_QUEUE: `${aws.endpoint}/move-notices`,
  });
  await holdCeremony({
    publications: s3Publications(bucket),
    signer: (key) => kmsSigner(key, key === 'root-ca' ? 'ES384' : 'ES256'),
    settings: DEFAULT_CERTIFICATES,
    origin: ORIGIN,
    randomness,
    now: new Date(),
    renew: false,
    say: () => {},
  });
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-trust-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
    aws.stop();
  });
  return { bucket, folder };
}

async function bundle(folder: string, source: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../../${source}`, import.meta.url));
  const outfile = join(folder, `${source.replaceAll('/', '-')}.js`);
  await build({ ...FUNCTION_BUNDLE, entryPoints: [entry], outfile });
  return outfile;
}

async function startHandler(file: string): Promise<MeasuredHandler & { stop(): void }> {
  const script = fileURLToPath(new URL('handler-process.ts', import.meta.url));
  const child = fork(script, [file], { env: process.env, execArgv: [] });
  process.once('exit', () => child.kill('SIGKILL'));
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const end = (code: number | null): void => reject(new Error(`${file} ended (${code}).`));
      child.once('exit', end);
      child.once('message', (answer) => {
        child.off('exit', end);
        resolve(answer);
      });
    });
  await next();
  return {
    async cost(event, times) {
      const answered = next();
      child.send({ event, times });
      return (await answered) as HandlerCost;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
