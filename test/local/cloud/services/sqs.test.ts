import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sqs } from '../../../../local/cloud/services/sqs/sqs.ts';
import { openSmallCloud, type SmallCloud } from '../small-cloud.ts';

const queue = (Properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SQS::Queue', Properties });
const resources = {
  Dead: queue({ QueueName: 'dead' }),
  Jobs: queue({
    QueueName: 'jobs',
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
  }),
  Orders: queue({ QueueName: 'orders.fifo', FifoQueue: true, ContentBasedDeduplication: true }),
};

let cloud: SmallCloud;
let client: SQSClient;
beforeEach(async () => {
  cloud = await openSmallCloud({ services: [sqs], resources });
  client = new SQSClient(cloud.client);
});
afterEach(async () => {
  client.destroy();
  await cloud.close();
});

const url = (name: string) => `${cloud.url}/${cloud.parts.account}/${name}`;
const send = (MessageBody: string, more: object = {}, name = 'jobs') =>
  client.send(new SendMessageCommand({ QueueUrl: url(name), MessageBody, ...more }));
async function receive(more: object = {}, name = 'jobs'): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url(name),
    MessageSystemAttributeNames: ['All'],
    ...more,
  });
  return (await client.send(command)).Messages ?? [];
}

it('X3: a message comes back until it is deleted, hidden for its visibility time-out', async () => {
  const attribute = { kind: { DataType: 'String', StringValue: 'a' } };
  await send('work', { MessageAttributes: attribute });
  const [first] = await receive({ MessageAttributeNames: ['All'] });
  expect(first).toMatchObject({
    Body: 'work',
    MessageAttributes: attribute,
    Attributes: { ApproximateReceiveCount: '1' },
  });
  expect(await receive()).toEqual([]);
  cloud.clock.advance(31);
  const [second] = await receive();
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  await client.send(new DeleteMessageCommand({ QueueUrl: url('jobs'), ReceiptHandle: first?.ReceiptHandle }));
  cloud.clock.advance(31);
  expect(
    await client.send(new GetQueueAttributesCommand({ QueueUrl: url('jobs'), AttributeNames: ['All'] })),
  ).toMatchObject({
    Attributes: { ApproximateNumberOfMessages: '1', QueueArn: expect.stringContaining(':jobs') },
  });
});

it('X3: a message received too often goes to the dead-letter queue', async () => {
  await send('poison');
  for (let count = 0; count < 2; count += 1) {
    expect(await receive()).toHaveLength(1);
    cloud.clock.advance(31);
  }
  expect(await receive()).toEqual([]);
  expect(await receive({}, 'dead')).toMatchObject([
    { Body: 'poison', Attributes: { DeadLetterQueueSourceArn: expect.stringContaining(':jobs') } },
  ]);
});

it('X3: a long poll ends when a message comes, or when the clock passes its time', async () => {
  const waiting = receive({ WaitTimeSeconds: 20 });
  await send('late');
  expect(await waiting).toMatchObject([{ Body: 'late' }]);
  const empty = receive({ WaitTimeSeconds: 20 }, 'dead');
  await new Promise((resolve) => setImmediate(resolve));
  const tick = setInterval(() => cloud.clock.advance(21), 10);
  expect(await empty.finally(() => clearInterval(tick))).toEqual([]);
});

it('X3: a delayed message waits; a changed visibility brings one back at once', async () => {
  await send('soon', { DelaySeconds: 60 });
  expect(await receive()).toEqual([]);
  cloud.clock.advance(61);
  const [message] = await receive();
  const change = { QueueUrl: url('jobs'), ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
  await client.send(new ChangeMessageVisibilityCommand(change));
  expect(await receive()).toHaveLength(1);
  cloud.clock.advance(31);
  await expect(client.send(new ChangeMessageVisibilityCommand(change))).rejects.toMatchObject({
    name: 'MessageNotInflight',
  });
});

it('E6: each failed try chooses its own delay, and the tries still count towards the dead-letter queue', async () => {
  await send('notice');
  const [first] = await receive();
  const later = { QueueUrl: url('jobs'), ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 600 };
  await client.send(new ChangeMessageVisibilityCommand(later));
  cloud.clock.advance(590);
  expect(await receive()).toEqual([]);
  cloud.clock.advance(11);
  const [second] = await receive();
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  const much = { ...later, ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 43_200 };
  await client.send(new ChangeMessageVisibilityCommand(much));
  await expect(
    client.send(new ChangeMessageVisibilityCommand({ ...much, VisibilityTimeout: 43_201 })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  cloud.clock.advance(43_201);
  expect(await receive()).toEqual([]);
  expect(await receive({}, 'dead')).toMatchObject([{ Body: 'notice' }]);
});

it('X3: FIFO keeps the order of a group, lets other groups pass, and drops doubles for five minutes', async () => {
  for (const [body, MessageGroupId] of [
    ['a1', 'a'],
    ['a2', 'a'],
    ['b1', 'b'],
    ['a1', 'a'],
  ]) {
    await send(body ?? '', { MessageGroupId }, 'orders.fifo');
  }
  const one = async () => (await receive({ MaxNumberOfMessages: 1 }, 'orders.fifo'))[0];
  const first = await one();
  expect(first?.Body).toBe('a1');
  expect((await one())?.Body).toBe('b1');
  expect(await one()).toBeUndefined();
  await client.send(
    new DeleteMessageCommand({ QueueUrl: url('orders.fifo'), ReceiptHandle: first?.ReceiptHandle }),
  );
  expect((await one())?.Body).toBe('a2');
  cloud.clock.advance(301);
  await send('a1', { MessageGroupId: 'c' }, 'orders.fifo');
  expect((await receive({ MaxNumberOfMessages: 10 }, 'orders.fifo')).map(({ Body }) => Body)).toContain('a1');
});

it('X3: a long poll on a FIFO queue goes on when the message before is deleted', async () => {
  for (const body of ['a1', 'a2']) await send(body, { MessageGroupId: 'a' }, 'orders.fifo');
  const [first] = await receive({}, 'orders.fifo');
  const next = receive({ WaitTimeSeconds: 20 }, 'orders.fifo');
  const remove = { QueueUrl: url('orders.fifo'), ReceiptHandle: first?.ReceiptHandle };
  await client.send(new DeleteMessageCommand(remove));
  expect(await next).toMatchObject([{ Body: 'a2' }]);
});

it('X3: a batch tells each entry its own outcome; doubled ids and empty batches are refused', async () => {
  const batch = (Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
    client.send(new SendMessageBatchCommand({ QueueUrl: url('jobs'), Entries }));
  const { Successful, Failed } = await batch([
    { Id: '1', MessageBody: 'good' },
    { Id: '2', MessageBody: 'bad', DelaySeconds: 901 },
  ]);
  expect([Successful?.map(({ Id }) => Id), Failed?.map(({ Id }) => Id)]).toEqual([['1'], ['2']]);
  const doubled = batch([
    { Id: '1', MessageBody: 'x' },
    { Id: '1', MessageBody: 'y' },
  ]);
  await expect(doubled).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
  await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
});

it('X3: unknown queues, broken handles and FIFO messages without a group are refused by name', async () => {
  await expect(send('x', {}, 'nowhere')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
  const broken = new DeleteMessageCommand({ QueueUrl: url('jobs'), ReceiptHandle: 'x' });
  await expect(client.send(broken)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  await expect(send('x', {}, 'orders.fifo')).rejects.toThrow('MessageGroupId');
  await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toThrow('MaxNumberOfMessages');
});

it('X3: messages are there after a restart, and go after their retention', async () => {
  await send('kept');
  const again = await openSmallCloud({ services: [sqs], resources, data: cloud.data });
  const other = new SQSClient(again.client);
  const { Messages } = await other.send(new ReceiveMessageCommand({ QueueUrl: url('jobs') }));
  expect(Messages).toMatchObject([{ Body: 'kept' }]);
  other.destroy();
  await again.close();
  cloud.clock.advance(345_601);
  expect(await receive()).toEqual([]);
});
