import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { verificationDefinition } from '../../../lib/machines/verification.ts';
import { parseDefinition } from '../../../local/cloud/states/definition.ts';

const examinerArn = 'arn:aws:lambda:eu-west-1:111122223333:function:examiner';
const registrarArn = 'arn:aws:lambda:eu-west-1:111122223333:function:registrar';
const definition = verificationDefinition({ examinerArn, registrarArn });
const states = Object.entries(definition.States) as [string, State][];

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly HeartbeatSeconds?: number;
  readonly Retry?: readonly { ErrorEquals: string[]; MaxAttempts: number }[];
  readonly Catch?: readonly { ErrorEquals: string[]; Next: string; Assign?: { reasons: string[] } }[];
  readonly Arguments?: { readonly FunctionName: string; readonly Payload: Record<string, unknown> };
}

const state = (name: string): State => {
  const found = states.find(([one]) => one === name)?.[1];
  if (found === undefined) throw new Error(`No state ${name}.`);
  return found;
};
const tasks = states.filter(([, { Type }]) => Type === 'Task');
const waits = tasks.filter(([, { Resource }]) => Resource?.endsWith('waitForTaskToken'));

describe('the verification machine', () => {
  it('A9: is a valid JSONata state machine, for AWS and for the laptop cloud', () => {
    expect(validate(definition)).toMatchObject({ isValid: true });
    expect(() => parseDefinition(JSON.stringify(definition))).not.toThrow();
  });

  it('A9: a reviewer has 24 hours; then it is marked overdue and waits on, and never decides by itself', () => {
    expect(state('Review')).toMatchObject({ TimeoutSeconds: 86_400 });
    for (const [name, wait] of waits) {
      expect(wait.HeartbeatSeconds, name).toBeUndefined();
      const late = wait.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'));
      expect(late?.Next, name).toBe('MarkOverdue');
    }
    expect(state('MarkOverdue').Next).toBe('ReviewOverdue');
    expect(state('ReviewOverdue')).toMatchObject({ TimeoutSeconds: 7 * 86_400 });
  });

  it('A9: an automatic check that fails for good ends in review, never lost', () => {
    for (const name of ['ReadDocument', 'CompareFaces', 'Decide']) {
      expect(state(name).Catch).toEqual([
        { ErrorEquals: ['States.ALL'], Assign: { reasons: ['automatic-check-failed'] }, Next: 'Review' },
      ]);
    }
  });

  it('A9: every task is retried', () => {
    for (const [name, task] of tasks) {
      expect(
        task.Retry?.some(({ MaxAttempts }) => MaxAttempts >= 3),
        name,
      ).toBe(true);
    }
  });

  it('A9: a timeout of the reviewer is never retried as if it were a fault', () => {
    for (const [name, wait] of waits) {
      for (const { ErrorEquals } of wait.Retry ?? []) {
        expect(ErrorEquals, name).not.toContain('States.ALL');
        expect(ErrorEquals, name).not.toContain('States.Timeout');
      }
    }
  });

  it('A9: whatever is undecided goes to a human', () => {
    expect(definition.States.Outcome).toMatchObject({ Default: 'Review' });
  });

  it('X1: a task is given ids and codes only', () => {
    for (const [name, task] of tasks) {
      const known = ['task', 'enrolment', 'attempt', 'reasons', 'decision', 'taskToken'];
      expect(known, name).toEqual(expect.arrayContaining(Object.keys(task.Arguments?.Payload ?? {})));
      expect([examinerArn, registrarArn], name).toContain(task.Arguments?.FunctionName);
    }
  });
});
