import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { dynamo, isConditionFailure } from '../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccountHandles } from '../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoLinks } from '../lambdas/adapters/aws/dynamo-links.ts';
import { dynamoOrganisationMembers } from '../lambdas/adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../lambdas/adapters/aws/dynamo-organisations.ts';
import { dynamoRegistrations } from '../lambdas/adapters/aws/dynamo-registrations.ts';
import { kmsPersonalData } from '../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../lambdas/adapters/aws/secrets.ts';
import { sqsNotifications } from '../lambdas/adapters/aws/sqs-notifications.ts';
import { ENROLMENT_LINKS } from '../lambdas/contracts/enrolment.ts';
import type { AdmittedOrganisation, Persona } from '../lambdas/contracts/persona.ts';
import type { Account } from '../lambdas/domain/account/account.ts';
import { ACTIVATION_LINK } from '../lambdas/domain/activation/activations.ts';
import { personHandle } from '../lambdas/domain/enrolment/person-handles.ts';
import { identifyWith } from '../lambdas/domain/identifier/identify.ts';
import { parseMobileNumber } from '../lambdas/domain/phone-number/phone-number.ts';
import { pivotIdentityOf } from '../lambdas/domain/pivot-identity/pivot-identity.ts';
import { validatePivotIdentity } from '../lambdas/domain/pivot-identity/validate-pivot-identity.ts';
import { randomness } from '../lambdas/shell/randomness.ts';
import { prefix } from '../lib/names.ts';
import type { Stage } from '../lib/stages.ts';

const DAY_SECONDS = 86_400;

/** A persona as it stands now. */
export interface MadePersona {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly status: Account['status'];
  /** Binds a phone; only while none is bound. */
  readonly activationLink?: string;
}

/**
 * Makes people and organisations of a deployment for tests, through the stores of the functions that do it for real ones. Everything
 * may be repeated.
 *
 * @param origin public origin of the deployment, for activation links
 */
export function casting(stage: Stage, origin: string) {
  const table = (name: string) => prefix(stage, name);
  const identify = identifyWith(deploymentSecret(table('identifiers')));
  const personalData = kmsPersonalData(`alias/guichet/${stage.name}/personal-data`);
  const accounts = dynamoAccounts(table('accounts'));
  const handles = dynamoAccountHandles(table('account-handles'));
  const registrations = dynamoRegistrations({
    accounts: table('accounts'),
    handles: table('account-handles'),
  });
  const links = dynamoLinks(table('links'), randomness);
  const members = dynamoOrganisationMembers(table('organisation-members'));
  const audit = dynamoAuditTrail(table('audit-events'), randomness);
  const { activationDays } = stage.settings.ENROLMENT;

  async function accountOf(persona: Persona, now: Date): Promise<Account> {
    const phoneHandle = await identify('phone', persona.phone);
    const known = await handles.accountOf(phoneHandle);
    const account = known === undefined ? undefined : await accounts.find(known);
    return account ?? register(persona, phoneHandle, now);
  }

  async function register(persona: Persona, phoneHandle: string, now: Date): Promise<Account> {
    const id = randomness.id();
    const account = await newAccount(persona, id, phoneHandle, now);
    const held = await registrations.register(account, {
      phone: phoneHandle,
      email: await identify('email', persona.email),
      person: await personHandle({ ...persona, documentNumber: '' }, identify),
    });
    if (held.length > 0)
      throw new Error(`${nameOf(persona)}: another account holds the same ${held.join(', ')}.`);
    await audit.record({ event: 'persona.made', subject: id, actor: 'system', at: now });
    return account;
  }

  async function newAccount(persona: Persona, id: string, phoneHandle: string, now: Date): Promise<Account> {
    const wrappedKey = await personalData.create(id);
    const { email, phone, address } = persona;
    const identity = { ...pivotIdentityOf(persona), email, phone_number: phone, address };
    return {
      id,
      status: 'pending',
      level: persona.level,
      wrappedKey,
      sealed: await personalData.seal(id, wrappedKey, identity),
      phoneHandle,
      enrolmentId: `persona-${id}`,
      language: persona.language,
      createdAt: now.toISOString(),
      verifiedAt: now.toISOString(),
      version: 1,
    };
  }

  async function represent(organisationId: string, account: Account): Promise<void> {
    const done = await updated(table('organisations'), organisationId, account.id);
    if (!done) throw new Error(`There is no admitted organisation ${organisationId} to represent.`);
    await members.represent(account.id, organisationId);
  }

  async function activationLink(account: Account, now: Date): Promise<string> {
    const lifetimeSeconds = activationDays * DAY_SECONDS;
    const data = { purpose: 'activate' };
    const token = await links.create({
      purpose: ACTIVATION_LINK,
      subject: account.id,
      lifetimeSeconds,
      now,
      data,
    });
    return `${origin}${ENROLMENT_LINKS.activation}#${token}`;
  }

  return {
    /** Registers an organisation as admitted; false when it was there already. */
    admit(organisation: AdmittedOrganisation, now: Date): Promise<boolean> {
      const registeredAt = now.toISOString();
      return dynamoOrganisations(table('organisations')).register({
        ...organisation,
        status: 'active',
        representativeId: '',
        registeredAt,
        version: 1,
      });
    },

    /** Makes a person, or finds them again by their phone number. */
    async make(persona: Persona, now: Date): Promise<MadePersona> {
      const account = await accountOf(persona, now);
      for (const organisationId of persona.representativeOf) await represent(organisationId, account);
      const { phone, email } = persona;
      return {
        name: nameOf(persona),
        phone,
        email,
        status: account.status,
        ...(account.status === 'pending' && { activationLink: await activationLink(account, now) }),
      };
    },

    /** Sends the activation link as the result of an enrolment is sent. */
    async tell(persona: Persona, link: string): Promise<void> {
      const { QueueUrl = '' } = await new SQSClient({}).send(
        new GetQueueUrlCommand({ QueueName: table('notifications') }),
      );
      await sqsNotifications(QueueUrl).enqueue({
        id: `persona ${link.slice(-16)}`,
        template: 'enrolment-accepted',
        language: persona.language,
        to: { email: persona.email },
        data: { reference: 'persona', days: String(activationDays), link },
      });
    },
  };
}

/** What is wrong with a persona, in one sentence; undefined when nothing is. */
export function faultOf(persona: Persona, stage: Stage, now: Date): string | undefined {
  const mobile = parseMobileNumber(persona.phone, stage.settings.SMS.countries);
  if (typeof mobile === 'string' || mobile.number !== persona.phone)
    return `${persona.phone} is no mobile number of ${stage.settings.SMS.countries.join(', ')} as +33612345678.`;
  const today = now.toISOString().slice(0, 10);
  const identity = { ...pivotIdentityOf(persona), email: persona.email, phone_number: persona.phone };
  const problems = validatePivotIdentity(identity, { today });
  return problems.length === 0
    ? undefined
    : `${nameOf(persona)}: ${problems.map(({ field, code }) => `${field} ${code}`).join(', ')}.`;
}

const nameOf = ({ givenNames, familyName }: Persona) => `${givenNames} ${familyName}`;

/** Names the person who represents an admitted organisation; false when there is no such one. */
async function updated(tableName: string, id: string, accountId: string): Promise<boolean> {
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: id } },
        UpdateExpression: 'SET representativeId = :account, version = version + :one',
        ConditionExpression: '#status = :active',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':account': { S: accountId },
          ':one': { N: '1' },
          ':active': { S: 'active' },
        },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
