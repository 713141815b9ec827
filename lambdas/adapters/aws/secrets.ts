import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A deployment secret (HMAC key), fetched once per function instance; a failure is not kept. */
export function deploymentSecret(arn: string): () => Promise<Uint8Array> {
  let kept: Promise<Uint8Array> | undefined;
  return () => {
    kept ??= fetchSecret(arn).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

async function fetchSecret(arn: string): Promise<Uint8Array> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  if (SecretString === undefined || SecretString.length < 32)
    throw new Error('A deployment secret is missing or too short.');
  return new TextEncoder().encode(SecretString);
}
