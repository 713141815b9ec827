/**
 * One function's bundle in a process of its own: `node handler-process.ts <bundle>` under the environment of the function.
 * Takes `{event, times}` over IPC and answers what they cost; one after the other, as Lambda does.
 */
import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';

export interface HandlerCost {
  readonly cpuMs: number;
  readonly awsCalls: number;
  /** What the handler answered to the last one. */
  readonly answer: unknown;
}

const { handler } = createRequire(import.meta.url)(process.argv[2] ?? '') as {
  handler: (event: unknown) => Promise<unknown>;
};
let awsCalls = 0;
// Every call of the AWS SDK is one request of Node's http client.
subscribe('http.client.request.start', () => {
  awsCalls += 1;
});

process.on('message', async ({ event, times }: { event: unknown; times: number }) => {
  awsCalls = 0;
  const before = process.cpuUsage();
  let answer: unknown;
  for (let time = 0; time < times; time++) answer = await handler(event);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpuMs: (user + system) / 1000, awsCalls, answer } satisfies HandlerCost);
});
process.send?.('ready');
