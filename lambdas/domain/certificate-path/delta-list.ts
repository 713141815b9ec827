import { integerHex } from '../ber/values.ts';
import type { CertificateList } from '../x509/certificate-list.ts';
import { EXTENSIONS, readExtension } from '../x509/extension.ts';
import { authorityKeyIdentifierOf, crlNumberOf } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';

/** RFC 5280 §5.2.4. */
export const isDelta = ({ extensions }: CertificateList): boolean =>
  extensions.has(EXTENSIONS.deltaCrlIndicator);

/** §6.3.3 (c), and the last paragraphs of §5.2.4: whether the delta continues this complete list. */
export function continues(delta: CertificateList, complete: CertificateList): boolean {
  const base = readExtension(delta.extensions, EXTENSIONS.deltaCrlIndicator, integerHex);
  const from = crlNumberOf(complete.extensions);
  const to = crlNumberOf(delta.extensions);
  if (base === undefined || from === undefined || to === undefined) return false;
  return (
    sameName(delta.issuer, complete.issuer) &&
    sameExtension(delta, complete, EXTENSIONS.issuingDistributionPoint) &&
    authorityKeyIdentifierOf(delta) === authorityKeyIdentifierOf(complete) &&
    number(base) <= number(from) &&
    number(from) < number(to)
  );
}

const number = (hex: string): bigint => (hex.startsWith('-') ? -1n : BigInt(`0x${hex}`));

function sameExtension(one: CertificateList, other: CertificateList, type: string): boolean {
  const [first, second] = [one.extensions.get(type)?.value, other.extensions.get(type)?.value];
  return first && second ? Buffer.compare(first, second) === 0 : first === second;
}
