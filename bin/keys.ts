/**
 * `npm run keys -- list | keep | rotate | withdraw <kid> [--stage default]`: the keys that sign tokens (docs/token-keys.md).
 * `keep` runs the key-keeper now; `rotate` starts the next keys now and leaves the old ones published; `withdraw` does the same for a
 * key that may be known to others, and publishes it no more. `--stage laptop` is the Guichet of `npm start`; any other stage is
 * reached with the AWS credentials of whoever administers the deployment.
 */
import { userInfo } from 'node:os';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { dynamoSigningKeyLines } from '../lambdas/adapters/aws/dynamo-signing-keys.ts';
import { lifeStage } from '../lambdas/domain/signing-key/key-life.ts';
import type { KeyOrder } from '../lambdas/domain/signing-key/key-orders.ts';
import { kidOf, type SigningKey } from '../lambdas/domain/signing-key/signing-key.ts';
import { TOKEN_ALGORITHMS } from '../lambdas/domain/signing-key/token-signers.ts';
import { prefix } from '../lib/names.ts';
import { administer, fail, readArguments } from './deployment.ts';

const USAGE = 'Usage: npm run keys -- list | keep | rotate | withdraw <kid> [--stage <stage>]';

const { positionals, values } = readArguments(USAGE, { stage: { type: 'string', default: 'default' } });
const order = orderOf(positionals);

await administer(values.stage, async (laptop) => {
  if (order !== 'list') await run(order);
  const now = laptop === undefined ? new Date() : await clockOf(laptop);
  for (const algorithm of TOKEN_ALGORITHMS) {
    const { keys } = await dynamoSigningKeyLines(named('signing-keys')).line(algorithm);
    for (const key of keys) console.log(lineOf(key, keys, now));
  }
});

function orderOf([command, kid, ...more]: string[]): KeyOrder | 'list' | 'keep' {
  const operator = userInfo().username;
  if (more.length === 0 && command === 'withdraw' && kid !== undefined)
    return { order: command, kid, operator };
  if (kid !== undefined) fail(USAGE);
  if (command === 'rotate') return { order: command, operator };
  return command === 'list' || command === 'keep' ? command : fail(USAGE);
}

async function run(event: KeyOrder | 'keep'): Promise<void> {
  const { FunctionError, Payload } = await new LambdaClient({}).send(
    new InvokeCommand({
      FunctionName: named('key-keeper'),
      Payload: JSON.stringify(event === 'keep' ? {} : event),
    }),
  );
  if (FunctionError === undefined) return;
  const { errorMessage } = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}') as {
    errorMessage?: string;
  };
  throw new Error(errorMessage ?? 'The function key-keeper failed; its log says why.');
}

/** `ES256  <kid>  wrapped  active  since 2026-11-22T08:00:00.000Z`. */
function lineOf(key: SigningKey, line: readonly SigningKey[], now: Date): string {
  const stage = lifeStage(key, line, now, Number.POSITIVE_INFINITY);
  return [key.algorithm, kidOf(key), key.custody.mode, stage, startOf(key, stage, now)].join('  ');
}

function startOf({ startsAt }: SigningKey, stage: string, now: Date): string {
  if (startsAt === undefined) return 'not announced yet';
  const ahead = stage === 'pending' ? 'from' : 'was to start'; // withdrawn before its time
  return `${startsAt > now ? ahead : 'since'} ${startsAt.toISOString()}`;
}

/** The laptop's clock can be moved ahead. */
async function clockOf(laptop: string): Promise<Date> {
  const answer = await fetch(`${laptop}/__local/clock`);
  return new Date(((await answer.json()) as { now: string }).now);
}

function named(part: string): string {
  return prefix({ name: values.stage }, part);
}
