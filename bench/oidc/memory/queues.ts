/** Stands in for the clients of SQS, SNS, SES and Secrets Manager: messages are dropped, text messages kept for `codeSentTo`. */
import { createHash } from 'node:crypto';

type Input = Readonly<Record<string, string>>;
type Command = { readonly run: (input: Input) => object; readonly input: Input };

const shared = globalThis as { benchTexts?: Map<string, string> };
shared.benchTexts ??= new Map();
const texts = shared.benchTexts;

class Client {
  async send({ run, input }: Command): Promise<object> {
    return run(input);
  }
}

const command = (run: Command['run']) =>
  class {
    readonly run = run;
    readonly input: Input;
    constructor(input: Input) {
      this.input = input;
    }
  };

export { Client as SecretsManagerClient, Client as SESv2Client, Client as SNSClient, Client as SQSClient };
export const SendMessageCommand = command(() => ({ MessageId: '1' }));
export const SendMessageBatchCommand = command(() => ({ Successful: [], Failed: [] }));
export const SendEmailCommand = command(() => ({}));
export const PublishCommand = command(({ PhoneNumber = '', Message = '' }) => {
  texts.set(PhoneNumber, Message);
  return { MessageId: '1' };
});
export const GetSecretValueCommand = command(({ SecretId = '' }) => ({
  SecretString: createHash('sha256').update(`bench ${SecretId}`).digest('hex'),
}));
