/**
 * The verification machine as data (Amazon States Language, JSONata). Its input is `{enrolment, attempt}`, its outputs hold
 * ids and codes only: whatever tells who a person is stays sealed in the enrolment record.
 *
 * ReadDocument → CompareFaces → Decide → approve | reject | retry → Conclude
 *                    any failure ↘      ↘ review → Review (24 h) → Conclude
 *                                                    late → MarkOverdue → ReviewOverdue (7 days, again and again) → Conclude
 */

/** ARNs of the two functions the machine may invoke. */
export interface VerificationTasks {
  readonly examinerArn: string;
  readonly registrarArn: string;
}

const DAY_SECONDS = 86_400;
const INVOKE = 'arn:aws:states:::lambda:invoke';
const INVOKE_AND_WAIT = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

const CASE = { enrolment: '{% $enrolment %}', attempt: '{% $attempt %}' };
const RESULT = '{% $states.result.Payload %}';

/** Anything may be transient; what still fails then is the reviewer's to look at. */
const RETRY_BRIEFLY = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 3, JitterStrategy: 'FULL' },
];

/** No reviewer stands behind these: they try for a day before the execution fails and its alarm rings. */
const RETRY_LONG = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  MaxAttempts: 100,
  BackoffRate: 2,
  MaxDelaySeconds: 900,
  JitterStrategy: 'FULL',
};

/** The case was decided while nobody was waiting for it (a crash between decision and answer): go on with that decision. */
const DECIDED_MEANWHILE = { ErrorEquals: ['CaseDecided'], Next: 'ConcludeReviewed' };
const TO_REVIEW = {
  ErrorEquals: ['States.ALL'],
  Assign: { reasons: ['automatic-check-failed'] },
  Next: 'Review',
};

/** The machine's definition; validated by `asl-validator` in its test. */
export function verificationDefinition({ examinerArn, registrarArn }: VerificationTasks) {
  const invoke = (functionArn: string, task: string, more: object = {}) => ({
    Type: 'Task',
    Resource: INVOKE,
    Arguments: { FunctionName: functionArn, Payload: { task, ...CASE, ...more } },
    TimeoutSeconds: 150,
    Output: RESULT,
  });
  const waitForDecision = (timeoutSeconds: number) => ({
    Type: 'Task',
    Resource: INVOKE_AND_WAIT,
    Arguments: {
      FunctionName: registrarArn,
      Payload: {
        task: 'open-case',
        ...CASE,
        reasons: '{% $reasons %}',
        taskToken: '{% $states.context.Task.Token %}',
      },
    },
    TimeoutSeconds: timeoutSeconds,
    Retry: [{ ErrorEquals: ['CaseDecided'], MaxAttempts: 0 }, RETRY_LONG],
    Catch: [DECIDED_MEANWHILE, { ErrorEquals: ['States.Timeout'], Next: 'MarkOverdue' }],
    Next: 'ConcludeReviewed',
  });
  return {
    Comment: 'Verifies one submission of an enrolment (A9).',
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: {
        Type: 'Pass',
        Assign: {
          enrolment: '{% $states.input.enrolment %}',
          attempt: '{% $states.input.attempt %}',
          reasons: [],
        },
        Next: 'ReadDocument',
      },
      ReadDocument: {
        ...invoke(examinerArn, 'read-document'),
        Retry: RETRY_BRIEFLY,
        Catch: [TO_REVIEW],
        Next: 'CompareFaces',
      },
      CompareFaces: {
        ...invoke(examinerArn, 'compare-faces'),
        Retry: RETRY_BRIEFLY,
        Catch: [TO_REVIEW],
        Next: 'Decide',
      },
      Decide: {
        ...invoke(registrarArn, 'decide'),
        Retry: RETRY_BRIEFLY,
        Catch: [TO_REVIEW],
        Assign: { reasons: '{% $states.result.Payload.reasons %}' },
        Next: 'Outcome',
      },
      Outcome: {
        Type: 'Choice',
        Choices: [
          { Condition: "{% $states.input.outcome in ['approve', 'reject', 'retry'] %}", Next: 'Conclude' },
        ],
        Default: 'Review',
      },
      Review: waitForDecision(DAY_SECONDS),
      MarkOverdue: {
        ...invoke(registrarArn, 'mark-overdue'),
        Retry: [RETRY_LONG],
        Next: 'ReviewOverdue',
      },
      ReviewOverdue: waitForDecision(7 * DAY_SECONDS),
      Conclude: {
        ...invoke(registrarArn, 'conclude', {
          decision: { outcome: '{% $states.input.outcome %}', reasons: '{% $reasons %}' },
        }),
        Retry: [RETRY_LONG],
        End: true,
      },
      ConcludeReviewed: {
        ...invoke(registrarArn, 'conclude'),
        Retry: [RETRY_LONG],
        End: true,
      },
    },
  };
}
