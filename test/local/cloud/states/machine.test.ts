import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './state-machine.ts';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function run(
  definition: Record<string, unknown>,
  input: unknown = {},
  settings: Parameters<typeof openBench>[1] = {},
) {
  const bench = await openBench(definition, settings);
  benches.push(bench);
  return bench.ended(await bench.start(input));
}

/** A machine of one state that evaluates an expression. */
const expression = (text: string) => ({
  StartAt: 'Only',
  States: { Only: { Type: 'Pass', Output: `{% ${text} %}`, End: true } },
});

describe('expressions', () => {
  it.each([
    ['$partition([1..7], 3)', [[1, 2, 3], [4, 5, 6], [7]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$random(7) = $random(7)', true],
    ['$length($uuid())', 36],
    ['[$states.input.list[$ > 2]]', [3]],
    ['$states.context.Execution.Input.list', [1, 2, 3]],
    ['$states.context.StateMachine.Name', 'Machine'],
  ])('A9: the machine evaluates %s', async (text, value) => {
    expect(await run(expression(text), { list: [1, 2, 3] })).toEqual({ status: 'SUCCEEDED', output: value });
  });

  it('A9: an expression that yields nothing is a QueryEvaluationError, not null', async () => {
    const { status, error, cause } = await run(expression('$states.input.missing'));
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(cause).toContain('$states.input.missing');
  });

  it('A9: an endless expression is cut off', async () => {
    const { error } = await run(expression('($loop := function($n) { 1 + $loop($n) }; $loop(1))'));
    expect(error).toBe('States.QueryEvaluationError');
  });

  it.each(["$eval('1+1')", "($f := $eval; $f('1'))"])('A9: %s is refused', async (text) => {
    const { status, cause } = await run(expression(text));
    expect(status).toBe('FAILED');
    expect(cause).toContain('$eval is not available');
  });

  it('A9: $now follows the cloud clock', async () => {
    const bench = await openBench(expression('$now()'));
    benches.push(bench);
    bench.cloud.clock.advance(86_400);
    const { output } = await bench.ended(await bench.start());
    expect(Date.parse(String(output)) - Date.now()).toBeGreaterThan(86_000_000);
  });
});

describe('flow', () => {
  it('A9: Choice takes the first rule that holds, with its own Assign and Output', async () => {
    const definition = {
      StartAt: 'Decide',
      States: {
        Decide: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.score > 90 %}', Next: 'Report', Assign: { verdict: 'approve' } },
            {
              Condition: '{% $states.input.score > 50 %}',
              Next: 'Report',
              Assign: { verdict: 'review' },
              Output: 1,
            },
          ],
          Default: 'Report',
          Assign: { verdict: 'reject' },
        },
        Report: { Type: 'Succeed', Output: { verdict: '{% $verdict %}', input: '{% $states.input %}' } },
      },
    };
    expect((await run(definition, { score: 95 })).output).toEqual({
      verdict: 'approve',
      input: { score: 95 },
    });
    expect((await run(definition, { score: 60 })).output).toEqual({ verdict: 'review', input: 1 });
    expect((await run(definition, { score: 1 })).output).toEqual({ verdict: 'reject', input: { score: 1 } });
  });

  it('A9: Choice without a match or with a non-boolean condition fails by name', async () => {
    const choice = (Condition: string) => ({
      StartAt: 'Decide',
      States: { Decide: { Type: 'Choice', Choices: [{ Condition, Next: 'End' }] }, End: { Type: 'Succeed' } },
    });
    expect((await run(choice('{% false %}'))).error).toBe('States.NoChoiceMatched');
    expect((await run(choice("{% 'yes' %}"))).error).toBe('States.QueryEvaluationError');
  });

  it('A9: Assign sees the variables as they were, and later states see the new ones', async () => {
    const definition = {
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Next: 'Show' },
        Show: { Type: 'Pass', Output: '{% [$a, $b] %}', End: true },
      },
    };
    expect((await run(definition)).output).toEqual([2, 1]);
  });

  it('A9: Map runs its processor per item with selector, outer variables and order kept', async () => {
    const definition = {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { factor: 10 }, Next: 'Each' },
        Each: {
          Type: 'Map',
          Items: '{% $states.input.list %}',
          ItemSelector: {
            value: '{% $states.context.Map.Item.Value * $factor %}',
            at: '{% $states.context.Map.Item.Index %}',
          },
          MaxConcurrency: 2,
          ItemProcessor: {
            StartAt: 'One',
            States: {
              One: { Type: 'Pass', Output: '{% $states.input.value + $states.input.at %}', End: true },
            },
          },
          Output: '{% $sum($states.result) %}',
          End: true,
        },
      },
    };
    expect((await run(definition, { list: [1, 2, 3] })).output).toBe(63);
  });

  it('A9: Parallel gives the results in the order of its branches; a failing branch fails it', async () => {
    const branch = (state: Record<string, unknown>) => ({ StartAt: 'B', States: { B: state } });
    const parallel = (...Branches: unknown[]) => ({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches, End: true } },
    });
    const wait = branch({ Type: 'Wait', Seconds: 1, Output: 'slow', End: true });
    const pass = branch({ Type: 'Pass', Output: 'quick', End: true });
    expect((await run(parallel(wait, pass))).output).toEqual(['slow', 'quick']);
    const long = branch({ Type: 'Wait', Seconds: 99_999, End: true });
    const fail = branch({ Type: 'Fail', Error: 'Broken', Cause: 'on purpose' });
    expect(await run(parallel(long, fail))).toMatchObject({
      status: 'FAILED',
      error: 'Broken',
      cause: 'on purpose',
    });
  });

  it('A9: Wait obeys the clock, also when it jumps', async () => {
    const definition = {
      StartAt: 'Day',
      States: {
        Day: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Until' },
        Until: { Type: 'Wait', Timestamp: '{% $fromMillis($millis() + 86400000) %}', End: true },
      },
    };
    const bench = await openBench(definition);
    benches.push(bench);
    const arn = await bench.start({ seconds: 86_400 });
    const state = async () =>
      (await bench.cloud
        .service('states')
        .call({ name: 'GetExecutionHistory', input: { executionArn: arn } }, {} as never)) as {
        events: { type: string }[];
      };
    const entered = async (count: number) => {
      while ((await state()).events.filter(({ type }) => type === 'WaitStateEntered').length < count)
        await null;
    };
    await entered(1);
    bench.cloud.clock.advance(86_401);
    await entered(2);
    bench.cloud.clock.advance(86_401);
    expect((await bench.ended(arn)).status).toBe('SUCCEEDED');
  });

  it('A9: a machine that runs too long is TIMED_OUT as a whole', async () => {
    const bench = await openBench({
      TimeoutSeconds: 60,
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 600, End: true } },
    });
    benches.push(bench);
    const arn = await bench.start();
    bench.cloud.clock.advance(61);
    expect(await bench.ended(arn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  it('A9: an output above 256 KiB ends the execution and cannot be caught', async () => {
    const definition = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          Items: '{% [1..3] %}',
          ItemProcessor: {
            StartAt: 'Big',
            States: { Big: { Type: 'Pass', Output: "{% $pad('', 100000, 'x') %}", End: true } },
          },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
          End: true,
        },
        Done: { Type: 'Succeed' },
      },
    };
    expect(await run(definition)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('definitions', () => {
  const refused: [string, Record<string, unknown>, string][] = [
    ['JSONPath', { QueryLanguage: 'JSONPath' }, 'no JSONPath machines'],
    [
      'JSONPath fields',
      { States: { A: { Type: 'Pass', ResultPath: '$.x', End: true } } },
      'A/ResultPath is not',
    ],
    ['a missing target', { States: { A: { Type: 'Pass', Next: 'B' } } }, 'names the state "B"'],
    ['no way on', { States: { A: { Type: 'Pass' } } }, 'needs either Next or'],
    [
      'an unknown integration',
      { States: { A: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask', End: true } } },
      'ecs:runTask',
    ],
    [
      'a broken expression',
      { States: { A: { Type: 'Pass', Output: '{% 1 + %}', End: true } } },
      'not a usable JSONata',
    ],
    [
      'States.ALL before others',
      {
        States: {
          A: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }],
            End: true,
          },
        },
      },
      'must stand alone',
    ],
    [
      'a variable of an outer scope assigned inside',
      {
        States: {
          A: {
            Type: 'Map',
            Assign: { v: 1 },
            ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Assign: { v: 2 }, End: true } } },
            End: true,
          },
        },
      },
      '$v is already a variable',
    ],
  ];
  it.each(refused)('A9: a definition with %s is refused with a sentence', async (_, part, sentence) => {
    const bench = await openBench({ StartAt: 'A', ...part });
    benches.push(bench);
    expect(bench.cloud.warnings.join('\n')).toContain(sentence);
    expect((await bench.ended(await bench.start())).status).toBe('FAILED');
  });
});
