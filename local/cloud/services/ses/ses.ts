import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type Service, type WireRequest } from '../../service.ts';
import { blob, type Input, list, optionalText, structure, text } from '../input.ts';
import { addresses, type Mail, parseMail } from './mime.ts';

const MAX_RECIPIENTS = 50;
const ADDRESS = /^[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+$|^[^\s@<>,]+@localhost$/;

/** SES v2: e-mails land in the outbox, one entry for each recipient. */
export function ses(parts: CloudParts): Service {
  function send(input: Input): { MessageId: string } {
    const from = senderOf(input);
    requireVerified(parts, from);
    const mail = readMail(input);
    const recipients = recipientsOf(input, mail);
    const { subject, text: body, html } = mail;
    const entries = recipients.map((to) =>
      parts.outbox.append({
        channel: 'email',
        to,
        subject,
        text: body,
        ...(html === undefined ? {} : { html }),
      }),
    );
    return { MessageId: entries[0]?.id ?? '' };
  }

  return {
    name: 'ses',
    operation: readRequest,
    resources: ({ input }) => [identityArn(parts, senderOf(input))],
    async call({ name, input }) {
      if (name === 'SendEmail') return send(input);
      throw new AwsError('NotFoundException', `The laptop cloud's SES has no ${name}.`, 501);
    },
  };
}

function readRequest({ method, path, body }: WireRequest): Operation {
  if (method !== 'POST' || path !== '/v2/email/outbound-emails')
    return { name: `${method} ${path}`, input: {} };
  return { name: 'SendEmail', input: JSON.parse(body.toString('utf8')) as Record<string, unknown> };
}

function senderOf(input: Input): string {
  const from = optionalText(input, 'FromEmailAddress');
  if (from !== undefined) return addresses(from)[0] ?? '';
  const raw = structure(structure(input, 'Content'), 'Raw');
  const line =
    raw.Data === undefined ? undefined : /^from:(.*)$/im.exec(blob(raw, 'Data').toString('utf8'))?.[1];
  return addresses(line ?? '')[0] ?? '';
}

/** The identity an address is sent under: itself, or its domain. */
function identityArn(parts: CloudParts, from: string): string {
  const domain = from.replace(/^.*@/, '');
  const names = parts.template.resources('AWS::SES::EmailIdentity').map(({ name }) => name);
  const identity = [from, domain].find((name) => names.includes(name)) ?? domain;
  return `arn:aws:ses:${parts.region}:${parts.account}:identity/${identity}`;
}

/** Where the template declares identities, only they may send; else the operator's own are taken to exist. */
function requireVerified(parts: CloudParts, from: string): void {
  if (!ADDRESS.test(from)) throw badRequest('Missing or illegal FromEmailAddress.');
  const names = parts.template.resources('AWS::SES::EmailIdentity').map(({ name }) => name);
  const domain = from.replace(/^.*@/, '');
  const verified = names.some((name) => name === from || domain === name || domain.endsWith(`.${name}`));
  if (names.length === 0 || verified) return;
  const message = `Email address is not verified. The following identities failed the check in region ${parts.region.toUpperCase()}: ${from}`;
  throw new AwsError('MessageRejected', message);
}

function readMail(input: Input): Mail {
  const content = structure(input, 'Content');
  if (content.Raw !== undefined) return parseMail(blob(structure(content, 'Raw'), 'Data'));
  if (content.Simple === undefined)
    throw badRequest('Content must be Simple or Raw; the laptop cloud keeps no templates.');
  const simple = structure(content, 'Simple');
  const body = structure(simple, 'Body');
  const html = optionalText(structure(body, 'Html'), 'Data');
  const plain = optionalText(structure(body, 'Text'), 'Data');
  if (html === undefined && plain === undefined) throw badRequest('The body has neither Text nor Html.');
  const subject = text(structure(simple, 'Subject'), 'Data');
  return { to: [], subject, text: plain ?? '', ...(html === undefined ? {} : { html }) };
}

function recipientsOf(input: Input, mail: Mail): string[] {
  const destination = structure(input, 'Destination');
  const named = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((field) =>
    list(destination, field).map(String),
  );
  const all = (named.length > 0 ? named : mail.to).flatMap(addresses);
  if (all.length === 0) throw badRequest('Missing recipient.');
  if (all.length > MAX_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  const illegal = all.find((address) => !ADDRESS.test(address));
  if (illegal !== undefined) throw badRequest(`Illegal address: ${illegal}`);
  return all;
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
