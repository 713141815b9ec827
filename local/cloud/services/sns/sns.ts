import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type Service } from '../../service.ts';
import type { Resource } from '../../template/resource.ts';
import { openDeliveries } from '../delivery/deliveries.ts';
import { type Input, optionalText, structure, text } from '../input.ts';
import { type QueryOperation, queryAnswer, readQueryForm } from '../query-form.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
/** ITU-T E.164: at most fifteen digits, no leading zero. */
const E164 = /^\+[1-9]\d{1,14}$/;
/** Longest SMS text SNS takes, in characters. */
const MAX_SMS_CHARACTERS = 1600;
const MAX_MESSAGE_BYTES = 262_144;
const DAY_SECONDS = 86_400;

/** SNS: SMS into the outbox; topics to the subscriptions of the template. */
export function sns(parts: CloudParts): Service {
  const deliveries = openDeliveries(parts, join(parts.data, 'sns', 'deliveries.sqlite'));

  function publish(input: Input): { MessageId: string } {
    const message = text(input, 'Message');
    if (message === '') throw invalid('Message Reason: Empty message');
    if (Buffer.byteLength(message) > MAX_MESSAGE_BYTES) throw invalid('Message Reason: Message too long');
    const phoneNumber = optionalText(input, 'PhoneNumber');
    if (phoneNumber !== undefined) return sendSms(phoneNumber, message);
    return publishTo(
      loadTopic(optionalText(input, 'TopicArn') ?? optionalText(input, 'TargetArn')),
      input,
      message,
    );
  }

  function sendSms(to: string, message: string): { MessageId: string } {
    if (!E164.test(to)) throw invalid(`PhoneNumber Reason: ${to} is not valid to publish to`);
    if (message.length > MAX_SMS_CHARACTERS) throw invalid('Message Reason: Message too long');
    return { MessageId: parts.outbox.append({ channel: 'sms', to, text: message }).id };
  }

  function loadTopic(reference: string | undefined): Resource {
    if (reference === undefined)
      throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
    const topic = parts.template.find('AWS::SNS::Topic', reference);
    if (topic === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
    return topic;
  }

  function publishTo(topic: Resource, input: Input, message: string): { MessageId: string } {
    const MessageId = randomUUID();
    const subject = optionalText(input, 'Subject');
    parts.log(`SNS ${topic.name}: ${subject ?? 'a message without a subject'}`);
    for (const { Protocol, Endpoint, RawMessageDelivery } of subscriptionsOf(parts, topic)) {
      const notice = notification(parts, topic, MessageId, input, message);
      const to = String(Endpoint);
      if (Protocol === 'email')
        parts.outbox.append({ channel: 'email', to, text: message, ...(subject && { subject }) });
      else if (Protocol === 'sms') parts.outbox.append({ channel: 'sms', to, text: message });
      else if (Protocol === 'sqs')
        deliver(to, RawMessageDelivery === true ? message : JSON.stringify(notice));
      else if (Protocol === 'lambda') deliver(to, JSON.stringify(lambdaEvent(topic, notice)));
      else parts.warn(`SNS ${topic.name}: the laptop cloud delivers nothing over ${String(Protocol)}.`);
    }
    return { MessageId };
  }

  function deliver(arn: string, payload: string): void {
    const limits = { maximumRetryAttempts: 100, maximumAgeSeconds: DAY_SECONDS };
    deliveries.add({ target: { arn }, payload, principal: 'sns.amazonaws.com', ...limits });
  }

  return {
    name: 'sns',
    operation: readQueryForm,
    resources({ input }) {
      const topic = optionalText(input, 'TopicArn') ?? optionalText(input, 'TargetArn');
      // A text to a phone number has no resource: policies must say *.
      return [topic ?? '*'];
    },
    async call(operation) {
      const { name, input, wire }: QueryOperation = operation;
      if (name !== 'Publish')
        throw new AwsError('InvalidAction', `The laptop cloud's SNS has no ${name}.`, 501);
      const result = publish(input);
      return wire ? queryAnswer(name, result, NAMESPACE) : result;
    },
    async start() {
      deliveries.start();
    },
    stop: () => deliveries.stop(),
  };
}

function subscriptionsOf(parts: CloudParts, topic: Resource): Readonly<Record<string, unknown>>[] {
  const apart = parts.template.resources('AWS::SNS::Subscription').map(({ properties }) => properties);
  const inline = (topic.properties.Subscription ?? []) as Readonly<Record<string, unknown>>[];
  return [...inline, ...apart.filter(({ TopicArn }) => TopicArn === topic.arn)];
}

function notification(parts: CloudParts, topic: Resource, MessageId: string, input: Input, Message: string) {
  const Timestamp = new Date(parts.clock.now()).toISOString();
  const Subject = optionalText(input, 'Subject');
  const attributes = Object.entries(structure(input, 'MessageAttributes')).map(([name, value]) => {
    const { DataType, StringValue } = value as { DataType?: string; StringValue?: string };
    return [name, { Type: DataType, Value: StringValue }];
  });
  const head = {
    Type: 'Notification',
    MessageId,
    TopicArn: topic.arn,
    ...(Subject === undefined ? {} : { Subject }),
  };
  return { ...head, Message, Timestamp, MessageAttributes: Object.fromEntries(attributes) };
}

function lambdaEvent(topic: Resource, Sns: object): object {
  return {
    Records: [
      { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: `${topic.arn}:local`, Sns },
    ],
  };
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
}
