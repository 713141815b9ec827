/** Why a certification path is not valid. */
export const PATH_FAILURES = [
  'no-path',
  'unreadable',
  'unsupported-algorithm',
  'bad-signature',
  'not-yet-valid',
  'expired',
  'revoked',
  'suspended',
  'status-unknown',
  'name-chaining',
  'name-constraints',
  'policy',
  'not-an-authority',
  'path-too-long',
  'key-usage',
  'unknown-critical-extension',
] as const;
export type PathFailureKind = (typeof PATH_FAILURES)[number];

export interface PathFailure {
  readonly kind: PathFailureKind;
  /** Position in the path: 0 is the certificate that the anchor signed. */
  readonly certificate: number;
  readonly sentence: string;
}
