import { BerError } from '../ber/ber-error.ts';
import type { Element } from '../ber/element.ts';
import { elementsOf, expect, fieldsOf, sequence } from '../ber/fields.ts';
import {
  BIT_STRING,
  BOOLEAN,
  context,
  contextConstructed,
  INTEGER,
  OCTET_STRING,
  SEQUENCE,
} from '../ber/tags.ts';
import { bits, boolean, hasBit, integerHex, oid, smallInteger, toHex } from '../ber/values.ts';
import type { Certificate } from './certificate.ts';
import { EXTENSIONS, type Extensions, readExtension } from './extension.ts';
import { type GeneralName, parseGeneralName, parseGeneralNames } from './general-name.ts';

/** RFC 5280 §4.2.1.3, in the order of its bits. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** Undefined without the extension: the key may be used for anything. */
export const keyUsageOf = ({ extensions }: Certificate): readonly KeyUsage[] | undefined =>
  readExtension(extensions, EXTENSIONS.keyUsage, (value) => {
    const { bytes } = bits(expect(value, BIT_STRING, 'key usage'));
    return KEY_USAGES.filter((_, bit) => hasBit(bytes, bit));
  });

/** §4.2.1.9. */
export const basicConstraintsOf = ({ extensions }: Certificate) =>
  readExtension(extensions, EXTENSIONS.basicConstraints, (value) => {
    const fields = sequence(value, 'basic constraints');
    const ca = fields.takeIf(BOOLEAN);
    const pathLength = fields.takeIf(INTEGER);
    fields.end('basic constraints');
    return {
      ca: ca !== undefined && boolean(ca),
      ...(pathLength && { pathLength: smallInteger(pathLength) }),
    };
  });

/** §4.2.1.12: object identifiers. */
export const extendedKeyUsageOf = ({ extensions }: Certificate): readonly string[] | undefined =>
  readExtension(extensions, EXTENSIONS.extendedKeyUsage, (value) =>
    elementsOf(expect(value, SEQUENCE, 'extended key usage')).map(oid),
  );

/** §4.2.1.6. */
export const subjectAltNamesOf = ({ extensions }: Certificate): readonly GeneralName[] =>
  readExtension(extensions, EXTENSIONS.subjectAltName, parseGeneralNames) ?? [];

export const subjectKeyIdentifierOf = ({ extensions }: Certificate): string | undefined =>
  readExtension(extensions, EXTENSIONS.subjectKeyIdentifier, (value) =>
    toHex(expect(value, OCTET_STRING, 'subject key identifier').content),
  );

/** §4.2.1.1: the key identifier only; hex. */
export const authorityKeyIdentifierOf = ({
  extensions,
}: {
  readonly extensions: Extensions;
}): string | undefined =>
  readExtension(extensions, EXTENSIONS.authorityKeyIdentifier, (value) => {
    const identifier = sequence(value, 'authority key identifier').takeIf(context(0));
    return identifier && toHex(identifier.content);
  });

/** §4.2.1.4: object identifiers, each once. */
export const certificatePoliciesOf = ({ extensions }: Certificate): readonly string[] | undefined =>
  readExtension(extensions, EXTENSIONS.certificatePolicies, (value) => {
    const policies = elementsOf(expect(value, SEQUENCE, 'certificate policies')).map((information) =>
      oid(sequence(information, 'policy').take('policy identifier')),
    );
    if (new Set(policies).size < policies.length) throw new BerError('A certificate policy stands twice.');
    return policies;
  });

export interface PolicyMapping {
  readonly issuerDomain: string;
  readonly subjectDomain: string;
}

/** §4.2.1.5. */
export const policyMappingsOf = ({ extensions }: Certificate): readonly PolicyMapping[] | undefined =>
  readExtension(extensions, EXTENSIONS.policyMappings, (value) =>
    elementsOf(expect(value, SEQUENCE, 'policy mappings')).map((mapping) => {
      const fields = sequence(mapping, 'policy mapping');
      return { issuerDomain: oid(fields.take('policy')), subjectDomain: oid(fields.take('policy')) };
    }),
  );

/** §4.2.1.11. */
export const policyConstraintsOf = ({ extensions }: Certificate) =>
  readExtension(extensions, EXTENSIONS.policyConstraints, (value) => {
    const fields = sequence(value, 'policy constraints');
    const requireExplicit = fields.takeIf(context(0));
    const inhibitMapping = fields.takeIf(context(1));
    fields.end('policy constraints');
    return {
      ...(requireExplicit && { requireExplicitPolicy: implicitInteger(requireExplicit) }),
      ...(inhibitMapping && { inhibitPolicyMapping: implicitInteger(inhibitMapping) }),
    };
  });

/** §4.2.1.14. */
export const inhibitAnyPolicyOf = ({ extensions }: Certificate): number | undefined =>
  readExtension(extensions, EXTENSIONS.inhibitAnyPolicy, smallInteger);

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** §4.2.1.10: minimum is 0 and maximum absent, else the constraint is one we cannot process. */
export const nameConstraintsOf = ({ extensions }: Certificate): NameConstraints | undefined =>
  readExtension(extensions, EXTENSIONS.nameConstraints, (value) => {
    const fields = sequence(value, 'name constraints');
    const permitted = fields.takeIf(contextConstructed(0));
    const excluded = fields.takeIf(contextConstructed(1));
    fields.end('name constraints');
    return { permitted: subtreesOf(permitted), excluded: subtreesOf(excluded) };
  });

const subtreesOf = (element: Element | undefined): GeneralName[] =>
  (element ? elementsOf(element) : []).map((subtree) => {
    const fields = sequence(subtree, 'name constraint');
    const base = parseGeneralName(fields.take('name constraint'));
    fields.end('minimum or maximum of a name constraint');
    return base;
  });

/** §4.2.1.13. `names` are full names; `relativeName` stands below the issuer's own name. */
export interface DistributionPoint {
  readonly names?: readonly GeneralName[];
  readonly relativeName?: Element;
  /** Undefined: for all reasons. Else the octets of ReasonFlags. */
  readonly reasons?: Uint8Array;
  readonly crlIssuer?: readonly GeneralName[];
}

export const crlDistributionPointsOf = ({ extensions }: Certificate): readonly DistributionPoint[] =>
  readExtension(extensions, EXTENSIONS.crlDistributionPoints, (value) =>
    elementsOf(expect(value, SEQUENCE, 'CRL distribution points')).map(parseDistributionPoint),
  ) ?? [];

function parseDistributionPoint(element: Element): DistributionPoint {
  const fields = sequence(element, 'distribution point');
  const name = fields.takeIf(contextConstructed(0));
  const reasons = fields.takeIf(context(1));
  const crlIssuer = fields.takeIf(contextConstructed(2));
  fields.end('distribution point');
  return {
    ...(name && parseDistributionPointName(name)),
    ...(reasons && { reasons: bits(reasons).bytes }),
    ...(crlIssuer && { crlIssuer: parseGeneralNames(crlIssuer) }),
  };
}

export interface IssuingDistributionPoint {
  readonly names?: readonly GeneralName[];
  readonly relativeName?: Element;
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons?: Uint8Array;
  readonly indirect: boolean;
}

/** §5.2.5. */
export const issuingDistributionPointOf = (extensions: Extensions): IssuingDistributionPoint | undefined =>
  readExtension(extensions, EXTENSIONS.issuingDistributionPoint, (value) => {
    const fields = sequence(value, 'issuing distribution point');
    const name = fields.takeIf(contextConstructed(0));
    const users = fields.takeIf(context(1));
    const authorities = fields.takeIf(context(2));
    const someReasons = fields.takeIf(context(3));
    const indirect = fields.takeIf(context(4));
    const attributes = fields.takeIf(context(5));
    fields.end('issuing distribution point');
    return {
      ...(name && parseDistributionPointName(name)),
      onlyUserCertificates: users !== undefined && boolean(users),
      onlyAuthorityCertificates: authorities !== undefined && boolean(authorities),
      onlyAttributeCertificates: attributes !== undefined && boolean(attributes),
      ...(someReasons && { onlySomeReasons: bits(someReasons).bytes }),
      indirect: indirect !== undefined && boolean(indirect),
    };
  });

function parseDistributionPointName(element: Element): Pick<DistributionPoint, 'names' | 'relativeName'> {
  const choice = fieldsOf(element).take(
    'name of a distribution point',
    contextConstructed(0),
    contextConstructed(1),
  );
  return choice.id === contextConstructed(0)
    ? { names: parseGeneralNames(choice) }
    : { relativeName: choice };
}

const implicitInteger = (element: Element): number => smallInteger({ ...element, id: INTEGER });

export const crlNumberOf = (extensions: Extensions): string | undefined =>
  readExtension(extensions, EXTENSIONS.crlNumber, integerHex);
