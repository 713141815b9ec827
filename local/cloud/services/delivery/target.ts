import type { CloudParts } from '../../parts.ts';
import { AwsError } from '../../service.ts';

/** Where an event goes, by ARN. */
export interface Target {
  readonly arn: string;
  /** The role that delivers, where the target is not opened by a resource policy. */
  readonly role?: string | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageAttributes?: Readonly<Record<string, unknown>>;
  /** EventBridge targets and Scheduler: detail-type and source of an event put on a bus. */
  readonly busEvent?: { readonly detailType: string; readonly source: string } | undefined;
}

/** The function ran and threw, which Lambda retries by its own count. */
export class FunctionError extends Error {}

const UNIVERSAL = /^arn:[^:]+:scheduler:::aws-sdk:([a-z0-9]+):(\w+)$/;
const SDK_NAMES: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events', sesv2: 'ses' };

/** Hands a payload to a function, queue, topic, state machine, bus, or any API (Scheduler's universal target). */
export async function deliver(
  parts: CloudParts,
  target: Target,
  payload: string,
  principal: string,
): Promise<void> {
  const { arn, role } = target;
  const universal = UNIVERSAL.exec(arn);
  if (universal !== null) return callApi(parts, universal, payload, role);
  switch (arn.split(':')[2]) {
    case 'lambda':
      return invoke(parts, target, payload, principal);
    case 'sqs':
      await parts.call('sqs', 'SendMessage', sqsMessage(parts, target, payload), role);
      return;
    case 'states':
      await parts.call('states', 'StartExecution', { stateMachineArn: arn, input: payload }, role);
      return;
    case 'sns':
      await parts.call('sns', 'Publish', { TopicArn: arn, Message: payload }, role);
      return;
    case 'events':
      return putOnBus(parts, target, payload);
    case 'logs':
      return parts.log(`${arn.split(':')[6]}: an event arrived`);
    default:
      throw new AwsError('ValidationException', `The laptop cloud delivers nothing to ${arn}.`);
  }
}

async function callApi(
  parts: CloudParts,
  [, name = '', operation = '']: RegExpExecArray,
  payload: string,
  role: string | undefined,
): Promise<void> {
  const spelled = operation.charAt(0).toUpperCase() + operation.slice(1);
  await parts.call(SDK_NAMES[name] ?? name, spelled, JSON.parse(payload) as Record<string, unknown>, role);
}

async function invoke(
  parts: CloudParts,
  { arn, role }: Target,
  payload: string,
  principal: string,
): Promise<void> {
  if (role !== undefined) parts.authorize(role, 'lambda:InvokeFunction', arn);
  else requirePermission(parts, arn, principal);
  const result = await parts.invoke(arn, JSON.parse(payload));
  if (result.functionError === undefined) return;
  const { errorType, errorMessage } = (result.payload ?? {}) as { errorType?: string; errorMessage?: string };
  throw new FunctionError(`${errorType ?? 'Error'}: ${errorMessage ?? 'the function failed'}`);
}

/** `AWS::Lambda::Permission`: without one, AWS drops the event in silence; here it is said. */
function requirePermission(parts: CloudParts, functionArn: string, principal: string): void {
  const name = functionArn.split(':')[6] ?? functionArn;
  const permitted = parts.template.resources('AWS::Lambda::Permission').some(({ properties }) => {
    const { FunctionName, Principal } = properties;
    const given = String(FunctionName);
    return Principal === principal && (given === name || given.split(':')[6] === name);
  });
  if (permitted) return;
  const sentence = `${principal} may not invoke ${functionArn}: the template has no AWS::Lambda::Permission for it.`;
  throw new AwsError('AccessDeniedException', sentence, 403);
}

function sqsMessage(parts: CloudParts, target: Target, payload: string): Record<string, unknown> {
  const queue = parts.template.find('AWS::SQS::Queue', target.arn);
  if (queue === undefined) throw new AwsError('ResourceNotFoundException', `${target.arn} does not exist.`);
  return {
    QueueUrl: queue.physicalId,
    MessageBody: payload,
    ...(target.messageGroupId === undefined ? {} : { MessageGroupId: target.messageGroupId }),
    ...(target.messageAttributes === undefined ? {} : { MessageAttributes: target.messageAttributes }),
  };
}

async function putOnBus(parts: CloudParts, { arn, role, busEvent }: Target, payload: string): Promise<void> {
  const event = JSON.parse(payload) as { 'detail-type'?: string; source?: string; detail?: unknown };
  const entry = {
    EventBusName: arn,
    DetailType: busEvent?.detailType ?? event['detail-type'],
    Source: busEvent?.source ?? event.source,
    Detail: busEvent === undefined ? JSON.stringify(event.detail ?? {}) : payload,
  };
  await parts.call('events', 'PutEvents', { Entries: [entry] }, role);
}
