import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromItem } from '../adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoLinks } from '../adapters/aws/dynamo-links.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { ContactSettings } from '../contracts/settings.ts';
import type { ContactChange } from '../domain/contact/contact-changes.ts';
import { tellContactChange } from '../events/tell-contact-change.ts';
import { issuer, key, queue, setting, table } from '../shell/config.ts';
import { randomness } from '../shell/randomness.ts';
import { streamFunction } from '../shell/stream-function.ts';

const deps = {
  issuer: issuer(),
  settings: setting<ContactSettings>('CONTACTS'),
  accounts: dynamoAccounts(table('accounts')),
  links: dynamoLinks(table('links'), randomness),
  boxItems: dynamoBoxItems(table('box-items')),
  personalData: kmsPersonalData(key('personal-data')),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the stream of `contact-changes`. What is forgotten is no news. */
export const handler = streamFunction({
  failure: 'change of contacts not told',
  async work({ eventName, dynamodb }) {
    const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
    if (eventName === 'INSERT' && image !== undefined) {
      await tellContactChange(fromItem<ContactChange>(image), deps);
    }
  },
});
