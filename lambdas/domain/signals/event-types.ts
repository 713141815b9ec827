import type { AccountEvent } from '../relying-party-message/relying-party-message.ts';

const RISC = 'https://schemas.openid.net/secevent/risc/event-type';
const CAEP = 'https://schemas.openid.net/secevent/caep/event-type';

/**
 * What a stream may carry: exactly what can happen here. Of another address or number it is `recovery-information-changed`:
 * `identifier-changed` is for whoever is authoritative over the identifier, a mail or telephone company (RISC Profile §2.5, ADR 0017).
 */
export const SUPPORTED_EVENTS = [
  `${RISC}/account-disabled`,
  `${RISC}/account-enabled`,
  `${RISC}/recovery-information-changed`,
  `${RISC}/account-purged`,
  `${CAEP}/credential-change`,
  `${CAEP}/session-revoked`,
] as const;
export type EventType = (typeof SUPPORTED_EVENTS)[number];

/** SSF §8.1.4.1: goes out whatever was requested. */
export const VERIFICATION_EVENT = 'https://schemas.openid.net/secevent/ssf/event-type/verification';

const TYPES: Readonly<Record<AccountEvent['type'], EventType>> = {
  'account-disabled': `${RISC}/account-disabled`,
  'account-enabled': `${RISC}/account-enabled`,
  'account-purged': `${RISC}/account-purged`,
  'recovery-information-changed': `${RISC}/recovery-information-changed`,
  'credential-revoked': `${CAEP}/credential-change`,
  'credential-changed': `${CAEP}/credential-change`,
  // RISC Profile §2.10: its own sessions-revoked is deprecated in favour of CAEP's.
  'sessions-revoked': `${CAEP}/session-revoked`,
};

export const eventTypeOf = ({ type }: AccountEvent): EventType => TYPES[type];

/** The members of the event (CAEP §3.3 for credentials, RISC Profile §2.3 for why an account is disabled). */
export function eventMembers(event: AccountEvent): Readonly<Record<string, string>> {
  switch (event.type) {
    case 'credential-revoked':
      return { credential_type: event.credential, change_type: 'revoke' };
    case 'credential-changed':
      return { credential_type: event.credential, change_type: 'update' };
    case 'account-disabled':
      return event.reason === undefined ? {} : { reason: event.reason };
    default:
      return {};
  }
}
