import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ses } from '../../../../local/cloud/services/ses/ses.ts';
import { sns } from '../../../../local/cloud/services/sns/sns.ts';
import { sqs } from '../../../../local/cloud/services/sqs/sqs.ts';
import { openSmallCloud, type SmallCloud } from '../small-cloud.ts';

const resources = {
  Alarms: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms' } },
  Inbox: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inbox' } },
  ByMail: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Alarms' }, Protocol: 'email', Endpoint: 'operator@guichet.test' },
  },
  ByQueue: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Alarms' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Inbox', 'Arn'] },
    },
  },
  Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'guichet.test' } },
};

let cloud: SmallCloud;
let texts: SNSClient;
let mails: SESv2Client;
beforeAll(async () => {
  cloud = await openSmallCloud({ services: [sns, ses, sqs], resources });
  texts = new SNSClient(cloud.client);
  mails = new SESv2Client(cloud.client);
});
beforeEach(() => cloud.parts.outbox.clear());
afterAll(async () => {
  texts.destroy();
  mails.destroy();
  await cloud.close();
});

describe('SNS', () => {
  it('A3: a text to a phone lands in the outbox', async () => {
    const MessageAttributes = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };
    const Message = 'Code: 1234 <&> https://guichet.test/a?b=1&c=2';
    const { MessageId } = await texts.send(
      new PublishCommand({ PhoneNumber: '+33612345678', Message, MessageAttributes }),
    );
    expect(cloud.parts.outbox.list()).toMatchObject([
      {
        id: MessageId,
        channel: 'sms',
        to: '+33612345678',
        text: Message,
        links: ['https://guichet.test/a?b=1&c=2'],
      },
    ]);
  });

  it.each(['0612345678', '+0612345678', '+336123456789012345', 'anna'])(
    'A3: %s is no phone number',
    async (PhoneNumber) => {
      const sent = texts.send(new PublishCommand({ PhoneNumber, Message: 'x' }));
      await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterException' });
      expect(cloud.parts.outbox.list()).toEqual([]);
    },
  );

  it('A3: an overlong text and an unknown topic are refused', async () => {
    const long = texts.send(new PublishCommand({ PhoneNumber: '+33612345678', Message: 'x'.repeat(1601) }));
    await expect(long).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const lost = texts.send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:eu-west-3:000000000000:none', Message: 'x' }),
    );
    await expect(lost).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('X3: a topic reaches its subscriptions: the operator’s mailbox and a queue', async () => {
    const TopicArn = cloud.parts.template.resources('AWS::SNS::Topic')[0]?.arn ?? '';
    await texts.send(new PublishCommand({ TopicArn, Subject: 'ALARM', Message: 'deadline missed' }));
    expect(cloud.parts.outbox.list()).toMatchObject([
      { channel: 'email', to: 'operator@guichet.test', subject: 'ALARM', text: 'deadline missed' },
    ]);
    const client = new SQSClient(cloud.client);
    const QueueUrl = `${cloud.url}/000000000000/inbox`;
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    client.destroy();
    expect(JSON.parse(Messages?.[0]?.Body ?? '{}')).toMatchObject({
      Type: 'Notification',
      Message: 'deadline missed',
    });
  });
});

describe('SES', () => {
  const simple = (more: object = {}) => ({
    FromEmailAddress: 'Guichet <no-reply@guichet.test>',
    Destination: { ToAddresses: ['anna@example.test'] },
    Content: {
      Simple: {
        Subject: { Data: 'Votre demande' },
        Body: {
          Text: { Data: 'En cours.' },
          Html: { Data: '<a href="https://guichet.test/x?a=1&amp;b=2">Suivre</a>' },
        },
      },
    },
    ...more,
  });

  it('A10: a simple e-mail lands in the outbox with its links', async () => {
    await mails.send(new SendEmailCommand(simple()));
    expect(cloud.parts.outbox.list()).toMatchObject([
      {
        channel: 'email',
        to: 'anna@example.test',
        subject: 'Votre demande',
        text: 'En cours.',
        links: ['https://guichet.test/x?a=1&b=2'],
      },
    ]);
  });

  it('A10: a raw e-mail is read: encoded subject, quoted-printable text, base64 HTML, attachment left out', async () => {
    const raw = [
      'From: no-reply@guichet.test',
      'To: Anna <anna@example.test>, bob@example.test',
      'Subject: =?utf-8?Q?R=C3=A9sultat?= =?utf-8?B?IOKcjw==?=',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Accept=C3=A9e =\r\nenfin',
      '--inner',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>Acceptée</p>').toString('base64'),
      '--inner--',
      '--outer',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename=letter.txt',
      '',
      'attached',
      '--outer--',
    ].join('\r\n');
    await mails.send(new SendEmailCommand({ Content: { Raw: { Data: Buffer.from(raw) } } }));
    const mail = { subject: 'Résultat ✏', text: 'Acceptée enfin', html: '<p>Acceptée</p>' };
    expect(cloud.parts.outbox.list()).toMatchObject([
      { ...mail, to: 'anna@example.test' },
      { ...mail, to: 'bob@example.test' },
    ]);
  });

  it('A10: an unverified sender, a missing recipient and an empty body are refused', async () => {
    const send = (more: object) => mails.send(new SendEmailCommand(simple(more)));
    await expect(send({ FromEmailAddress: 'x@evil.test' })).rejects.toMatchObject({
      name: 'MessageRejected',
    });
    await expect(send({ Destination: {} })).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(send({ Destination: { ToAddresses: ['no address'] } })).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    const empty = { Simple: { Subject: { Data: 'x' }, Body: {} } };
    await expect(send({ Content: empty })).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(cloud.parts.outbox.list()).toEqual([]);
  });
});
