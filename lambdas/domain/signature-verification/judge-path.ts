import type { PathResult } from '../certificate-path/path-request.ts';
import { validatePath } from '../certificate-path/validate-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { TrustedMaterial } from './trusted-material.ts';

/**
 * The certificate's path to a trusted root: valid at the instant judged at, by the lists that are current now.
 * @param others certificates of the file, which may link a signer to our root and are trusted in nothing else
 */
export async function judgePath(
  certificate: Certificate,
  others: readonly Certificate[],
  material: TrustedMaterial,
  { at, now }: { readonly at: Date; readonly now: Date },
): Promise<PathResult> {
  return validatePath({
    certificates: [certificate, ...material.authorities, ...others.filter((other) => other !== certificate)],
    anchors: material.anchors,
    crls: await material.listsFor([certificate]),
    now,
    at,
  });
}
