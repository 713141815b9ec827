import type { Account } from '../account/account.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { certificateFile, toPem } from '../certificate-holder/certificate-file.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export interface CollectPapersDeps {
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly certificates: Pick<Certificates, 'of'>;
}

type Section = Record<string, unknown>;

/** Each names its key by its digest; what the server holds of a signing key is nobody's to see. */
export async function certificatesOf(account: Account, deps: CollectPapersDeps): Promise<Section[]> {
  const issued = (await deps.certificates.of(account.id)).filter(({ status }) => status !== 'issuing');
  return Promise.all(issued.map((certificate) => certificateSection(certificate, account, deps)));
}

async function certificateSection(
  certificate: CertificateRecord,
  account: Account,
  { personalData }: CollectPapersDeps,
): Promise<Section> {
  const {
    id: serial,
    kind,
    status,
    storage,
    keyId,
    issuedAt,
    notBefore,
    notAfter,
    reason,
    endedAt,
  } = certificate;
  const has = certificate.der !== undefined || certificate.sealed !== undefined;
  const pem = has ? toPem(await certificateFile(certificate, account, personalData)) : undefined;
  return {
    serial,
    kind,
    status,
    storage,
    publicKeySha256: keyId,
    issuedAt,
    notBefore,
    notAfter,
    reason,
    endedAt,
    certificate: pem,
  };
}
