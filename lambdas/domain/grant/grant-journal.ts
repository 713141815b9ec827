import type { ChainedEvent } from '../audit/chain.ts';
import type { SignIn } from '../sign-in-history/sign-in-history.ts';
import type { Grant } from './grant.ts';

/** What the audit trail says of a new grant, once; neither here nor in the history stands what was sent, only which claims. */
export function auditEventOfGrant({ id, clientId, accountId, acr, answer }: Grant): ChainedEvent | undefined {
  return (
    answer && {
      eventId: `${answer.at}#grant#${id}`,
      event: `consent.${answer.consent}`,
      subject: accountId,
      actor: 'citizen',
      at: answer.at,
      details: { client: clientId, acr, claims: answer.claims },
    }
  );
}

/** Its line in the person's history. */
export function historyOfGrant({
  id,
  clientId,
  accountId,
  acr,
  answer,
}: Grant): (SignIn & { readonly source: string }) | undefined {
  return (
    answer && {
      accountId,
      at: answer.at,
      clientId,
      client: answer.client,
      outcome: answer.consent === 'denied' ? 'denied' : 'signed-in',
      acr,
      address: answer.address,
      source: id,
    }
  );
}
