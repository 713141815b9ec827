import { dynamoLinks } from '../../lambdas/adapters/aws/dynamo-links.ts';
import { dynamoRegistrations } from '../../lambdas/adapters/aws/dynamo-registrations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import { ACTIVATION_LINK } from '../../lambdas/domain/activation/activations.ts';
import { identifyWith } from '../../lambdas/domain/identifier/identify.ts';
import { key, secretArn, table } from '../../lambdas/shell/config.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

export interface MadeAccount {
  readonly phone: string;
  /** Its activation capability, as in the link of the e-mail. */
  readonly token: string;
}

const personalData = kmsPersonalData(key('personal-data'));
const registrations = dynamoRegistrations({
  accounts: table('accounts'),
  handles: table('account-handles'),
});
const links = dynamoLinks(table('links'), randomness);
const identify = identifyWith(deploymentSecret(secretArn('identifiers')));

/** A verified account straight in the stores, as the registrar leaves it. */
export async function makeAccount(number: number): Promise<MadeAccount> {
  const phone = `+3361234${String(5000 + number)}`;
  const who: AccountIdentity = {
    given_name: 'Maëlys Gaëlle Marie',
    family_name: 'MARTIN',
    birthdate: '1990-07-13',
    gender: 'female',
    birthplace: '75112',
    birthcountry: '99100',
    email: `bench-${number}@example.org`,
    phone_number: phone,
  };
  const [id, now] = [randomness.id(), new Date()];
  const wrappedKey = await personalData.create(id);
  const phoneHandle = await identify('phone', phone);
  const held = await registrations.register(
    {
      id,
      status: 'pending',
      level: 'substantial',
      wrappedKey,
      sealed: await personalData.seal(id, wrappedKey, who),
      phoneHandle,
      enrolmentId: randomness.id(), // none: activation passes over an enrolment that was erased
      language: 'en',
      createdAt: now.toISOString(),
      verifiedAt: now.toISOString(),
      version: 1,
    },
    {
      phone: phoneHandle,
      email: await identify('email', who.email),
      person: await identify('person', who.email),
    },
  );
  if (held.length > 0) throw new Error(`The ${held.join(' and ')} of account ${number} exist already.`);
  const data = { purpose: 'activate' };
  const token = await links.create({
    purpose: ACTIVATION_LINK,
    subject: id,
    lifetimeSeconds: 3600,
    now,
    data,
  });
  return { phone, token };
}
