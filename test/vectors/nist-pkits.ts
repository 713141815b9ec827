import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PolicyInputs } from '../../lambdas/domain/certificate-path/path-request.ts';

/**
 * NIST Public Key Interoperability Test Suite, certification path validation, version 1.0.1 of April 2011 (a work of the United
 * States government, not subject to copyright: csrc.nist.gov/projects/pki-testing): its certificates and revocation lists in DER,
 * base64, and what its document says of each test: which of them a relying party has, and whether the path must be accepted.
 */
export interface PkitsTest {
  /** Section of the document; several of the same number differ in their policy inputs. */
  readonly test: string;
  readonly certificates: readonly string[];
  readonly lists: readonly string[];
  readonly valid: boolean;
  readonly policies?: PolicyInputs;
}

export interface Pkits {
  readonly certificates: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, string>>;
  readonly tests: readonly PkitsTest[];
}

export const readPkits = (): Pkits =>
  JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, 'nist-pkits.json.gz'))).toString()) as Pkits;
