import type { WrongMember } from '../../contracts/relying-parties.ts';
import { Refusal } from '../errors.ts';
import { InvalidClientMetadata } from '../oauth-error/invalid-client-metadata.ts';
import { InvalidRedirectUri } from '../oauth-error/invalid-redirect-uri.ts';

/** RFC 6749 §5.2 allows these characters in a description and no other. */
const described = (sentence: string): string =>
  sentence
    .replaceAll('§', '')
    .replace(/["\\]/g, "'")
    .replace(/[^\x20-\x7e]/g, '?');

/** What is wrong with metadata as RFC 7591 §3.2.2 has it said; anything else as it is. */
export function asRegistrationError(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'invalid-client-metadata') return error;
  const fields = error.details.fields ?? [];
  const sentence = described(fields.map((fault) => fault.sentence).join(' '));
  return fields.some(({ field }) => field === 'redirect_uris')
    ? new InvalidRedirectUri(sentence)
    : new InvalidClientMetadata(sentence);
}

/** The same for a member whose shape is wrong. */
export const wrongShape = ({ wrong }: WrongMember): InvalidRedirectUri | InvalidClientMetadata =>
  wrong === 'redirect_uris'
    ? new InvalidRedirectUri('redirect_uris must be a list of addresses.')
    : new InvalidClientMetadata(`${described(wrong)} is missing, of the wrong kind, or not allowed here.`);
