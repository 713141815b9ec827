import type { StreamRequest } from '../../contracts/signals.ts';
import { Refusal } from '../errors.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { PUSH, type StreamSettings } from './signal-stream.ts';

export interface StreamSettingsDeps {
  /** Of what relying parties entrust to us. */
  readonly entrusted: TokenSealers;
  readonly settings: { readonly allowsLoopback: boolean };
}

/**
 * What the receiver decides, in whole (SSF §8.1.1.1, §8.1.1.4): what is left out is not wanted.
 *
 * @throws Refusal invalid `delivery-method`, `delivery-address`
 */
export async function streamSettings(
  { delivery, events_requested, description }: StreamRequest,
  deps: StreamSettingsDeps,
): Promise<StreamSettings> {
  if (delivery?.method !== PUSH) {
    throw new Refusal(
      'invalid',
      'delivery-method',
      `Events are pushed only: delivery must have the method ${PUSH} and an endpoint_url. Polling (RFC 8936) is not supported.`,
    );
  }
  const authorization = await sealed(delivery.authorization_header, deps.entrusted);
  return {
    eventsRequested: [...new Set(events_requested ?? [])],
    endpoint: requireAddress(delivery.endpoint_url, deps.settings.allowsLoopback),
    ...(authorization !== undefined && { authorization }),
    ...(description !== undefined && { description }),
  };
}

/** The door refuses the rest when it is called: private networks, redirects. */
function requireAddress(text: string | undefined, allowsLoopback: boolean): string {
  const url = URL.parse(text ?? '');
  const plain = url?.protocol === 'http:' && allowsLoopback;
  if (url === null || (url.protocol !== 'https:' && !plain) || url.hash !== '' || url.username !== '') {
    throw new Refusal(
      'invalid',
      'delivery-address',
      'delivery.endpoint_url must be an https address without a fragment, name or password.',
    );
  }
  return url.href;
}

async function sealed(header: string | undefined, entrusted: TokenSealers): Promise<string | undefined> {
  return header === undefined ? undefined : (await entrusted('stream-authorization')).seal({ header });
}
