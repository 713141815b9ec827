import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Refusal } from '../errors.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import type { Interaction } from './interaction.ts';

/** Name, value and attributes of a cookie have 4,096 bytes (RFC 6265bis §5.6). */
const LIMIT_CHARACTERS = 3600;
/** More than any that fits could hold. */
const INFLATED_LIMIT_BYTES = 65_536;

/** Up to here it is not worth the time to compress it, five times that of sealing it. */
const SHORT_CHARACTERS = 2000;

/** Plain, or compressed when it is long. */
type Sealed = { readonly plain: Interaction } | { readonly z: string };

/** Sealed (purpose `interaction`). Throws `InvalidRequest` when the request asks for more than a cookie carries. */
export function sealInteraction(interaction: Interaction, sealer: Sealer): string {
  const plain = sealer.seal({ plain: interaction } satisfies Sealed);
  return plain.length <= SHORT_CHARACTERS ? plain : sealCompressed(interaction, sealer);
}

function sealCompressed(interaction: Interaction, sealer: Sealer): string {
  const z = deflateRawSync(JSON.stringify(interaction)).toString('base64url');
  const sealed = sealer.seal({ z } satisfies Sealed);
  if (sealed.length > LIMIT_CHARACTERS) {
    throw new InvalidRequest('The request is too long: shorten state, nonce or claims.');
  }
  return sealed;
}

/** The interaction of this browser: another browser, without the cookie, is told no more than that there is none. */
export function requireInteraction(id: string, sealed: string | undefined, sealer: Sealer): Interaction {
  const opened = sealed === undefined ? undefined : sealer.open<Sealed>(sealed);
  const interaction = opened && ('plain' in opened ? opened.plain : inflated(opened.z));
  if (interaction?.id !== id) throw unknownSignIn();
  return interaction;
}

const inflated = (z: string): Interaction =>
  JSON.parse(
    inflateRawSync(Buffer.from(z, 'base64url'), { maxOutputLength: INFLATED_LIMIT_BYTES }).toString('utf8'),
  ) as Interaction;

const unknownSignIn = (): Refusal =>
  new Refusal(
    'not-found',
    'no-such-sign-in',
    'This sign-in is not known in this browser. Go back to the service and start again.',
    { next: ['restart'] },
  );
