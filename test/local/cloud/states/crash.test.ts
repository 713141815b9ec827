import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DescribeExecutionCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, it } from 'vitest';
import { type Bench, openBench } from './state-machine.ts';

const CHILD = join(import.meta.dirname, 'crash-child.ts');
const ARN = 'arn:aws:states:eu-west-3:000000000000:execution:Machine:crashing';
const INVOKE = 'arn:aws:states:::lambda:invoke';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Runs the machine in a process of its own and kills it -9 when `until` asked lines were seen. */
async function crash(definition: object, until: (asked: unknown[]) => boolean, unanswered: unknown[] = []) {
  const data = mkdtempSync(join(tmpdir(), 'crash-'));
  ends.push(() => rmSync(data, { recursive: true, force: true }));
  const given = [CHILD, data, JSON.stringify(definition), JSON.stringify(unanswered)];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const asked: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    asked.push(JSON.parse(line));
    if (until(asked)) break;
  }
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { data, asked };
}

async function comeBack(data: string, definition: object): Promise<{ bench: Bench; asked: unknown[] }> {
  const asked: unknown[] = [];
  const invoke = (_name: string, payload: unknown) => {
    asked.push(payload);
    return { payload };
  };
  const bench = await openBench(definition as Record<string, unknown>, { data, invoke });
  ends.push(() => bench.close());
  return { bench, asked };
}

const review = {
  StartAt: 'Remember',
  States: {
    Remember: { Type: 'Pass', Assign: { id: '{% $states.input.id %}' }, Next: 'Review' },
    Review: {
      Type: 'Task',
      Resource: `${INVOKE}.waitForTaskToken`,
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 86_400,
      Next: 'Tell',
    },
    Tell: {
      Type: 'Task',
      Resource: INVOKE,
      Arguments: {
        FunctionName: 'tell',
        Payload: { told: '{% $id %}', verdict: '{% $states.input.verdict %}' },
      },
      Output: '{% $states.result.Payload %}',
      End: true,
    },
  },
};

it('A9: a review waiting for its token survives kill -9 and takes the verdict afterwards', async () => {
  const { data, asked } = await crash(review, (lines) => lines.length === 1);
  const { taskToken } = { taskToken: (asked[0] as { token: string }).token };
  const { bench, asked: askedLater } = await comeBack(data, review);
  await bench.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"verdict":"approve"}' }));
  expect(await bench.ended(ARN)).toEqual({ status: 'SUCCEEDED', output: { told: 7, verdict: 'approve' } });
  // Killed while handing over, the reviewer may be asked again, but with the same token.
  for (const payload of askedLater.slice(0, -1)) expect(payload).toEqual({ token: taskToken });
  expect(askedLater.at(-1)).toEqual({ told: 7, verdict: 'approve' });
});

it('A9: the deadline of a review keeps running through a crash', async () => {
  const { data } = await crash(review, (lines) => lines.length === 1);
  const { bench } = await comeBack(data, review);
  bench.cloud.clock.advance(86_399);
  expect((await bench.sfn.send(new DescribeExecutionCommand({ executionArn: ARN }))).status).toBe('RUNNING');
  bench.cloud.clock.advance(2);
  expect(await bench.ended(ARN)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('A9: after kill -9 only the work in flight is done again', async () => {
  const map = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Items: '{% [1..3] %}',
        MaxConcurrency: 1,
        ItemProcessor: {
          StartAt: 'Work',
          States: {
            Work: {
              Type: 'Task',
              Resource: INVOKE,
              Arguments: { FunctionName: 'work', Payload: '{% $states.input %}' },
              Output: '{% $states.result.Payload * 10 %}',
              End: true,
            },
          },
        },
        End: true,
      },
    },
  };
  const { data } = await crash(map, (lines) => lines.length === 2, [2]);
  const { bench, asked } = await comeBack(data, map);
  expect((await bench.ended(ARN)).output).toEqual([10, 20, 30]);
  expect(asked).toEqual([2, 3]);
});
