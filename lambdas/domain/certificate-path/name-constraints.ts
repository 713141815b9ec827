import type { Certificate } from '../x509/certificate.ts';
import { type NameConstraints, subjectAltNamesOf } from '../x509/extensions.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { isWithin, NAME_TYPES } from '../x509/name.ts';

/**
 * RFC 5280 §6.1.3 (b), (c): every name of the certificate is within what each authority above it permits, and in nothing one excludes.
 * A constraint of a kind that we cannot compare refuses names of its kind (§4.2.1.10).
 */
export function satisfiesNameConstraints(
  certificate: Certificate,
  constraints: readonly NameConstraints[],
): boolean {
  if (constraints.length === 0) return true;
  const names = namesOf(certificate);
  return constraints.every(({ permitted, excluded }) =>
    names.every((name) => isAllowed(name, permitted, excluded)),
  );
}

function isAllowed(
  name: GeneralName,
  permitted: readonly GeneralName[],
  excluded: readonly GeneralName[],
): boolean {
  const ofType = (list: readonly GeneralName[]) => list.filter(({ type }) => type === name.type);
  const required = ofType(permitted);
  const forbidden = ofType(excluded);
  if (!isComparable(name)) return required.length === 0 && forbidden.length === 0;
  return (
    (required.length === 0 || required.some((base) => matches(name, base))) &&
    !forbidden.some((base) => matches(name, base))
  );
}

const isComparable = ({ type }: GeneralName): boolean =>
  type === 'directory' || type === 'email' || type === 'dns' || type === 'uri' || type === 'ip';

/** The subject (unless empty), the alternative names, and an e-mail address in the subject when no alternative name is there. */
function namesOf(certificate: Certificate): GeneralName[] {
  const { subject } = certificate;
  const alternative = subjectAltNamesOf(certificate);
  const names: GeneralName[] = [...alternative];
  if (subject.rdns.length > 0) names.push({ type: 'directory', name: subject });
  if (alternative.length === 0) {
    for (const { type, value } of subject.rdns.flat()) {
      if (type === NAME_TYPES.emailAddress && value !== undefined) names.push({ type: 'email', value });
    }
  }
  return names;
}

function matches(name: GeneralName, base: GeneralName): boolean {
  if (name.type === 'directory' && base.type === 'directory') return isWithin(name.name, base.name);
  if (name.type === 'ip' && base.type === 'ip') return isInRange(name.address, base.address);
  if (name.type === 'dns' && base.type === 'dns') return isDomainWithin(name.value, base.value);
  if (name.type === 'email' && base.type === 'email') return isMailboxWithin(name.value, base.value);
  if (name.type === 'uri' && base.type === 'uri') return isUriWithin(name.value, base.value);
  return false;
}

/** Labels may be added to the left; a leading dot, which some write, means the same below the domain. */
function isDomainWithin(domain: string, base: string): boolean {
  const [name, suffix] = [domain.toLowerCase(), base.toLowerCase().replace(/^\./, '')];
  if (suffix === '') return true;
  return name.endsWith(`.${suffix}`) || (name === suffix && !base.startsWith('.'));
}

/** `.example.org`: hosts below; `example.org`: that very host. */
function isHostWithin(host: string, base: string): boolean {
  const [name, wanted] = [host.toLowerCase(), base.toLowerCase()];
  return wanted.startsWith('.') ? name.endsWith(wanted) : name === wanted;
}

function isMailboxWithin(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@');
  const host = mailbox.slice(at + 1);
  if (!base.includes('@')) return isHostWithin(host, base);
  const baseAt = base.lastIndexOf('@');
  return (
    mailbox.slice(0, at) === base.slice(0, baseAt) &&
    host.toLowerCase() === base.slice(baseAt + 1).toLowerCase()
  );
}

/** A URI without a host name cannot satisfy a constraint, and one must refuse it (§4.2.1.10). */
function isUriWithin(uri: string, base: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#[\]]+)/i.exec(uri)?.[1];
  return host !== undefined && isHostWithin(host, base);
}

/** Address and mask, 4 or 16 octets each. */
function isInRange(address: Uint8Array, range: Uint8Array): boolean {
  const { length } = address;
  if (range.length !== 2 * length) return false;
  return address.every((octet, at) => ((octet ^ (range[at] ?? 0)) & (range[length + at] ?? 0)) === 0);
}
