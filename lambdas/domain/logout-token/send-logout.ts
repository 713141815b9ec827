import type { Client, Clients } from '../client/client.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import { deliver } from '../relying-party-message/deliver.ts';
import type { QueuedMessage, RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';
import { signJws } from '../signer/signer.ts';
import type { TokenSigners } from '../signing-key/token-signers.ts';
import { LOGOUT_TOKEN_TYPE, logoutTokenClaims } from './logout-token.ts';
import type { SessionIds } from './session-ids.ts';

export interface SendLogoutDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly sessionIds: SessionIds;
  readonly messages: RelyingPartyMessages;
  readonly signers: TokenSigners;
  readonly subjectSecret: () => Promise<Uint8Array>;
  readonly door: GuardedDoor;
}

type Logout = Extract<QueuedMessage, { readonly kind: 'logout' }>;

/**
 * Back-Channel Logout §2.5. A client that wants `sid` (`backchannel_logout_session_required`) is told of each session by itself.
 *
 * @param jti of this attempt
 * @throws Undelivered
 */
export async function sendLogout(
  message: Logout,
  jti: string,
  now: Date,
  deps: SendLogoutDeps,
): Promise<void> {
  const client = await deps.clients.find(message.clientId);
  if (client?.status !== 'active' || client.backchannel_logout_uri === undefined) return;
  if (message.sid === undefined && client.backchannel_logout_session_required)
    return eachSession(message, deps);
  const token = await logoutToken(message, client, jti, now, deps);
  await deliver(
    'backchannel_logout_uri',
    client.backchannel_logout_uri,
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    },
    deps.door,
  );
}

async function eachSession(message: Logout, { sessionIds, messages }: SendLogoutDeps): Promise<void> {
  for (const sid of await sessionIds.of(message.accountId, message.clientId)) {
    await messages.enqueue({ ...message, sid, id: `${message.id}:${sid}` });
  }
}

/** §2.4: signed with the key and the algorithm of the client's ID tokens. */
async function logoutToken(
  { accountId, sid }: Logout,
  client: Client,
  jti: string,
  now: Date,
  deps: SendLogoutDeps,
): Promise<string> {
  const [signer, secret] = await Promise.all([
    deps.signers(client.id_token_signed_response_alg, now),
    deps.subjectSecret(),
  ]);
  const claims = logoutTokenClaims({
    issuer: deps.issuer,
    clientId: client.client_id,
    subject: pairwiseSubject(secret, sectorOf(client), accountId),
    ...(sid !== undefined && { sid }),
    jti,
    now,
  });
  return signJws(signer, { typ: LOGOUT_TOKEN_TYPE }, claims);
}
