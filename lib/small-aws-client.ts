import { fileURLToPath } from 'node:url';
import type { AuthorityName } from '../lambdas/authorities.ts';

/** Functions that speak to AWS through the small client instead of the SDK (docs/adr/0015-small-aws-client.md). */
export const HOT_FUNCTIONS: readonly AuthorityName[] = ['token', 'sign-in', 'authenticator', 'back-channel'];

const SERVICES = fileURLToPath(new URL('../lambdas/adapters/aws/small-client/services.ts', import.meta.url));

/** What stands in for which package; an operation that the small client lacks fails the build. */
export const SMALL_AWS_CLIENT: Readonly<Record<string, string>> = Object.fromEntries(
  ['dynamodb', 'kms', 'sqs', 'secrets-manager'].map((name) => [`@aws-sdk/client-${name}`, SERVICES]),
);
