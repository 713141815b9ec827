import { join } from 'node:path';
import { createAlarmClock } from '../alarm-clock.ts';
import type { CloudParts } from '../parts.ts';
import { AwsError, type Operation, type Service } from '../service.ts';
import type { Resource } from '../template/resource.ts';
import { parseDefinition } from './definition.ts';
import { createExecutions, type Executions, type StateMachine } from './executions.ts';
import { createIntegration } from './integration.ts';
import { type Execution, type HistoryEvent, Journal } from './journal.ts';
import { createTaskTokens, type TaskTokens } from './task-tokens.ts';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const PAGE = 100;
/** Step Functions keeps the history of an execution for 90 days. */
const HISTORY_MILLISECONDS = 90 * 86_400_000;

type Input = Readonly<Record<string, unknown>>;

/** Step Functions over the state machines of the template; the journal is `<data>/states/journal.sqlite`. */
export function stepFunctions(parts: CloudParts): Service {
  const journal = new Journal(join(parts.data, 'states', 'journal.sqlite'));
  const tokens = createTaskTokens(journal);
  const { clock } = parts;
  const common = { journal, clock, tokens, alarms: createAlarmClock(clock) };
  const executions = createExecutions({ ...common, integration: createIntegration(parts) });
  const operations = { ...machineOperations(parts, journal, executions), ...tokenOperations(parts, tokens) };

  return {
    name: 'states',
    resources: (operation) => touched(parts, journal, operation),
    async call({ name, input }) {
      const perform = (operations as Record<string, (input: Input) => unknown>)[name];
      if (perform === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `The laptop cloud's Step Functions has no ${name}.`,
          501,
        );
      }
      return perform(input);
    },
    async start() {
      for (const resource of parts.template.resources(MACHINE)) complain(parts, resource);
      journal.prune(clock.now() - HISTORY_MILLISECONDS);
      executions.resume();
    },
    async stop() {
      await executions.suspend();
      journal.close();
    },
  };
}

function machineOperations(parts: CloudParts, journal: Journal, executions: Executions) {
  return {
    StartExecution(input: Input) {
      const machine = loadMachine(parts, text(input, 'stateMachineArn'));
      const execution = executions.start(machine, optional(input, 'name'), optional(input, 'input') ?? '{}');
      return { executionArn: execution.arn, startDate: execution.startedAt / 1000 };
    },
    async StartSyncExecution(input: Input) {
      const machine = loadMachine(parts, text(input, 'stateMachineArn'));
      if (machine.type !== 'EXPRESS') {
        throw new AwsError(
          'StateMachineTypeNotSupported',
          'This operation is not supported by STANDARD machines.',
        );
      }
      const { arn } = executions.start(machine, optional(input, 'name'), optional(input, 'input') ?? '{}');
      await executions.settled(arn);
      return described(executions.find(arn));
    },
    DescribeExecution: (input: Input) => described(executions.find(text(input, 'executionArn'))),
    StopExecution(input: Input) {
      const arn = text(input, 'executionArn');
      const stopped = executions.stop(arn, optional(input, 'error'), optional(input, 'cause'));
      return { stopDate: (stopped.stoppedAt ?? 0) / 1000 };
    },
    ListExecutions(input: Input) {
      const { arn } = loadMachine(parts, text(input, 'stateMachineArn'));
      const wanted = optional(input, 'statusFilter');
      const all = journal.executionsOf(arn).filter(({ status }) => wanted === undefined || status === wanted);
      const { page, nextToken } = paged(all, input);
      return { executions: page.map(listed), ...nextToken };
    },
    GetExecutionHistory(input: Input) {
      const { arn } = executions.find(text(input, 'executionArn'));
      const all = journal.events(arn);
      const { page, nextToken } = paged(input.reverseOrder === true ? all.reverse() : all, input);
      return {
        events: page.map((event) => historyEvent(event, input.includeExecutionData !== false)),
        ...nextToken,
      };
    },
    DescribeStateMachine(input: Input) {
      const machine = loadMachine(parts, text(input, 'stateMachineArn'));
      const { arn, name, role, definition, type } = machine;
      return {
        stateMachineArn: arn,
        name,
        roleArn: role,
        definition,
        type,
        status: 'ACTIVE',
        creationDate: 0,
      };
    },
    ListStateMachines: () => ({
      stateMachines: parts.template.resources(MACHINE).map((resource) => {
        const { arn, name, type } = toMachine(resource);
        return { stateMachineArn: arn, name, type, creationDate: 0 };
      }),
    }),
  };
}

function tokenOperations(parts: CloudParts, tokens: TaskTokens) {
  return {
    SendTaskSuccess(input: Input) {
      tokens.succeed(text(input, 'taskToken'), text(input, 'output'));
      return {};
    },
    SendTaskFailure(input: Input) {
      tokens.fail(text(input, 'taskToken'), optional(input, 'error') ?? '', optional(input, 'cause') ?? '');
      return {};
    },
    SendTaskHeartbeat(input: Input) {
      tokens.beat(text(input, 'taskToken'), parts.clock.now());
      return {};
    },
  };
}

/** Token calls are granted on the machine that waits, as CDK's `grantTaskResponse` writes it. */
function touched(parts: CloudParts, journal: Journal, { input }: Operation): string[] {
  if (typeof input.executionArn === 'string') return [input.executionArn];
  if (typeof input.taskToken === 'string') return [journal.token(input.taskToken)?.machineArn ?? '*'];
  const reference = input.stateMachineArn;
  if (typeof reference !== 'string') return ['*'];
  return [parts.template.find(MACHINE, reference)?.arn ?? reference];
}

function loadMachine(parts: CloudParts, reference: string): StateMachine {
  if (!reference.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: '${reference}'`);
  const resource = parts.template.find(MACHINE, reference);
  if (resource !== undefined) return toMachine(resource);
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${reference}'`);
}

function toMachine(resource: Resource): StateMachine {
  const { DefinitionString: given, Definition, RoleArn, StateMachineType: type } = resource.properties;
  const definition = typeof given === 'string' ? given : JSON.stringify(Definition ?? {});
  return {
    arn: resource.arn,
    name: resource.name,
    role: String(RoleArn),
    definition: substituted(definition, resource.properties.DefinitionSubstitutions),
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  };
}

function substituted(definition: string, substitutions: unknown): string {
  if (typeof substitutions !== 'object' || substitutions === null) return definition;
  const values = new Map(Object.entries(substitutions));
  return definition.replace(/\$\{([^}]+)\}/g, (whole, name: string) => String(values.get(name) ?? whole));
}

function complain(parts: CloudParts, resource: Resource): void {
  try {
    parseDefinition(toMachine(resource).definition);
  } catch (error) {
    parts.warn(`State machine ${resource.logicalId} cannot run here:\n${(error as Error).message}`);
  }
}

function described(execution: Execution): Record<string, unknown> {
  const { input, output, error, cause } = execution;
  return {
    ...listed(execution),
    input,
    inputDetails: { included: true },
    ...(output === null ? {} : { output, outputDetails: { included: true } }),
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  };
}

function listed({ arn, machineArn, name, status, startedAt, stoppedAt }: Execution): Record<string, unknown> {
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: startedAt / 1000,
    ...(stoppedAt === null ? {} : { stopDate: stoppedAt / 1000 }),
  };
}

function historyEvent({ id, at, type, details }: HistoryEvent, withData: boolean): Record<string, unknown> {
  return { id, previousEventId: id - 1, timestamp: at / 1000, type, ...(withData ? details : {}) };
}

function paged<T>(all: readonly T[], input: Input): { page: T[]; nextToken: { nextToken?: string } } {
  const start = Number(optional(input, 'nextToken') ?? 0);
  const size = Number(input.maxResults) || PAGE;
  const more = start + size < all.length;
  return { page: all.slice(start, start + size), nextToken: more ? { nextToken: String(start + size) } : {} };
}

function text(input: Input, field: string): string {
  const value = input[field];
  if (typeof value === 'string') return value;
  throw new AwsError('ValidationException', `1 validation error detected: '${field}' must be a string.`);
}

function optional(input: Input, field: string): string | undefined {
  return input[field] === undefined || input[field] === null ? undefined : text(input, field);
}
