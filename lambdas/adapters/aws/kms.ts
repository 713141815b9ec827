import { KMSClient } from '@aws-sdk/client-kms';

let shared: KMSClient | undefined;

/** One client for the whole function, made at first use. */
export function kms(): KMSClient {
  shared ??= new KMSClient({ maxAttempts: 4 });
  return shared;
}
