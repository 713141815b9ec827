import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type WireRequest } from '../../service.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { parseSchedule } from '../schedule/schedule-expression.ts';

const NAME = /^[0-9a-zA-Z-_.]{1,64}$/;

/** Reads the REST request of Scheduler. */
export function readSchedulerRequest({ method, path, query, body }: WireRequest): Operation {
  const [, root, encoded] = path.split('/');
  const name = encoded === undefined ? undefined : decodeURIComponent(encoded);
  if (root === 'schedules' && name === undefined && method === 'GET') {
    return { name: 'ListSchedules', input: Object.fromEntries(query) };
  }
  const names: Readonly<Record<string, string>> = {
    POST: 'CreateSchedule',
    PUT: 'UpdateSchedule',
    GET: 'GetSchedule',
    DELETE: 'DeleteSchedule',
  };
  const operation = names[method];
  if (root !== 'schedules' || name === undefined || operation === undefined) {
    throw new AwsError(
      'UnknownOperationException',
      `The laptop cloud's Scheduler has no ${method} ${path}.`,
      501,
    );
  }
  const group = query.get('groupName');
  const given = body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Record<string, unknown>);
  return {
    name: operation,
    input: { ...given, Name: name, ...(group === null ? {} : { GroupName: group }) },
  };
}

/** ARN of the schedule an input names. */
export function arnOf(parts: CloudParts, input: Input): string {
  return `arn:aws:scheduler:${parts.region}:${parts.account}:schedule/${groupOf(input)}/${text(input, 'Name')}`;
}

/** The schedule's group, `default` where none is named. */
export function groupOf(input: Input): string {
  return optionalText(input, 'GroupName') ?? 'default';
}

/** Refuses what CreateSchedule refuses. */
export function validateSchedule(input: Input): void {
  if (!NAME.test(text(input, 'Name'))) throw invalid('Name must be 1 to 64 letters, digits, - _ or .');
  if (structure(input, 'FlexibleTimeWindow').Mode === undefined)
    throw invalid('FlexibleTimeWindow is required.');
  const target = structure(input, 'Target');
  text(target, 'Arn');
  text(target, 'RoleArn');
  try {
    parseSchedule(
      text(input, 'ScheduleExpression'),
      optionalText(input, 'ScheduleExpressionTimezone') ?? 'UTC',
    );
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
