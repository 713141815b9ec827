import { decodeFile } from '../cms/decode-file.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { judgePath } from './judge-path.ts';
import { CONFIRMED, certificatePart, judge, reportOf } from './report.ts';
import { CERTIFICATE_RULES } from './rules/rules.ts';
import type { Verified } from './signature-verifier.ts';
import type { TrustedMaterial } from './trusted-material.ts';

/** A PEM file with more of them is made to keep a verifier busy. */
const MOST_CERTIFICATES = 16;

/** Judges a certificate, whatever it is for: the first of the file; others may link it to a root. @throws BerError */
export async function verifyCertificate(
  file: Uint8Array,
  material: TrustedMaterial,
  arc: string,
  now: Date,
): Promise<Verified> {
  const [first, ...others] = decodeFile(file).slice(0, MOST_CERTIFICATES);
  const certificate = parseCertificate(first ?? new Uint8Array());
  const path = await judgePath(certificate, others.map(parseCertificate), material, { at: now, now });
  const facts = { certificate, path, judgedAt: now };
  const signer = { ...judge(CERTIFICATE_RULES, facts), ...certificatePart(facts, arc) };
  return {
    report: reportOf([signer], CONFIRMED.certificate, now),
    signerCertificate: certificate.der,
  };
}
