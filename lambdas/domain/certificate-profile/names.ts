import { createHash } from 'node:crypto';
import { AttributeTypeAndValue, AttributeValue, Name, RelativeDistinguishedName } from '@peculiar/asn1-x509';
import { OID } from '../asn1/oids.ts';

/** Upper bound of commonName and organizationName (RFC 5280 appendix A.1), in characters. */
const UPPER_BOUND = 64;

/** `C, O, CN` of an authority or service. */
export function serviceName(country: string, organisation: string, commonName: string): Name {
  return new Name([
    countryOf(country),
    text(OID.organizationName, organisation),
    text(OID.commonName, commonName),
  ]);
}

/**
 * `C, CN` of a person's certificate. The common name is derived from the serial number: it tells nothing of the person, and two
 * certificates of one person have nothing in common (C1).
 */
export function opaqueName(country: string, serial: string): Name {
  const commonName = createHash('sha256').update(`subject:${serial}`).digest('hex').slice(0, 32);
  return new Name([countryOf(country), text(OID.commonName, commonName)]);
}

/** A legal person (ETSI EN 319 412-3 §4.2.1): `NTR<country>-<number>` is its identifier in the national trade register. */
export function organisationName(
  country: string,
  organisation: { readonly id: string; readonly name: string },
): Name {
  return new Name([
    countryOf(country),
    text(OID.organizationName, organisation.name),
    text(OID.organizationIdentifier, `NTR${country}-${organisation.id}`),
    text(OID.commonName, organisation.name),
  ]);
}

/** X.520: countryName is a PrintableString of two letters. */
const countryOf = (code: string): RelativeDistinguishedName =>
  attribute(OID.countryName, new AttributeValue({ printableString: code }));

const text = (type: string, value: string): RelativeDistinguishedName =>
  attribute(type, new AttributeValue({ utf8String: [...value].slice(0, UPPER_BOUND).join('') }));

const attribute = (type: string, value: AttributeValue): RelativeDistinguishedName =>
  new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
