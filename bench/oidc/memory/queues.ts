/** Stands in for the clients of SQS, SNS, SES and Secrets Manager: messages are dropped, text messages kept for `codeSentTo`. */
import { createHash } from 'node:crypto';
import { command, MemoryClient } from './client.ts';

type Input = Readonly<Record<string, string>>;

const shared = globalThis as { benchTexts?: Map<string, string> };
shared.benchTexts ??= new Map();
const texts = shared.benchTexts;

export {
  MemoryClient as SecretsManagerClient,
  MemoryClient as SESv2Client,
  MemoryClient as SNSClient,
  MemoryClient as SQSClient,
};
export const SendMessageCommand = command(() => ({ MessageId: '1' }));
export const SendMessageBatchCommand = command(() => ({ Successful: [], Failed: [] }));
export const SendEmailCommand = command(() => ({}));
export const PublishCommand = command<Input>(({ PhoneNumber = '', Message = '' }) => {
  texts.set(PhoneNumber, Message);
  return { MessageId: '1' };
});
export const GetSecretValueCommand = command<Input>(({ SecretId = '' }) => ({
  SecretString: createHash('sha256').update(`bench ${SecretId}`).digest('hex'),
}));
