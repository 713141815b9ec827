import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  CertificateList,
  CRLNumber,
  DistributionPointName,
  Extension,
  GeneralName,
  IssuingDistributionPoint,
  KeyIdentifier,
  TBSCertList,
  Time,
  Version,
} from '@peculiar/asn1-x509';
import { signatureAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { keyIdentifier } from '../asn1/public-key.ts';
import { signDer, toArrayBuffer } from '../asn1/sign-der.ts';
import { signedSequence } from '../asn1/write-der.ts';
import type { Issuer } from '../certificate-profile/tbs-certificate.ts';
import type { Signer } from '../signer/signer.ts';

/** The first CRL of an authority, before it has revoked anything (RFC 5280 §5). */
export interface EmptyList {
  readonly issuer: Issuer;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Address of a partition's CRL, for its issuingDistributionPoint; absent when the list is about everything issued. */
  readonly partition?: string;
}

/** DER */
export async function issueEmptyList(list: EmptyList, signer: Signer): Promise<Uint8Array> {
  const toBeSigned = new TBSCertList({
    version: Version.v2,
    signature: signatureAlgorithm(signer.algorithm),
    issuer: list.issuer.subject,
    thisUpdate: new Time(list.thisUpdate),
    nextUpdate: new Time(list.nextUpdate),
    crlExtensions: extensionsOf(list),
  });
  const bytes = new Uint8Array(AsnConvert.serialize(toBeSigned));
  return signedSequence(bytes, signer.algorithm, await signDer(signer, bytes));
}

function extensionsOf({ issuer, number, partition }: EmptyList): Extension[] {
  const identifier = new KeyIdentifier(toArrayBuffer(keyIdentifier(issuer.publicKey ?? new Uint8Array())));
  return [
    extension(OID.authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier: identifier })),
    extension(OID.crlNumber, new CRLNumber(number)),
    ...(partition === undefined ? [] : [extension(OID.issuingDistributionPoint, pointOf(partition), true)]),
  ];
}

const pointOf = (address: string): IssuingDistributionPoint =>
  new IssuingDistributionPoint({
    distributionPoint: new DistributionPointName({
      fullName: [new GeneralName({ uniformResourceIdentifier: address })],
    }),
  });

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

/** Number and end of a published list. */
export function describeList(der: Uint8Array): {
  readonly number: number;
  readonly nextUpdate: Date | undefined;
} {
  const { tbsCertList } = AsnConvert.parse(der, CertificateList);
  const number = tbsCertList.crlExtensions?.find(({ extnID }) => extnID === OID.crlNumber);
  return {
    number: number ? AsnConvert.parse(number.extnValue, CRLNumber).value : 0,
    nextUpdate: tbsCertList.nextUpdate?.getTime(),
  };
}
